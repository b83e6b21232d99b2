import { browser } from 'wxt/browser';
import { say } from '../browser/i18n.ts';
import type { News } from '../channels/merge.ts';
import { pageFragment } from '../popup-url.ts';
import { answerLines } from '../requests/decide.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import { isQuiet } from '../requests/settings.ts';
import { NO_NEWS, type StoredNews, storedNews } from '../storage/stored-channels.ts';
import { settings } from '../storage/stored-settings.ts';
import { requesterView } from './content-scripts.ts';

/** A notification; a second one of the same id takes the place of the first. */
export interface Notification {
  id: string;
  title: string;
  message: string;
}

/** Undefined until notifications are allowed; the browser's type does not say so. */
const api = (): typeof browser.notifications | undefined => browser.notifications;

/** They are an offer that a person may take or leave: without it there are the badge and the lists. */
const mayNotify = (): Promise<boolean> =>
  browser.permissions.contains({ permissions: ['notifications'] }).catch(() => false);

/** Shows them, where the person has allowed it. */
export async function notify(all: readonly Notification[]): Promise<void> {
  if (all.length === 0 || !(await mayNotify())) return;
  for (const { id, title, message } of all) {
    const iconUrl = browser.runtime.getURL('/icon/128.png');
    await api()?.create(id, { type: 'basic', iconUrl, title, message });
  }
}

/** Takes one away again. */
export async function dismiss(id: string): Promise<void> {
  if (await mayNotify()) await api()?.clear(id);
}

/** Takes all of them away. */
export async function dismissAll(): Promise<void> {
  const shown = (await api()?.getAll()) ?? {};
  await Promise.all(Object.keys(shown).map((id) => api()?.clear(id)));
}

/**
 * Hears of clicks. Before notifications are allowed there is nothing to listen to; the worker that
 * shows one has been started after that.
 */
export function onNotificationClick(opened: (id: string) => void): void {
  api()?.onClicked.addListener(opened);
}

const ASKS = 'news-asks';
const DECIDED = 'news-decided:';
/** Decisions that are still told when the popup is opened. */
const MAX_DECIDED = 100;

/** "3 requests wait": one notification, however many came. */
function asksNotice(count: number) {
  const rule = new Intl.PluralRules(say('languageTag')).select(count);
  const key = rule === 'one' ? 'news_asks_one' : 'news_asks_other';
  return { id: ASKS, title: say('popup_tabReview'), message: say(key, String(count)) };
}

/** The answer; of an approval what a click does. */
function decidedNotice(request: ApprovalRequest) {
  const [title = '', reason = ''] = answerLines(say, request);
  const message = request.decision?.kind === 'approve' ? say('news_tryAgain') : reason;
  return { id: `${DECIDED}${request.id}`, title, message };
}

function worksNotice({ id, app, site }: ApprovalRequest) {
  const title = say('news_works', app.name, site);
  return { id: `${DECIDED}${id}`, title, message: say('news_tryAgain') };
}

/** Keeps what came for the next look into the popup, and shows it where the person wants that. */
export async function tellNews({ asks, decided, works }: News): Promise<void> {
  const [before, chosen] = await Promise.all([storedNews.read(), settings.read()]);
  const fresh = decided.map(({ id }) => id);
  const now: StoredNews = {
    asks: before.asks + asks,
    decided: [...new Set([...before.decided, ...fresh])].slice(-MAX_DECIDED),
    notified: before.notified && asks === 0,
  };
  const isNow = !isQuiet(chosen, new Date().getHours());
  if (isNow && chosen.news && !now.notified) {
    await notify([asksNotice(now.asks)]);
    now.notified = true;
  }
  // A decision is told when it comes; by night the badge alone tells of it.
  if (isNow && chosen.news)
    await notify([...decided.map(decidedNotice), ...works.map(worksNotice)]);
  if (asks + fresh.length > 0 || now.notified !== before.notified) await storedNews.write(now);
}

/** What came since the popup was last opened; told once. */
export async function takeNews(): Promise<Pick<StoredNews, 'asks' | 'decided'>> {
  const { asks, decided } = await storedNews.read();
  if (asks + decided.length > 0) await storedNews.write(NO_NEWS);
  await Promise.all([ASKS, ...decided.map((id) => `${DECIDED}${id}`)].map(dismiss));
  return { asks, decided };
}

/** A click on a notification: to the queue, or to where the connection is tried again. */
export function watchNews(one: (id: string) => Promise<ApprovalRequest | undefined>): void {
  const open = async (notice: string): Promise<void> => {
    const popup = browser.runtime.getURL('/popup.html');
    if (notice === ASKS) await browser.tabs.create({ url: `${popup}#tab` });
    if (!notice.startsWith(DECIDED)) return;
    const request = await one(notice.slice(DECIDED.length));
    const { wayBack, decision } = request ? requesterView(request) : {};
    const isApproved = decision?.kind === 'approve';
    const url = isApproved && wayBack ? wayBack : `${popup}${pageFragment({ kind: 'mine' })}`;
    await browser.tabs.create({ url });
    await dismiss(notice);
  };
  onNotificationClick((notice) => {
    open(notice).catch(() => undefined);
  });
}
