import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Problem } from '../../lib/messages/types.ts';
import { likelyType, queueAddress, readQueueAddress } from '../../lib/requests/destination.ts';
import type { DestinationsDeps } from './options-deps.ts';

/** What is wrong, and of what: names of fields. */
export interface QueueTrouble {
  problem: Problem;
  detail?: string;
}

export type QueueForm = ReturnType<typeof createQueueForm>;

/** The part of the form that is about a queue, once the address of one stands in it. */
export function createQueueForm(
  { send, requestHosts }: Pick<DestinationsDeps, 'send' | 'requestHosts'>,
  to: ReadonlySignal<string>,
) {
  const place = computed(() => readQueueAddress(to.value));
  /** a portal's form may be opened for people to send, as well */
  const asForm = signal(false);
  const isQueue = computed(() => place.value !== undefined && !asForm.value);
  /** what this person can file there; undefined: not asked yet */
  const found = signal<
    { types: { id: string; name: string }[]; who: string; project: string } | undefined
  >(undefined);
  const type = signal('');
  const busy = signal(false);

  async function connect(): Promise<QueueTrouble | undefined> {
    const at = place.peek();
    if (!at || busy.peek()) return undefined;
    busy.value = true;
    try {
      // First of all: a permission can only be asked for within the click.
      const allowed = await requestHosts([`https://${at.host}/*`]).catch(() => false);
      if (!allowed) return { problem: 'host-not-allowed' };
      const answer = await send('queueTypes', { site: at.host, project: at.project });
      if (!answer.ok) return answer;
      if (answer.types.length === 0) return { problem: 'channel-cannot-create' };
      if (at !== place.peek()) return undefined;
      found.value = answer;
      type.value = likelyType(answer.types, at.issueType);
      return undefined;
    } finally {
      busy.value = false;
    }
  }

  return {
    place,
    asForm,
    isQueue,
    found,
    type,
    busy,
    connect,
    /** the address was changed */
    edited() {
      found.value = undefined;
      if (!place.value?.issueType) asForm.value = false;
    },
    /** the queue's own address, once it can be used; else what is wrong with it */
    async check(): Promise<{ to: string } | QueueTrouble> {
      const at = place.peek();
      if (!at) return { problem: 'to-bad-address' };
      const { project = at.project } = found.peek() ?? {};
      const address = queueAddress({ ...at, project, issueType: type.peek() });
      const probed = await send('probeQueue', { to: address, site: at.host });
      if (!probed.ok) return probed;
      const lacks = probed.missing.join(', ');
      if (lacks) return { problem: 'channel-required-fields', detail: lacks };
      return probed.canCreate ? { to: address } : { problem: 'channel-cannot-create' };
    },
  };
}
