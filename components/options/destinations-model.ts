import { batch, signal } from '@preact/signals';
import type { DestinationsSeen, ListedDestination } from '../../lib/messages/channels.ts';
import type { Failed, Problem } from '../../lib/messages/types.ts';
import type { Answers } from '../../lib/messages.ts';
import type { DestinationsDeps } from './options-deps.ts';
import { createQueueForm, type QueueTrouble } from './queue-form-model.ts';
import { createWatchModel } from './watch-model.ts';

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
