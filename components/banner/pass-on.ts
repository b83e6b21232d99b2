import { signal } from '@preact/signals';
import type { Problem } from '../../lib/messages/types.ts';
import type { Answers } from '../../lib/messages.ts';
import type { Way } from '../../lib/requests/schema.ts';
import type { Send } from './banner-state.ts';

export type Texts = Extract<Answers['shareRequest'], { ok: true }>;

/** What is given away in which way. */
const PART = { copy: 'text', email: 'mailto', link: 'link' } as const satisfies Record<
  Way,
  keyof Texts
>;

/** How passing on ended: `text` is there where it could not be copied. */
export type Passed = { how: Way; text?: string };

/** What passing on needs of the world. */
export interface PassOnDeps {
  send: Send;
  /** begins to copy at once, within the press, and rejects where the browser forbids it */
  copy: (text: string | Promise<string>) => Promise<void>;
  /** opens a `mailto:` address of our own making */
  mail: (address: string) => void;
}

/**
 * Passes a request on in the person's own way, at one press. Only what came about is told: a message
 * that could not be copied is shown, to be copied by hand.
 */
export function createPassOn({ send, copy, mail }: PassOnDeps) {
  const passed = signal<Passed | undefined>(undefined);
  const problem = signal<Problem | undefined>(undefined);
  const busy = signal(false);
  /** how it was last done: that button comes first */
  const way = signal<Way>('copy');

  async function textsOf(id: string): Promise<Texts | undefined> {
    const texts = await send('shareRequest', { id });
    if (!texts.ok) problem.value = texts.problem;
    return texts.ok ? texts : undefined;
  }

  /** The clipboard is opened within the press, and filled once the text is there. */
  async function copied(text: Promise<string | undefined>): Promise<boolean> {
    const sure = text.then((it) => it ?? Promise.reject(new Error('There is nothing to copy.')));
    return copy(sure).then(
      () => true,
      () => false,
    );
  }

  /** @param file files the request, and gives its ID; undefined: it need not or cannot be passed on */
  async function run(how: Way, file: () => Promise<string | undefined>): Promise<void> {
    const filed = file().then((id) =>
      id ? textsOf(id).then((texts) => ({ id, texts })) : undefined,
    );
    const text = filed.then((done) => done?.texts?.[PART[how]]);
    const isCopied = how !== 'email' && (await copied(text));
    const done = await filed;
    const given = await text;
    if (!done || given === undefined) return;
    if (how === 'email') mail(given);
    const isPassed = how === 'email' || isCopied;
    passed.value = isPassed ? { how } : { how, text: given };
    if (!isPassed) return;
    way.value = how;
    await send('passedOn', { id: done.id, how });
  }

  return {
    passed,
    problem,
    busy,
    way,
    async pass(how: Way, file: () => Promise<string | undefined>): Promise<void> {
      if (busy.value) return;
      busy.value = true;
      passed.value = undefined;
      problem.value = undefined;
      await run(how, file).finally(() => {
        busy.value = false;
      });
    },
  };
}

export type PassOn = ReturnType<typeof createPassOn>;

/** The two buttons, the one that was used last first; somebody who copied bare links copies messages. */
export const waysOf = (last: string | undefined): readonly ('copy' | 'email')[] =>
  last === 'email' ? ['email', 'copy'] : ['copy', 'email'];
