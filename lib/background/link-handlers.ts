import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { isSetup, readSetup } from '../channels/destination.ts';
import { askOf, type DecisionPayload, type RequestPayload } from '../channels/payload.ts';
import { type ReadLink, readLinks } from '../channels/share-link/link.ts';
import type { Failed, Imported, Notice, Problem } from '../messages/types.ts';
import { hear } from '../requests/decide.ts';
import { shownTo } from '../requests/destination.ts';
import { requestKey } from '../requests/key.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import { type Change, StorageFull, type Store } from '../storage/request-store.ts';
import { draw, notices, OWN, requesterView } from './content-scripts.ts';
import { makeReceiver } from './receive.ts';
import { scheduleCleanup } from './schedule.ts';
import type { Handlers } from './serve.ts';

/**
 * Any page can open an address, so any page can open share links. The limit lets only so many new
 * requests an hour in that way; what a person pastes by hand does not count, nor does an answer,
 * which can only fit a request that this browser made.
 */
const AN_HOUR = 60 * 60_000;
const MOST = 30;
const SLOT = 'opened-links';
const Times = z.array(z.number());

async function recent(): Promise<number[]> {
  const stored = await browser.storage.session.get(SLOT);
  const times = z.safeParse(Times, stored[SLOT]);
  const since = Date.now() - AN_HOUR;
  return times.success ? times.data.filter((at) => at > since) : [];
}

const intakeLimit = {
  /**
   * Runs the work unless the limit is reached; one after the other, so that many at once find no gap between
   * the look and the count.
   * @param isNews whether what was taken in counts
   * @returns undefined if the limit is reached: nothing was done
   */
  pass<T>(work: () => Promise<T>, isNews: (taken: T) => boolean): Promise<T | undefined> {
    return navigator.locks.request('countersign-intake', async () => {
      const before = await recent();
      if (before.length >= MOST) return undefined;
      const taken = await work();
      if (isNews(taken)) await browser.storage.session.set({ [SLOT]: [...before, Date.now()] });
      return taken;
    });
  },
};

type Taken = { ok: true; imported: Imported } | Failed;

async function receiveRequest(store: Store, payload: RequestPayload): Promise<Taken> {
  const now = Date.now();
  const { ask, requester } = askOf(payload, now);
  const receiver = await makeReceiver([ask.app.clientId]);
  const decide = (
    history: readonly ApprovalRequest[],
    all: readonly ApprovalRequest[],
  ): Change<Taken> => {
    const taken = receiver.receive(history, all, ask, requester, { now });
    if (!taken.ok) return { writes: [], result: taken };
    const { request, outcome, writes } = taken;
    return { writes, result: { ok: true, imported: { what: 'request', outcome, request } } };
  };
  const key = requestKey(ask);
  return receiver.looksAtAll
    ? store.changeAmongAll(key, decide)
    : store.changeKey(key, (history) => decide(history, history));
}

async function receiveDecision(store: Store, payload: DecisionPayload): Promise<Taken> {
  const now = Date.now();
  const ids = new Set(payload.ids);
  const mine = (await store.own(OWN)).find(
    (request) =>
      request.edition === payload.edition &&
      request.site === payload.site &&
      request.requesters.some((one) => one.via === 'page' && ids.has(one.id)),
  );
  if (!mine) return { ok: false, problem: 'answer-for-nobody' };
  const decision = { kind: payload.kind, reason: payload.reason, at: Math.min(payload.at, now) };
  return store.changeOne<Taken>(mine.id, (found) => {
    if (!found) return { writes: [], result: { ok: false, problem: 'answer-for-nobody' } };
    const move = hear(found, decision, now);
    const request = move?.request ?? found;
    return {
      writes: move ? [move] : [],
      result: {
        ok: true,
        imported: { what: 'decision', outcome: move ? 'new' : 'already', request },
      },
    };
  });
}

const NOTHING: Taken = { ok: false, problem: 'not-a-link' };

async function receiveOne(store: Store, read: ReadLink): Promise<Taken> {
  if (!read.ok) return read;
  const { payload } = read;
  return payload.type === 'request'
    ? receiveRequest(store, payload)
    : receiveDecision(store, payload);
}

/** Takes in every link of a text: an answer for many people is several. The first one is told. */
async function take(store: Store, text: string): Promise<Taken> {
  const outcomes: Taken[] = [];
  for (const read of await readLinks(text)) outcomes.push(await receiveOne(store, read));
  // It changes where requests go: the page on which it is opened shows that, and asks.
  if (/countersign-setup=/i.test(text) && !outcomes.some((one) => one.ok))
    return { ok: false, problem: 'setup-link' };
  return outcomes.find((one) => one.ok) ?? outcomes[0] ?? NOTHING;
}

/** What the page on which the link was opened is told: nothing of other people. */
function noticeOf(taken: Taken): Notice {
  if (!taken.ok) return taken;
  const { what, outcome, request } = taken.imported;
  return { ok: true, what, outcome, request: requesterView(request) };
}

/** As the page shows it: of an address of a form, the host. */
function shownNotice(notice: Notice): Notice {
  if (!notice.ok || notice.what !== 'setup') return notice;
  const destinations = notice.destinations.map((one) => ({ ...one, to: shownTo(one) }));
  return { ...notice, destinations };
}

async function show(tabId: number, notice: Notice): Promise<void> {
  await notices.put(tabId, notice);
  await scheduleCleanup();
  await draw(tabId, 'link-notice');
}

/** Problems of the moment: the same link can be taken in later. */
const LATER: ReadonlySet<Problem> = new Set(['storage-full', 'storage-failed', 'too-many-links']);

const isNews = (taken: Taken): boolean => taken.ok && taken.imported.outcome !== 'already';

/** A link that was opened, by a person or by any page at all. An address has one link, no more. */
async function receiveOpened(store: Store, fragment: string): Promise<Taken> {
  try {
    const [read] = await readLinks(fragment);
    if (!read) return NOTHING;
    const one = () => receiveOne(store, read);
    const asks = read.ok && read.payload.type === 'request';
    const taken = asks ? await intakeLimit.pass(one, isNews) : await one();
    return taken ?? { ok: false, problem: 'too-many-links' };
  } catch (error) {
    return { ok: false, problem: error instanceof StorageFull ? 'storage-full' : 'storage-failed' };
  }
}

/** Share links coming in: opened on a page of Atlassian's, or pasted into the popup. */
export function linkHandlers(
  store: Store,
): Pick<Handlers, 'linkOpened' | 'takeNotice' | 'noticeSeen' | 'importLink'> {
  return {
    importLink: ({ text }) => take(store, text),

    async linkOpened({ fragment }, { tabId }) {
      if (isSetup(fragment)) {
        const read = await readSetup(fragment);
        if (tabId !== undefined)
          await show(tabId, read.ok ? { ok: true, what: 'setup', ...read.setup } : read);
        return { ok: true };
      }
      const taken = await receiveOpened(store, fragment);
      if (tabId !== undefined) await show(tabId, noticeOf(taken));
      // What may work later must leave the link where it is, so that a reload tries it again.
      return taken.ok || !LATER.has(taken.problem) ? { ok: true } : taken;
    },

    async takeNotice(_data, { tabId }) {
      const notice = tabId === undefined ? undefined : await notices.get(tabId);
      return { ok: true, ...(notice && { notice: shownNotice(notice) }) };
    },

    async noticeSeen(_data, { tabId }) {
      if (tabId !== undefined) await notices.drop(tabId);
      return { ok: true };
    },
  };
}
