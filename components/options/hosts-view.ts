import type { ReadonlySignal, Signal } from '@preact/signals';
import type { HostKind } from '../../lib/atlassian/custom-hosts.ts';
import type { HostsSeen, ListedHost } from '../../lib/messages/hosts.ts';
import type { Problem } from '../../lib/messages/types.ts';

/** What was done last with a host, or why it could not be. */
export type HostsSaid = { done: 'added' | 'removed' | 'allowed'; address: string } | Problem;

/** What the options page shows and can do about hosts that are not built in. */
export interface HostsView {
  /** absent until they were read */
  seen: ReadonlySignal<HostsSeen | undefined>;
  kind: Signal<HostKind>;
  address: Signal<string>;
  said: ReadonlySignal<HostsSaid | undefined>;
  /** adds what stands in the form; called within a click */
  add(): Promise<void>;
  /** asks for the permission of a host that is on the list; called within a click */
  allow(host: ListedHost): Promise<void>;
  remove(host: ListedHost): Promise<void>;
}
