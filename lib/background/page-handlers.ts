import { ulid } from 'ulid';
import { type AuthorizeFacts, mergeFacts } from '../atlassian/authorize-url.ts';
import { type Place, productOf } from '../atlassian/custom-hosts.ts';
import { placeOf } from '../atlassian/hosts.ts';
import { connectionOf } from '../browser/tab-connection.ts';
import type { Via } from '../consent/blocked-consent.ts';
import { MANUAL_DRAFT_KEY } from '../messages/page.ts';
import type { FormStart, RequesterView } from '../messages/types.ts';
import type { MessageData } from '../messages.ts';
import { blockedAgain, grant, withdraw } from '../requests/decide.ts';
import { type About, findOwn, outgrown, provesGrant } from '../requests/find-own.ts';
import { requestKey } from '../requests/key.ts';
import { withoutSecrets } from '../requests/limits.ts';
import { isDone, pressed } from '../requests/moves.ts';
import { type Raised, raise } from '../requests/raise.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import type { Store } from '../storage/request-store.ts';
import { notBlocked, remembered } from '../storage/stored-settings.ts';
import { clients } from './connections.ts';
import { draw, OWN, requesterView } from './content-scripts.ts';
import { howFar } from './destination-handlers.ts';
import type { From, Handlers } from './serve.ts';

/** What no reader knows for certain: manual requests, and a person's word on a wording. */
export function manualHandlers(
  store: Store,
): Pick<Handlers, 'startManual' | 'perhapsSeen' | 'notBlocked' | 'passedOn'> {
  return {
    async startManual() {
      return { ok: true, ...(await formStart(store, MANUAL_DRAFT_KEY)) };
    },
    async perhapsSeen({ edition, wording }) {
      return { ok: true, ask: !(await notBlocked.has(edition, wording)) };
    },
    async passedOn({ id, how }) {
      await store.changeOne(id, (found) => {
        const own = found?.asked ? found : undefined;
        const passedOn = { how, at: Date.now() };
        return { writes: own ? [{ request: { ...own, passedOn } }] : [], result: undefined };
      });
      await remembered.setWay(how);
      return { ok: true };
    },
    async notBlocked({ edition, wording }) {
      await notBlocked.add(edition, wording);
      return { ok: true };
    },
  };
}

/** What the person need not type again. */
async function formStart(store: Store, key: string): Promise<FormStart> {
  const [name, way, draft] = await Promise.all([
    remembered.name(),
    remembered.way(),
    store.draft(key),
  ]);
  return { name, ...(way && { way }), ...(draft && { draft }) };
}

const without = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as T;

/** The Data Center on which the page is, by the list of hosts and not by the page's word. */
function dataCenterOf(place: Place | undefined): { dataCenter?: ApprovalRequest['dataCenter'] } {
  const product = place && productOf(place.kind);
  return place && product ? { dataCenter: { product, base: place.base } } : {};
}

async function aboutPage(
  data: MessageData<'lookUp'> | MessageData<'unblockedSeen'>,
  from: From,
): Promise<{ facts: AuthorizeFacts; about: About }> {
  const { edition, site, appName, clientId, scopes, redirect, resource, startPage } = data;
  const screen = 'screen' in data ? data.screen : undefined;
  const page = without({ clientId, scopes, redirect, resource }) as AuthorizeFacts;
  const dataCenter = dataCenterOf(from.place);
  // A Data Center tells all in its own address; what the tab did before is another connection.
  const tabId = dataCenter.dataCenter ? undefined : from.tabId;
  const seen = tabId === undefined ? undefined : await connectionOf(tabId, from.loaded);
  const facts = mergeFacts(page, seen?.facts);
  const { startPage: seenStart, ...rest } = facts;
  const start = startPage ?? seenStart;
  const app = { name: appName, ...rest };
  const via = tabId === undefined ? undefined : await clients.of(tabId, app);
  const about = { edition, site, screen, app: { ...app, ...(via && { via }) }, ...dataCenter };
  return { facts, about: { ...about, ...(start && { startPage: start }) } };
}

/** The person's own request as this page shows it; undefined where it is about less than the page. */
async function shownOf(
  store: Store,
  found: ApprovalRequest | undefined,
  about: About,
  blocked: boolean,
): Promise<RequesterView | undefined> {
  const again = blocked && found?.status === 'granted';
  const request = again ? await reopened(store, found) : found;
  if (!request || outgrown(request, about)) return undefined;
  return { ...requesterView(request), ...(await howFar(store, request.id)) };
}

