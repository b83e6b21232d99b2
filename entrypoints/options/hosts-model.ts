import { batch, signal } from '@preact/signals';
import type { HostsSaid, HostsView } from '../../components/options/hosts-view.ts';
import {
  baseOf,
  type HostKind,
  originsOf,
  parseOtherHost,
} from '../../lib/atlassian/other-hosts.ts';
import type { HostsSeen } from '../../lib/messages/hosts.ts';
import type { OptionsSurroundings } from './model.ts';

export interface HostsSurroundings extends Pick<OptionsSurroundings, 'send'> {
  /** asks the browser for these origins and no other; must be called within a click */
  requestHosts(origins: string[]): Promise<boolean>;
}

export interface HostsModel extends HostsView {
  start(): Promise<void>;
}

/** The hosts on the options page. */
export function createHostsModel({ send, requestHosts }: HostsSurroundings): HostsModel {
  const seen = signal<HostsSeen | undefined>(undefined);
  const kind = signal<HostKind>('jira-data-center');
  const address = signal('');
  const said = signal<HostsSaid | undefined>(undefined);

  return {
    seen,
    kind,
    address,
    said,
    async start() {
      const heard = await send('listHosts', {});
      if (heard.ok) seen.value = heard;
      else said.value = heard.problem;
    },
    async add() {
      const parsed = parseOtherHost(kind.peek(), address.peek());
      if (!parsed.ok) {
        said.value = parsed.problem;
        return;
      }
      // First of all: a permission can only be asked for within the click.
      const allowed = await requestHosts(originsOf(parsed.host)).catch(() => false);
      const base = baseOf(parsed.host);
      const heard = allowed
        ? await send('addHost', { kind: parsed.host.kind, address: base })
        : ({ ok: false, problem: 'host-not-allowed' } as const);
      batch(() => {
        said.value = heard.ok ? { done: 'added', address: base } : heard.problem;
        if (!heard.ok) return;
        seen.value = heard;
        address.value = '';
      });
    },
    async allow({ address: base, origins }) {
      const allowed = await requestHosts(origins).catch(() => false);
      const heard = await send('listHosts', {});
      batch(() => {
        said.value = allowed ? { done: 'allowed', address: base } : 'host-not-allowed';
        if (heard.ok) seen.value = heard;
      });
    },
    async remove({ kind: of, address: base }) {
      const heard = await send('removeHost', { kind: of, address: base });
      batch(() => {
        said.value = heard.ok ? { done: 'removed', address: base } : heard.problem;
        if (heard.ok) seen.value = heard;
      });
    },
  };
}
