import { computed, signal } from '@preact/signals';
import type { Problem } from '../../../lib/messages/types.ts';
import type { DestinationView } from '../../../lib/requests/destination-fits.ts';
import { WAITING } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest, Way } from '../../../lib/requests/schema.ts';
import { createPassOn, type Passed } from '../../banner/pass-on.ts';
import { createFiledModel } from '../filed/Filed.tsx';
import type { PopupDeps } from '../popup-deps.ts';

/** What was last done with one of the person's own requests. */
export type MineNote = { id: string } & (
  | { what: 'passed'; passed: Passed }
  | { what: 'withdrawn' }
  | { what: 'problem'; problem: Problem }
);

const PAGE_SIZE = 50;

/** What was copied, and whether the browser let it be. */
export const copying =
  (copy: PopupDeps['copy']) =>
  async (text: string | Promise<string>): Promise<void> => {
    if (!(await copy(await text))) throw new Error('The browser does not allow it.');
  };

/** Asks for access to the site of a queue, where the destination is one. */
export const reaching =
  (requestHost: PopupDeps['requestHost']) =>
  async ({ files, host }: DestinationView, site: string): Promise<boolean> =>
    files === true &&
    host !== undefined &&
    requestHost(host === '{site}' ? site : host).catch(() => false);

export type MineDeps = Pick<PopupDeps, 'queue' | 'send' | 'openTab' | 'copy' | 'requestHost'>;
export type MineModel = ReturnType<typeof createMineModel>;

/** The person's own requests, newest first. */
export function createMineModel(
  { queue, send, openTab, copy, requestHost }: MineDeps,
  quarantine: (ids: readonly string[]) => void,
  filed = createFiledModel({ send, requestHost }),
) {
  const requests = signal<readonly ApprovalRequest[]>([]);
  const more = signal(false);
  /** decisions that were news when the popup was opened */
  const news = signal<ReadonlySet<string>>(new Set());
  const limit = signal(PAGE_SIZE);
  const passOn = createPassOn({
    send,
    copy: copying(copy),
    mail: openTab,
    reach: reaching(requestHost),
  });
  /** which request something was last done with, and what came of it if that was no passing on */
  const last = signal<MineNote | undefined>(undefined);
  const subject = signal('');

  const note = computed((): MineNote | undefined => {
    const id = subject.value;
    const passed = passOn.passed.value;
    const problem = passOn.problem.value;
    if (passed) return { id, what: 'passed', passed };
    return problem ? { id, what: 'problem', problem } : last.value;
  });

  async function load() {
    filed.load().catch(() => undefined);
    // One more than is shown tells whether there are more.
    const page = await (await queue).mine(limit.peek() + 1);
    more.value = page.requests.length > limit.peek();
    requests.value = page.requests.slice(0, limit.peek());
    quarantine(page.unreadable);
    const waits = requests.peek().some(({ status }) => WAITING.has(status));
    if (waits && !passOn.ready()) passOn.start().catch(() => undefined);
    const unseen = requests.peek().filter((one) => one.unseen && !news.peek().has(one.id));
    if (unseen.length > 0) news.value = new Set([...news.peek(), ...unseen.map((one) => one.id)]);
  }

  return {
    requests: computed(() => requests.value),
    more,
    news,
    note,
    filed,
    load,
    where: passOn.where,
    /** the person looks at the list now: what was news has been seen */
    seen() {
      for (const { id, unseen } of requests.peek()) if (unseen) void send('decisionSeen', { id });
    },
    showMore() {
      limit.value += PAGE_SIZE;
      load().catch(() => undefined);
    },
    /** as a message, by email, as a bare link */
    async pass(id: string, how: Way, to?: string) {
      last.value = undefined;
      subject.value = id;
      const site = requests.peek().find((one) => one.id === id)?.site;
      await passOn.pass(how, async () => id, to, site);
    },
    async withdraw(id: string) {
      passOn.passed.value = undefined;
      passOn.problem.value = undefined;
      const response = await send('withdrawRequest', { id });
      last.value = response.ok
        ? { id, what: 'withdrawn' }
        : { id, what: 'problem', problem: response.problem };
      if (response.ok) await load().catch(() => undefined);
    },
    tryAgain: (url: string) => openTab(url),
    /** the person's own page of tokens on a Data Center */
    openTokens: (url: string) => openTab(url),
  };
}
