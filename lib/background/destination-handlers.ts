import { browser } from 'wxt/browser';
import { say } from '../browser/i18n.ts';
import { policyOf } from '../browser/policy.ts';
import { fillForm } from '../channels/destination/fill.ts';
import { setupLink } from '../channels/destination/setup.ts';
import { mailtoUrl } from '../channels/email.ts';
import { mailTexts } from '../channels/share-link/texts.ts';
import type { DestinationsSeen } from '../messages/destinations.ts';
import type { Answer } from '../messages/types.ts';
import {
  type Destination,
  type DestinationProblem,
  isFormAddress,
  isSameDestination,
  parseDestination,
  readDestinations,
} from '../requests/destination.ts';
import { destinationsFor } from '../requests/destination-fits.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import type { Store } from '../storage/request-store.ts';
import { ownDestinations } from '../storage/stored-destinations.ts';
import { remembered } from '../storage/stored-settings.ts';
import { notices } from './link-notices.ts';
import type { Handlers } from './serve.ts';

const policyDestinations = async () => readDestinations(await policyOf('destinations'));

/** All of them, the policy's first: of two with the same site and label it wins. */
async function seen(): Promise<Extract<Answer<DestinationsSeen>, { ok: true }>> {
  const [policy, own] = await Promise.all([policyDestinations(), ownDestinations.read()]);
  const isPolicy = (one: Destination) =>
    policy.destinations.some((other) => isSameDestination(one, other));
  return {
    ok: true,
    destinations: [
      ...policy.destinations.map((one) => ({ ...one, policy: true })),
      ...own.destinations.filter((one) => !isPolicy(one)).map((one) => ({ ...one, policy: false })),
    ],
    badPolicy: policy.bad,
    unreadable: own.bad.length,
  };
}

const withoutMark = ({ site, label, to }: Destination): Destination => ({ site, label, to });

const allDestinations = async (): Promise<Destination[]> =>
  (await seen()).destinations.map(withoutMark);

const withNeeds = (one: Destination) => ({ ...one, needsSite: one.to.includes('{site}') });

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

/** Where requests go: asked for by forms, set in Options, taken over from a set-up link. */
export function destinationHandlers(
  store: Store,
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
  return {
    async destinations() {
      const [all, last] = await Promise.all([allDestinations(), ownDestinations.last()]);
      const destinations = all
        .map(withNeeds)
        .map(({ site, label, needsSite }) => ({ site, label, needsSite }));
      return { ok: true, destinations, last };
    },

    async sendRequest({ id, to: label }, { tabId }) {
      const request = await store.one(id);
      const asker = request && ownAsk(request);
      if (!request || !asker) return { ok: false, problem: 'unknown-request' };
      const { site, app } = request;
      const fitting = destinationsFor((await allDestinations()).map(withNeeds), site);
      const found = fitting.find((one) => one.label === label);
      if (!found) return { ok: false, problem: 'to-gone' };
      const texts = await mailTexts(say, request, asker);
      const isForm = isFormAddress(found);
      const values = { texts, app: app.name, site, clientId: app.clientId ?? '' };
      if (isForm) await openBeside(tabId, fillForm(found.to, values));
      const passedOn = { how: 'send', to: label, at: Date.now() };
      await store.changeOne(id, (now) => ({
        writes: now?.asked ? [{ request: { ...now, passedOn } }] : [],
        result: undefined,
      }));
      await Promise.all([remembered.setWay('send'), ownDestinations.choose(label)]);
      return { ok: true, ...(isForm ? {} : { mailto: mailtoUrl({ ...texts, to: found.to }) }) };
    },

    listDestinations: seen,

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
      return seen();
    },

    async removeDestination(gone) {
      const policy = await policyDestinations();
      if (policy.destinations.some((one) => isSameDestination(one, gone))) {
        return { ok: false, problem: 'host-by-policy' };
      }
      await ownDestinations.remove(gone);
      return seen();
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