/** What the consent page's own scripts may ask for. */
export function pageHandlers(
  store: Store,
): Pick<
  Handlers,
  | 'blockSeen'
  | 'lookUp'
  | 'clientSeen'
  | 'saveDraft'
  | 'raiseRequest'
  | 'withdrawRequest'
  | 'decisionSeen'
  | 'unblockedSeen'
> {
  return {
    async blockSeen(_data, { tabId, url, place }) {
      const drawn =
        tabId !== undefined && (place ?? placeOf(url)) && (await draw(tabId, 'consent-banner'));
      return drawn ? { ok: true } : { ok: false, problem: 'not-allowed' };
    },

    async lookUp(data, from) {
      const { facts, about } = await aboutPage(data, from);
      const key = requestKey(about);
      const [own, start] = await Promise.all([store.own(OWN), formStart(store, key)]);
      const shown = await shownOf(store, findOwn(own, about), about, data.blocked);
      return {
        ok: true,
        facts,
        ...(about.app.via && { via: about.app.via as Via }),
        key,
        ...start,
        ...(shown && (shown.status === 'expired' ? { expired: shown } : { request: shown })),
      };
    },

    async clientSeen({ name }, { tabId, url }) {
      if (tabId === undefined || placeOf(url)?.kind !== 'mcp') {
        return { ok: false, problem: 'not-allowed' };
      }
      await clients.put(tabId, name, url);
      return { ok: true };
    },

    async saveDraft(data) {
      const reason = withoutSecrets(data.reason);
      if (reason || data.site || data.app)
        await store.saveDraft({ ...data, reason, at: Date.now() });
      else await store.dropDraft(data.key);
      return { ok: true };
    },

    async raiseRequest(data, from) {
      const ask = { ...data, ...dataCenterOf(from.place) };
      const clock = { now: Date.now(), newId: ulid };
      const key = requestKey(ask);
      const clean = without(ask) as typeof ask;
      const raised = await store.changeKey<Raised>(key, (history) => {
        const result = raise(history, clean, clock);
        if (!result.ok) return { writes: [], result };
        // An approved request that came in for review becomes one's own too: that alone is written.
        const changed = result.writes.length === 0 && !history.includes(result.request);
        return { writes: changed ? [{ request: result.request }] : result.writes, result };
      });
      if (!raised.ok) return raised;
      await Promise.all([store.dropDraft(key), remembered.setName(ask.name)]).catch(
        () => undefined,
      );
      return { ok: true, request: requesterView(raised.request), joined: raised.joined };
    },

    async withdrawRequest({ id, press }) {
      const request = await store.changeOne(id, (found, trail) => {
        if (isDone(trail, press)) return { writes: [], result: found };
        const move = found?.asked ? withdraw(found, Date.now()) : undefined;
        return { writes: move ? [pressed(move, press)] : [], result: move?.request };
      });
      return request
        ? { ok: true, request: requesterView(request) }
        : { ok: false, problem: 'not-open' };
    },

    async decisionSeen({ id }) {
      await store.changeOne(id, (found) =>
        found?.unseen
          ? { writes: [{ request: { ...found, unseen: false } }], result: undefined }
          : { writes: [], result: undefined },
      );
      return { ok: true };
    },

    async unblockedSeen(data, from) {
      const { about } = await aboutPage(data, from);
      const found = findOwn(await store.own(OWN), { ...about, screen: 'any' });
      if (!found) return { ok: true };
      if (!provesGrant(found, data.accepted)) return { ok: true, request: requesterView(found) };
      const request = await store.changeOne(found.id, (current) => {
        const move = current ? grant(current, Date.now()) : undefined;
        return { writes: move ? [move] : [], result: move?.request ?? current };
      });
      return request ? { ok: true, request: requesterView(request) } : { ok: true };
    },
  };
}

/** The block is there again: an early "granted" is taken back, an old one is history. */
function reopened(store: Store, request: ApprovalRequest): Promise<ApprovalRequest | undefined> {
  return store.changeOne(request.id, (current) => {
    const move = current && blockedAgain(current, Date.now());
    return { writes: move ? [move] : [], result: move?.request };
  });
}
