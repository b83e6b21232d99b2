import { batch, signal } from '@preact/signals';
import type { DestinationsSeen, ListedDestination } from '../../lib/messages/destinations.ts';
import type { Failed, Problem } from '../../lib/messages/types.ts';
import type { Answers } from '../../lib/messages.ts';
import type { OptionsDeps } from './options-deps.ts';

export interface DestinationsDeps extends Pick<OptionsDeps, 'send'> {
  copy(text: string): Promise<void>;
}

export type DestinationsModel = ReturnType<typeof createDestinationsModel>;

/** Where most organizations' sites are. */
const ALL_SITES = '*.atlassian.net';

/** Where requests go, on the options page, and what colleagues are given to have it the same way. */
export function createDestinationsModel({ send, copy }: DestinationsDeps) {
  /** absent until they were read */
  const seen = signal<DestinationsSeen | undefined>(undefined);
  const form = { site: signal(ALL_SITES), label: signal(''), to: signal('') };
  /** who the set-up link says to be from */
  const from = signal('');
  const feedback = signal<'saved' | 'copied' | Problem | undefined>(undefined);
  /** what the browser did not let us copy */
  const byHand = signal<string | undefined>(undefined);

  let asked = 0;

  /** An answer that was overtaken by the answer to a later question is old, and shows nothing. */
  async function ask(question: Promise<Answers['listDestinations'] | Failed>): Promise<boolean> {
    asked += 1;
    const turn = asked;
    feedback.value = undefined;
    const answer = await question;
    if (!answer.ok) feedback.value = answer.problem;
    else if (turn === asked) seen.value = answer;
    return answer.ok;
  }

  return {
    ...form,
    seen,
    from,
    feedback,
    byHand,
    start: () => ask(send('listDestinations', {})),
    async add() {
      const { site, label, to } = form;
      const added = { site: site.value, label: label.value, to: to.value };
      if (!(await ask(send('addDestination', added)))) return;
      batch(() => {
        feedback.value = 'saved';
        label.value = '';
        to.value = '';
      });
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
