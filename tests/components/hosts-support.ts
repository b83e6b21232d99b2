import { signal } from '@preact/signals';
import { vi } from 'vitest';
import type { HostsView } from '../../components/options/hosts-model.ts';
import type { HostKind } from '../../lib/atlassian/custom-hosts.ts';

const nothing = () => vi.fn(async () => undefined);

/** The part "Other hosts" of the options page, with no host in it. */
export function hostsView(change: Partial<HostsView> = {}): HostsView {
  return {
    seen: signal({ hosts: [], badPolicy: [], unreadable: 0 }),
    kind: signal<HostKind>('jira-data-center'),
    address: signal(''),
    feedback: signal(undefined),
    add: nothing(),
    allow: nothing(),
    remove: nothing(),
    ...change,
  };
}
