import { browser } from 'wxt/browser';
import { say } from '../browser/i18n.ts';
import { fillForm, mailtoUrl, setupLink } from '../channels/destination.ts';
import { type OutboxEntry, retried } from '../channels/outbox.ts';
import { mailTexts } from '../channels/share-link/texts.ts';
import type { RequesterView } from '../messages/types.ts';
import type { Answers } from '../messages.ts';
import { pageFragment } from '../popup-url.ts';
import {
  type Destination,
  type DestinationProblem,
  isFormAddress,
  isSameDestination,
  parseDestination,
  queueOf,
  readDestinations,
} from '../requests/destination.ts';
import { type DestinationView, destinationsFor } from '../requests/destination-fits.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import type { Store } from '../storage/request-store.ts';
import { ownDestinations } from '../storage/stored-channels.ts';
import { remembered } from '../storage/stored-settings.ts';
import {
  allDestinations,
  askEntry,
  policyDestinations,
  seenDestinations,
  targetOf,
} from './channel-handlers.ts';
import type { Channels } from './channels.ts';
import { notices } from './content-scripts.ts';
import type { From, Handlers } from './serve.ts';

const withNeeds = (one: Destination) => ({ ...one, needsSite: one.to.includes('{site}') });

/** What a form may know: of a queue, that there is one; where it is, our own pages alone. */
function viewOf({ site, label, to }: Destination, isOurs: boolean): DestinationView {
  const host = queueOf({ to })?.host;
  const queue = host === undefined ? {} : { files: true, ...(isOurs && { host }) };
  return { site, label, needsSite: to.includes('{site}'), ...queue };
}

/** Why these cannot be added to what is there; undefined: they can. */
function notToAdd(
  all: readonly Destination[],
  added: readonly Destination[],
): DestinationProblem | undefined {
  // Whoever's link it is: it may add, and never lead elsewhere what is there.
  const isOther = (one: Destination) =>
    all.some((there) => isSameDestination(there, one) && there.to !== one.to);
  if (added.some(isOther)) return 'to-twice';
  return readDestinations([...all, ...added]).bad.length > 0 ? 'to-too-many' : undefined;
}

/** What this browser's person asked; undefined where the request is somebody else's. */
const ownAsk = ({ asked, requesters }: ApprovalRequest) =>
  asked ? requesters.findLast((one) => one.via === 'page') : undefined;

/** Opens an address in a tab of its own, next to the one that asked for it. */
async function openBeside(tabId: number | undefined, url: string): Promise<void> {
  await browser.tabs.create({ url, ...(tabId === undefined ? {} : { openerTabId: tabId }) });
}

/** Asks on their way at most: a person has a few, and more is a mistake. */
const MAX_ASKS = 50;

/** How long somebody waits at a form for the word that it is filed, in milliseconds. */
const PATIENCE = 12_000;

/** How far a request came that was sent to a queue. */
export async function howFar(
  store: Store,
  id: string,
): Promise<Pick<RequesterView, 'filed' | 'unsent'>> {
  const [entries, filed] = await Promise.all([store.outbox(), store.filedAs(id)]);
  const left = entries.find(({ requestId, task }) => requestId === id && task.kind === 'ask');
  const waits = left?.state === 'failed' ? (left.problem ?? 'server') : 'on-its-way';
  return {
    ...(filed && { filed }),
    ...(left && { unsent: { how: 'send' as const, to: left.to, waits } }),
  };
}

/** Where requests go: asked for by forms, set in Options, taken over from a set-up link. */
export function destinationHandlers(
  store: Store,
  channels: Pick<Channels, 'send'>,
): Pick<
  Handlers,
  | 'destinations'
  | 'sendRequest'
  | 'listDestinations'
  | 'addDestination'
  | 'removeDestination'
  | 'makeSetup'
  | 'useSetup'
