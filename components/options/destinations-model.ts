import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import type {
  DestinationsSeen,
  ListedDestination,
  WatchedView,
} from '../../lib/messages/channels.ts';
import type { Failed, Problem } from '../../lib/messages/types.ts';
import type { Answers } from '../../lib/messages.ts';
import {
  likelyType,
  queueAddress,
  queueOf,
  readQueueAddress,
} from '../../lib/requests/destination.ts';
import type { OptionsDeps } from './Data.tsx';

/** What the part about destinations needs. */
interface DestinationsDeps extends Pick<OptionsDeps, 'send'> {
  copy(text: string): Promise<void>;
  /** asks the browser for these origins and no other; must be called within a click */
  requestHosts(origins: string[]): Promise<boolean>;
}

/** What is wrong, and of what: names of fields. */
interface QueueTrouble {
  problem: Problem;
  detail?: string;
}

export type QueueForm = ReturnType<typeof createQueueForm>;

/** The part of the form that is about a queue, once the address of one stands in it. */
function createQueueForm(
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

/** The site and project of a queue that can be watched; undefined: a form, a portal, any site's own. */
export function watchable({ to, site }: ListedDestination) {
  const queue = queueOf({ to });
  if (queue?.channel !== 'jira') return undefined;
  const { project } = queue;
  const host = queue.host === '{site}' ? site : queue.host;
  return host.startsWith('*.') ? undefined : { host, project };
}

export type WatchModel = ReturnType<typeof createWatchModel>;

/** Which queues are looked at for a reviewer, and how the last look went. */
function createWatchModel({ send, requestHosts }: Pick<DestinationsDeps, 'send' | 'requestHosts'>) {
  const queues = signal<readonly WatchedView[]>([]);
  /** what was pressed and is under way, by label */
  const pending = signal<{ label: string; on: boolean } | undefined>(undefined);

  return {
    queues,
    pending,
    of(one: ListedDestination): WatchedView | undefined {
      const at = watchable(one);
      return queues.value.find(({ site, project }) => site === at?.host && project === at.project);
    },
    async start() {
      const answer = await send('watchedQueues', {});
      if (answer.ok) queues.value = answer.queues;
    },
    /** @returns what stood in the way; called within a click */
    async watch(one: ListedDestination, on: boolean): Promise<Problem | undefined> {
      const at = watchable(one);
      if (!at || pending.peek()) return undefined;
      pending.value = { label: one.label, on };
      try {
        // First of all: a permission can only be asked for within the click.
        const allowed = !on || (await requestHosts([`https://${at.host}/*`]).catch(() => false));
        if (!allowed) return 'host-not-allowed';
        const answer = await send('watchQueue', { site: at.host, label: one.label, on });
        if (!answer.ok) return answer.problem;
        queues.value = answer.queues;
        return undefined;
      } finally {
        pending.value = undefined;
      }
    },
  };
}

export type DestinationsModel = ReturnType<typeof createDestinationsModel>;

/** Where most organizations' sites are. */
const ALL_SITES = '*.atlassian.net';

/** Where requests go, on the options page, and what colleagues are given to have it the same way. */
export function createDestinationsModel({ send, copy, requestHosts }: DestinationsDeps) {
  /** absent until they were read */
  const seen = signal<DestinationsSeen | undefined>(undefined);
  const form = { site: signal(ALL_SITES), label: signal(''), to: signal('') };
  const queue = createQueueForm({ send, requestHosts }, form.to);
  const watch = createWatchModel({ send, requestHosts });
  /** who the set-up link says to be from */
  const from = signal('');
  const feedback = signal<'saved' | 'copied' | Problem | undefined>(undefined);
  /** what a channel adds to a problem: names of fields */
  const detail = signal('');
  /** what the browser did not let us copy */
  const byHand = signal<string | undefined>(undefined);

  let asked = 0;

  /** An answer that was overtaken by the answer to a later question is old, and shows nothing. */
  async function ask(question: Promise<Answers['listDestinations'] | Failed>): Promise<boolean> {
    asked += 1;
    const turn = asked;
    feedback.value = undefined;
    detail.value = '';
    const answer = await question;
    if (!answer.ok) feedback.value = answer.problem;
    else if (turn === asked) seen.value = answer;
    return answer.ok;
  }

  function refuse(trouble: QueueTrouble | undefined) {
    feedback.value = trouble?.problem;
    detail.value = trouble?.detail ?? '';
  }

  return {
    ...form,
    queue,
    watch,
    detail,
    seen,
    from,
    feedback,
    byHand,
    start: () => Promise.all([ask(send('listDestinations', {})), watch.start()]),
    /** adds what stands in the form; of a queue its types are asked for first, within the click */
    async add() {
      const { site, label } = form;
      let to = form.to.value;
      if (queue.isQueue.peek()) {
        refuse(undefined);
        if (!queue.found.peek()) return refuse(await queue.connect());
        const checked = await queue.check();
        if (!('to' in checked)) return refuse(checked);
        to = checked.to;
      }
      const added = { site: site.value, label: label.value, to };
      if (!(await ask(send('addDestination', added)))) return;
      batch(() => {
        feedback.value = 'saved';
        label.value = '';
        form.to.value = '';
        queue.edited();
      });
    },
    /** a queue's requests come into this person's own; called within a click */
    async show(one: ListedDestination, on: boolean) {
      feedback.value = undefined;
      const problem = await watch.watch(one, on);
      if (problem) refuse({ problem });
    },
    async remove({ site, label }: ListedDestination) {
      if (await ask(send('removeDestination', { site, label }))) feedback.value = 'saved';
    },
    /** `policy`: what IT sets for everybody, as `storage.managed` takes it */
    async copySetup(what: 'link' | 'policy') {
      feedback.value = undefined;
      byHand.value = undefined;
      const made = await send('makeSetup', { from: from.value });
      if (!made.ok) {
        feedback.value = made.problem;
        return;
      }
      const copied = await copy(made[what]).then(
        () => true,
        () => false,
      );
      if (copied) feedback.value = 'copied';
      else byHand.value = made[what];
    },
  };
}
