import type { Core } from '../core.ts';
import { EDITIONS } from '../editions.ts';
import { type Call, notFound, type Reply, type Route } from '../http.ts';
import { createJira, type Jira } from '../jira/jira.ts';
import { createJiraWorld } from '../jira/world.ts';
import { signedIn } from '../session.ts';

/** A Jira on each site: whoever may use the site is a person there. */
export function createJiras(core: Core): Map<string, Jira> {
  const { accounts, sites } = core.world;
  return new Map(
    sites.map(({ host }) => {
      const people = accounts
        .filter(({ productAccess }) => productAccess.includes(host))
        .map(({ id, name }) => ({ accountId: id, name }));
      // The switches themselves, so that a change holds from the next call on.
      return [host, createJira(createJiraWorld(host, people, Date.now()), core.switches)];
    }),
  );
}

/** `/rest/api/…` of every site, with the session that its cookie stands for. */
export function jiraRoutes(core: Core, jiras: Map<string, Jira>): Route[] {
  const handler = (call: Call): Reply => {
    const jira = jiras.get(call.host);
    if (!jira) return notFound('This site does not exist');
    const headers = new Headers();
    for (const [name, value] of Object.entries(call.headers)) {
      if (value !== undefined && !name.startsWith(':')) headers.set(name, String(value));
    }
    const { method, url, body } = call;
    return jira.handle({ method, url, headers, body, accountId: signedIn(core, call)?.id });
  };
  return Object.values(EDITIONS).map(({ siteDomain }) => ({
    ...{ host: `*.${siteDomain}`, method: '*', path: '/rest/**', handler },
  }));
}
