import { ulid } from 'ulid';
import { isSetup, readSetup } from '../channels/destination/setup.ts';
import { askOf, type DecisionPayload, type RequestPayload } from '../channels/payload.ts';
import { type ReadLink, readLinks } from '../channels/share-link/link.ts';
import type { Failed, Imported, Notice, Problem } from '../messages/types.ts';
import { decideByRule, hear } from '../requests/decide.ts';
import { shownTo } from '../requests/destination.ts';
import { requestKey } from '../requests/key.ts';
import { type Moved, WAITING } from '../requests/moves.ts';
import { type Imported as Received, receive } from '../requests/raise.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import { type Look, mayApprove } from '../review/rules/rules.ts';
import { type Change, StorageFull, type Store } from '../storage/request-store.ts';
import { levelList, type StoredLevels } from '../storage/stored-levels.ts';
import { ruleList, rulingOn, type StoredRules } from '../storage/stored-rules.ts';
import { scheduleCleanup } from './cleanup.ts';
import { draw } from './content-scripts.ts';
import { intakeLimit } from './intake-limit.ts';
import { notices } from './link-notices.ts';
import { OWN, requesterView } from './requester-view.ts';
import type { Handlers } from './serve.ts';

type Taken = { ok: true; imported: Imported } | Failed;
/** What a rule goes by. */
type By = { rules: StoredRules; levels: StoredLevels; warned: Look['warned'] };

async function assignRequest(store: Store, payload: RequestPayload): Promise<Taken> {
  const now = Date.now();
  const { ask, requester } = askOf(payload, now);
  // Before the transaction: waiting for anything else within one would end it.
  const [rules, levels] = await Promise.all([ruleList.read(), levelList.read()]);
  // The lists that warnings go by are big: they are looked into only where a rule could approve.
  const judging = mayApprove(rules.rules, ask.app.clientId)
    ? await import('../review/warnings/warned.ts')
    : undefined;
  const decide = (
    history: readonly ApprovalRequest[],
    all: readonly ApprovalRequest[],
  ): Change<Taken> => {
    const clock = { now, newId: ulid };
    const by = (taken: Received): By => {
      const writes = taken.ok ? taken.writes.map((one) => one.request) : [];
      const written = new Map([...all, ...writes].map((one) => [one.id, one]));
      const warned = (one: ApprovalRequest) =>
        judging?.isWarned(one, [...written.values()]) ?? true;
      return { rules, levels, warned };
    };
    const counted = receive(history, ask, requester, clock);
    // A rule that says otherwise comes before an approval of before.
    const taken = overruled(by(counted), counted)
      ? receive(
          history.filter(({ decision }) => !decision),
          ask,
          requester,
          clock,
        )
      : counted;
    if (!taken.ok) return { writes: [], result: taken };
    const { request, outcome } = taken;
    // A request known here as one's own is now to be reviewed here too: that alone is written.
    const marked = outcome === 'already' && !history.includes(request);
    const ruled = outcome === 'already' ? undefined : ruledBy(by(taken), request, now);
    const writes = marked ? [{ request }] : taken.writes;
    const last = ruled?.request ?? request;
    return {
      writes: ruled ? [...writes, ruled] : writes,
      result: { ok: true, imported: { what: 'request', outcome, request: last } },
    };
  };
  const key = requestKey(ask);
  return judging
    ? store.changeAmongAll(key, decide)
    : store.changeKey(key, (history) => decide(history, history));
}

/** One more person was counted in what is approved, and a rule does not approve it. */
function overruled({ rules, levels, warned }: By, taken: Received): boolean {
  if (!taken.ok || taken.outcome !== 'joined' || WAITING.has(taken.request.status)) return false;
  const { rule, outcome } = rulingOn(rules, taken.request, levels, warned);
  return rule !== undefined && outcome !== 'approve';
}

/** What the reviewer's rules make of a request that has just come in. */
function ruledBy(
  { rules, levels, warned }: By,
  request: ApprovalRequest,
  now: number,
): Moved | undefined {
  const { rule, outcome } = rulingOn(rules, request, levels, warned);
  if (!rule || outcome === 'review') return undefined;
  const { id, note, reason } = rule;
  return decideByRule(request, { kind: outcome, reason, rule: { id, name: note } }, now);
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
    ? assignRequest(store, payload)
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
      return { ok: true, ...(notice ? { notice: shownNotice(notice) } : {}) };
    },

    async noticeSeen(_data, { tabId }) {
      if (tabId !== undefined) await notices.drop(tabId);
      return { ok: true };
    },
  };
}
