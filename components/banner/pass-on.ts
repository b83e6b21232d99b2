import { signal } from '@preact/signals';
import type { Problem, RequesterView } from '../../lib/messages/types.ts';
import type { Answers } from '../../lib/messages.ts';
import { type DestinationView, destinationsFor } from '../../lib/requests/destination-fits.ts';
import type { Way } from '../../lib/requests/schema.ts';
import type { Send } from './banner-state.ts';

export type Texts = Extract<Answers['shareRequest'], { ok: true }>;

type Sent = Extract<Answers['sendRequest'], { ok: true }>;

/** What is given away in which way. */
const PART = { copy: 'text', email: 'mailto', link: 'link' } as const;

/** Why something waits for a person, as the outbox names it. */
type Trouble = Problem extends infer P ? (P extends `channel-${infer T}` ? T : never) : never;

/** How passing on ended: `text` is there where it could not be copied. */
export type Passed = {
  how: Way;
  text?: string;
  /** `send`: the destination's label, and whether its form was opened in a tab */
  to?: string;
  opened?: boolean;
  /** in a queue: its key there */
  filed?: string;
  /** it is not there yet: `on-its-way`, what stands in the way, or `tab`: a tab asks for permission */
  waits?: 'on-its-way' | 'tab' | Trouble;
};

/** One press: in which way, and to which destination. */
export type Pass = (how: Way, to?: string) => Promise<void>;

/** What passing on needs of the world. */
export interface PassOnDeps {
  send: Send;
  /** begins to copy at once, within the press, and rejects where the browser forbids it */
  copy: (text: string | Promise<string>) => Promise<void>;
  /** opens a `mailto:` address of our own making */
  mail: (address: string) => void;
  /** asks for access to one site, within the press; a page of others cannot */
  reach?: (to: DestinationView, site: string) => Promise<boolean>;
}

/** Where a request of this site goes. */
export interface Where {
  choices: readonly DestinationView[];
  /** the one that is chosen; undefined: the person passes it on */
  to?: string;
  /** the buttons, the first is the main one */
  ways: readonly ('send' | 'copy' | 'email')[];
}

/** How far it came: into a queue, or as a form or an email that was opened. */
function sent({ mailto, filed, waits }: Sent, canAsk: boolean): Omit<Passed, 'how' | 'to'> {
  if (filed !== undefined) return { filed };
  if (waits === undefined) return { opened: !mailto };
  const isInTab = waits === 'no-permission' && !canAsk;
  return { waits: isInTab ? 'tab' : (waits as NonNullable<Passed['waits']>) };
}

/**
 * Passes a request on in the person's own way, at one press. Only what came about is told: a message
 * that could not be copied is shown, to be copied by hand.
 */
export function createPassOn({ send, copy, mail, reach }: PassOnDeps) {
  const passed = signal<Passed | undefined>(undefined);
  const problem = signal<Problem | undefined>(undefined);
  const busy = signal(false);
  /** how it was last done: that button comes first */
  const way = signal<Way>('copy');
  /** where the organization has requests sent; undefined: not known yet */
  const destinations = signal<readonly DestinationView[] | undefined>(undefined);
  const chosen = signal('');

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

  async function sendTo(
    to: string,
    file: () => Promise<string | undefined>,
    site: string,
  ): Promise<void> {
    const one = destinationsFor(destinations.value ?? [], site).find(({ label }) => label === to);
    // First of all: within the press alone the browser lets us ask.
    const allowed = one && reach?.(one, site);
    const id = await file();
    if (!id) return;
    // Not waited for: the browser's question may close the popup, and the request is to be kept.
    let answer = await send('sendRequest', { id, to });
    if (answer.ok && answer.waits === 'no-permission' && (await allowed))
      answer = await send('sendRequest', { id, to });
    if (!answer.ok) {
      problem.value = answer.problem;
      return;
    }
    if (answer.mailto) mail(answer.mailto);
    chosen.value = to;
    // Neither there nor on its way: it was called off meanwhile.
    if (answer.filed === '') problem.value = 'not-open';
    else passed.value = { how: 'send', to, ...sent(answer, reach !== undefined) };
  }

  /** @param file files the request, and gives its ID; undefined: it need not or cannot be passed on */
  async function run(how: keyof typeof PART, file: () => Promise<string | undefined>) {
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
    chosen,
    /** false while it is not known where requests go: a button must not become another one */
    ready: () => destinations.value !== undefined,
    where(site: string): Where {
      const choices = destinationsFor(destinations.value ?? [], site);
      const to = choices.find(({ label }) => label === chosen.value) ?? choices[0];
      return to
        ? { choices, to: to.label, ways: ['send', 'copy'] }
        : { choices, ways: waysOf(way.value) };
    },
    /** Tells of what was sent before, and what became of it since. */
    follow({ unsent }: Pick<RequesterView, 'unsent'>) {
      if (unsent) passed.value = unsent as Passed;
      else if (passed.value?.waits) passed.value = undefined;
    },
    async start(): Promise<void> {
      const answer = await send('destinations', {}).catch(() => undefined);
      const known = answer?.ok ? answer : { destinations: [], last: '' };
      chosen.value ||= known.last;
      destinations.value = known.destinations;
    },
    /** @param site the request's, where it goes to a place of its organization */
    async pass(how: Way, file: () => Promise<string | undefined>, to = '', site = '') {
      if (busy.value) return;
      busy.value = true;
      passed.value = undefined;
      problem.value = undefined;
      const done = how === 'send' ? sendTo(to, file, site) : run(how, file);
      await done.finally(() => {
        busy.value = false;
      });
    },
  };
}

export type PassOn = ReturnType<typeof createPassOn>;

/** The two buttons, the one that was used last first; somebody who copied bare links copies messages. */
export const waysOf = (last: string | undefined): readonly ('copy' | 'email')[] =>
  last === 'email' ? ['email', 'copy'] : ['copy', 'email'];
