import type { Core } from '../core.ts';
import { type Call, type Reply, type Route, redirect, withCookie } from '../http.ts';
import type { OutgoingFetch } from '../network.ts';
import { escapeHtml, plainPage } from '../page.ts';
import type { SaasConfig } from '../seed.ts';
import { createFlows, type Flow, type Link } from './saas-flow.ts';
import { REGISTERS, workerRoutes } from './saas-worker.ts';

const COOKIE = 'saas.session';

/** What one instance of the SaaS app remembers. */
export interface Saas extends SaasConfig {
  /** Callbacks in the order they came. */
  received: ReceivedCallback[];
  /** Session -> the Atlassian account and site it is connected to. */
  links: Map<string, Link>;
  routes: Route[];
}

/** One call of the redirect URI and what the app made of it; no values, only names. */
interface ReceivedCallback {
  parameters: string[];
  /** Whether the state was the one given to the session that came back. */
  stateMatched: boolean;
  outcome: 'connected' | 'refused';
  reason?: string;
}

/** An app that connects to Jira by a real authorization-code flow with state and PKCE. */
export function createSaas(core: Core, config: SaasConfig, fetch: OutgoingFetch): Saas {
  const saas: Saas = { ...config, received: [], links: new Map(), routes: [] };
  const flows = createFlows(core, config, fetch);
  const running = new Map<string, Flow>();
  const on = (path: string, handler: Route['handler']): Route => ({
    host: config.host,
    method: 'GET',
    path,
    handler,
  });
  const back = (call: Call) => callback({ core, saas, flows, running }, call);
  saas.routes = [
    on('/', (call) => home(core, saas, call)),
    on('/connect', async (call) => {
      const session = call.cookies.get(COOKIE) || core.mint('session');
      const flow = await flows.start(session);
      running.set(flow.state, flow);
      return withCookie(redirect(flow.url), COOKIE, session);
    }),
    on('/oauth/callback', back),
    ...workerRoutes(core, config.host, back),
  ];
  return saas;
}

function home(core: Core, saas: Saas, call: Call): Reply {
  const session = call.cookies.get(COOKIE) || core.mint('session');
  const link = saas.links.get(session);
  const status = link
    ? `<p role="status">Connected to ${escapeHtml(link.site)} as ${escapeHtml(link.name)}</p>`
    : '<p>Your boards and your Jira issues, always in step.</p>';
  const name = escapeHtml(saas.name);
  return withCookie(
    plainPage(
      saas.name,
      `<h1>${name}</h1>${status}<a class="button" href="/connect">Connect to Jira</a>${
        core.switches.saasWorker === 'none' ? '' : REGISTERS
      }`,
    ),
    COOKIE,
    session,
  );
}

interface Parts {
  core: Core;
  saas: Saas;
  flows: ReturnType<typeof createFlows>;
  running: Map<string, Flow>;
}

/**
 * A careful app finds the flow by the session and compares the state. A careless one finds it by
 * the state alone, and so connects whoever pressed Accept to whoever started.
 */
async function callback({ core, saas, flows, running }: Parts, call: Call): Promise<Reply> {
  const session = call.cookies.get(COOKIE) ?? '';
  const flow = running.get(call.url.searchParams.get('state') ?? '');
  const stateMatched = flow !== undefined && flow.session === session;
  const parameters = [...call.url.searchParams.keys()];
  core.tell('callback-received', { client: saas.clientId, detail: parameters.join(' ') });
  const own = [...running.values()].findLast((candidate) => candidate.session === session);
  const used = core.switches.saasChecksState ? own : flow;
  if (used) running.delete(used.state);
  const outcome = await flows.finish(call.url, used);
  if ('reason' in outcome) {
    const { reason } = outcome;
    saas.received.push({ parameters, stateMatched, outcome: 'refused', reason });
    core.tell('callback-refused', { client: saas.clientId, detail: reason });
    return refused(saas, reason);
  }
  const link = outcome;
  saas.received.push({ parameters, stateMatched, outcome: 'connected' });
  saas.links.set(used?.session ?? session, link);
  core.tell('connected', { client: saas.clientId, site: link.site, account: link.name });
  return redirect('/', 303);
}

function refused(saas: Saas, reason: string): Reply {
  return plainPage(
    saas.name,
    `<h1>${escapeHtml(saas.name)} could not connect to Jira</h1>
<p role="alert">${escapeHtml(reason)}</p><a class="button" href="/connect">Connect to Jira</a>`,
    400,
  );
}