> {
  type Queue = NonNullable<ReturnType<typeof targetOf>>;

  /** Files it, and tells how far that came; what did not come through yet is kept and goes on. */
  async function fileRequest(
    id: string,
    ask: string,
    label: string,
    queue: Queue,
    { tabId, sender }: Pick<From, 'tabId' | 'sender'>,
  ): Promise<Answers['sendRequest']> {
    const isOther = (one: OutboxEntry) => one.task.kind === 'ask' && one.requestId !== id;
    const others = (await store.outbox()).filter(isOther);
    if (others.length >= MAX_ASKS) return { ok: false, problem: 'to-too-many' };
    const entry = askEntry({ id }, ask, label, queue);
    const { site } = queue.target;
    await store.change(async (reads) => {
      const [now, entries, remotes] = await Promise.all([
        reads.one(id),
        reads.entriesOf(id),
        reads.remotesOf(id),
      ]);
      // Pressed twice, or filed before: once is enough.
      const same = entries.find(({ task }) => task.kind === 'ask' && task.ask === ask);
      const isFiled = remotes.some((one) => one.target.site === site && !one.gone);
      // It failed: once more, to where the person has it sent now.
      const again = same?.state === 'failed' && {
        ...retried(same, entry.createdAt),
        ...{ channel: entry.channel, target: entry.target, to: label },
      };
      const passedOn = { how: 'send', to: label, at: entry.createdAt };
      return {
        writes: now?.asked ? [{ request: { ...now, passedOn } }] : [],
        result: undefined,
        outbox: { put: again ? [again] : same || isFiled ? [] : [entry] },
      };
    });
    await Promise.all([remembered.setWay('send'), ownDestinations.choose(label)]);
    const over = new Promise<void>((end) => setTimeout(end, PATIENCE));
    await Promise.race([channels.send(), over]);
    const { filed, unsent } = await howFar(store, id);
    // A page cannot ask for the permission: our own page can, where the request stands.
    if (unsent?.waits === 'no-permission' && sender !== 'extension') {
      await openBeside(
        tabId,
        browser.runtime.getURL('/popup.html') + pageFragment({ kind: 'mine' }),
      );
    }
    return { ok: true, ...(unsent ? { waits: unsent.waits } : { filed: filed ?? '' }) };
  }

  return {
    async destinations(_data, { sender }) {
      const [all, last] = await Promise.all([allDestinations(), ownDestinations.last()]);
      const destinations = all.map((one) => viewOf(one, sender === 'extension'));
      return { ok: true, destinations, last };
    },

    async sendRequest({ id, to: label }, from) {
      const request = await store.one(id);
      const asker = request && ownAsk(request);
      if (!request || !asker) return { ok: false, problem: 'unknown-request' };
      const { site, app } = request;
      const fitting = destinationsFor((await allDestinations()).map(withNeeds), site);
      const found = fitting.find((one) => one.label === label);
      if (!found) return { ok: false, problem: 'to-gone' };
      const queue = targetOf(found, site);
      if (queue) return fileRequest(id, asker.id, label, queue, from);
      const texts = await mailTexts(say, request, asker);
      const isForm = isFormAddress(found);
      const values = { texts, app: app.name, site, clientId: app.clientId ?? '' };
      if (isForm) await openBeside(from.tabId, fillForm(found.to, values));
      const passedOn = { how: 'send', to: label, at: Date.now() };
      await store.changeOne(id, (now) => ({
        writes: now?.asked ? [{ request: { ...now, passedOn } }] : [],
        result: undefined,
      }));
      await Promise.all([remembered.setWay('send'), ownDestinations.choose(label)]);
      return { ok: true, ...(isForm ? {} : { mailto: mailtoUrl({ ...texts, to: found.to }) }) };
    },

    listDestinations: seenDestinations,

    async addDestination({ site, label, to }) {
      const parsed = parseDestination(site, label, to);
      if (!parsed.ok) return parsed;
      const { destination } = parsed;
      const all = await allDestinations();
      if (all.some((one) => isSameDestination(one, destination))) {
        return { ok: false, problem: 'to-twice' };
      }
      const problem = notToAdd(all, [destination]);
      if (problem) return { ok: false, problem };
      await ownDestinations.put([destination]);
      return seenDestinations();
    },

    async removeDestination(gone) {
      const policy = await policyDestinations();
      if (policy.destinations.some((one) => isSameDestination(one, gone))) {
        return { ok: false, problem: 'host-by-policy' };
      }
      await ownDestinations.remove(gone);
      return seenDestinations();
    },

    async makeSetup({ from }) {
      const destinations = await allDestinations();
      const link = await setupLink({ from: from.trim(), destinations });
      return { ok: true, link, policy: JSON.stringify({ destinations }, null, 2) };
    },

    async useSetup(_data, { tabId }) {
      const notice = tabId === undefined ? undefined : await notices.get(tabId);
      if (tabId === undefined || !notice?.ok || notice.what !== 'setup') {
        return { ok: false, problem: 'broken' };
      }
      const problem = notToAdd(await allDestinations(), notice.destinations);
      if (problem) return { ok: false, problem };
      await ownDestinations.put(notice.destinations);
      await notices.drop(tabId);
      return { ok: true };
    },
  };
}
