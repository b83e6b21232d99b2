import { batch, signal } from '@preact/signals';
import {
  baseOf,
  type HostKind,
  originsOf,
  parseOtherHost,
} from '../../lib/atlassian/custom-hosts.ts';
import type { HostsSeen, ListedHost } from '../../lib/messages/hosts.ts';
import type { Failed, Problem } from '../../lib/messages/types.ts';
import type { Answers } from '../../lib/messages.ts';
import type { OptionsDeps } from './data-model.ts';

/** What was done last with a host, or why it could not be. */
export type HostsFeedback = { done: 'added' | 'removed' | 'allowed'; address: string } | Problem;

interface HostsDeps extends Pick<OptionsDeps, 'send'> {
  /** asks the browser for these origins and no other; must be called within a click */
  requestHosts(origins: string[]): Promise<boolean>;
}

export type HostsModel = ReturnType<typeof createHostsModel>;

/** The hosts on the options page that are not built in. */
export function createHostsModel({ send, requestHosts }: HostsDeps) {
  /** absent until they were read */
  const seen = signal<HostsSeen | undefined>(undefined);
  const kind = signal<HostKind>('jira-data-center');
  const address = signal('');
  const feedback = signal<HostsFeedback | undefined>(undefined);
  let asked = 0;

  /** An answer that was overtaken by the answer to a later question is old, and shows nothing. */
  async function ask(question: () => Promise<Answers['listHosts'] | Failed>) {
    asked += 1;
    const turn = asked;
    const response = await question();
    return { response, fresh: turn === asked };
  }

  return {
    seen,
    kind,
    address,
    feedback,
    async start() {
      const { response, fresh } = await ask(() => send('listHosts', {}));
      if (!fresh) return;
      if (response.ok) seen.value = response;
      else feedback.value = response.problem;
    },
    /** adds what stands in the form; called within a click */
    async add() {
      const parsed = parseOtherHost(kind.peek(), address.peek());
      if (!parsed.ok) {
        feedback.value = parsed.problem;
        return;
      }
      // First of all: a permission can only be asked for within the click.
      const allowed = await requestHosts(originsOf(parsed.host)).catch(() => false);
      const base = baseOf(parsed.host);
      if (!allowed) {
        feedback.value = 'host-not-allowed';
        return;
      }
      const entry = { kind: parsed.host.kind, address: base };
      const { response, fresh } = await ask(() => send('addHost', entry));
      batch(() => {
        feedback.value = response.ok ? { done: 'added', address: base } : response.problem;
        if (!response.ok) return;
        if (fresh) seen.value = response;
        address.value = '';
      });
    },
    /** asks for the permission of a host that is on the list; called within a click */
    async allow({ address: base, origins }: ListedHost) {
      const allowed = await requestHosts(origins).catch(() => false);
      const { response, fresh } = await ask(() => send('listHosts', {}));
      batch(() => {
        feedback.value = allowed ? { done: 'allowed', address: base } : 'host-not-allowed';
        if (response.ok && fresh) seen.value = response;
      });
    },
    async remove({ kind: of, address: base }: ListedHost) {
      const { response, fresh } = await ask(() => send('removeHost', { kind: of, address: base }));
      batch(() => {
        feedback.value = response.ok ? { done: 'removed', address: base } : response.problem;
        if (response.ok && fresh) seen.value = response;
      });
    },
  };
}
