import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Problem } from '../../../lib/messages/types.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { PopupDeps } from '../popup-deps.ts';

/** What was last done with one of the person's own requests. */
export interface MineNote {
  id: string;
  what:
    | 'copied'
    | 'message-copied'
    | 'not-copied'
    | 'message-not-copied'
    | 'mailed'
    | 'withdrawn'
    | Problem;
  text?: string;
}

/** The person's own requests. */
export interface MineView {
  requests: ReadonlySignal<readonly ApprovalRequest[]>;
  more: ReadonlySignal<boolean>;
  /** decisions that were news when the popup was opened */
  news: ReadonlySignal<ReadonlySet<string>>;
  note: ReadonlySignal<MineNote | undefined>;
  showMore(): void;
  /** plain words with the link in them */
  copyMessage(id: string): Promise<void>;
  copyLink(id: string): Promise<void>;
  email(id: string): Promise<void>;
  withdraw(id: string): Promise<void>;
  tryAgain(url: string): void;
  /** the person's own page of tokens on a Data Center */
  openTokens(url: string): void;
}

const FIRST = 50;

export interface MineModel extends MineView {
  load(): Promise<void>;
  /** the person looks at the list now: what was news has been seen */
  seen(): void;
}

/** The person's own requests, newest first. */
export function createMineModel(
  { queue, send, openTab, copy }: PopupDeps,
  quarantine: (ids: readonly string[]) => void,
): MineModel {
  const requests = signal<readonly ApprovalRequest[]>([]);
  const more = signal(false);
  const news = signal<ReadonlySet<string>>(new Set());
  const note = signal<MineNote | undefined>(undefined);
  const limit = signal(FIRST);

  async function load() {
    // One more than is shown tells whether there are more.
    const page = await (await queue).mine(limit.peek() + 1);
    more.value = page.requests.length > limit.peek();
    requests.value = page.requests.slice(0, limit.peek());
    quarantine(page.unreadable);
    const unseen = requests.peek().filter((one) => one.unseen && !news.peek().has(one.id));
    if (unseen.length > 0) news.value = new Set([...news.peek(), ...unseen.map((one) => one.id)]);
  }

  async function copyOf(id: string, part: 'text' | 'link', kind: 'message-' | '') {
    const texts = await send('shareRequest', { id });
    if (!texts.ok) note.value = { id, what: texts.problem };
    else if (await copy(texts[part])) note.value = { id, what: `${kind}copied` };
    else note.value = { id, what: `${kind}not-copied`, text: texts[part] };
  }

  return {
    requests: computed(() => requests.value),
    more,
    news,
    note,
    load,
    seen() {
      for (const { id, unseen } of requests.peek()) if (unseen) void send('decisionSeen', { id });
    },
    showMore() {
      limit.value += FIRST;
      load().catch(() => undefined);
    },
    copyMessage: (id) => copyOf(id, 'text', 'message-'),
    copyLink: (id) => copyOf(id, 'link', ''),
    async email(id) {
      const texts = await send('shareRequest', { id });
      if (texts.ok) openTab(texts.mailto);
      note.value = { id, what: texts.ok ? 'mailed' : texts.problem };
    },
    async withdraw(id) {
      const response = await send('withdrawRequest', { id });
      note.value = { id, what: response.ok ? 'withdrawn' : response.problem };
      if (response.ok) await load().catch(() => undefined);
    },
    tryAgain: (url) => openTab(url),
    openTokens: (url) => openTab(url),
  };
}
