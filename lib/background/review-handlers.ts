import { browser } from 'wxt/browser';
import { administration, connectedApps } from '../atlassian/links.ts';
import { OBSERVED_HOSTS } from '../atlassian/matches.ts';
import { say } from '../browser/i18n.ts';
import { answersText, decisionTexts, requestTexts } from '../channels/share-link/texts.ts';
import type { Failed } from '../messages/types.ts';
import type { Answers } from '../messages.ts';
import { decide, selfReviewProblem } from '../requests/decide.ts';
import { isDone, pressed, withReviewerName } from '../requests/moves.ts';
import { isSample } from '../requests/sample.ts';
import { MAX_RULES } from '../review/rules/rules.ts';
import type { LevelOverride } from '../review/scopes/level-overrides.ts';
import type { Store } from '../storage/request-store.ts';
import { levelList, ruleList } from '../storage/stored-rules.ts';
import { remembered, settings, siteIds } from '../storage/stored-settings.ts';
import { consentTabs } from './authorize-tabs.ts';
import { unregister } from './content-scripts.ts';
import { forgetHosts, isCustomDomain, isolatedAdmin } from './hosts-handlers.ts';
import { dismissAll } from './notify.ts';
import { lookAgain } from './panel-handlers.ts';
import { responseBlocks } from './response-blocks.ts';
import { clearAlarmsBut, lookAtClock } from './schedule.ts';
import type { Handlers } from './serve.ts';
import { cloudIdOf } from './site-fetch.ts';

/**
 * A consent page of ours is closed: once its rule is gone, an Accept pressed there would reach the
 * app. What an app led to itself stays.
 */
async function closeGuarded(): Promise<void> {
  for (const tabId of await consentTabs.tabs()) {
    const about = await consentTabs.of(tabId);
    if (about?.digest !== undefined) await browser.tabs.remove(tabId).catch(() => undefined);
  }
}

/** Hosts that were allowed at a click say which apps and sites there were. */
async function giveBackHosts(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  const given = origins.filter((origin) => !OBSERVED_HOSTS.includes(origin));
  for (const origin of given) {
    // What the browser counts among those we were installed with cannot be given back.
    await browser.permissions.remove({ origins: [origin] }).catch(() => false);
  }
}

/** Leaves nothing of anybody in this browser: no record, name, setting, rule, script or mark. */
async function eraseEverything(store: Store): Promise<void> {
  // Before the store: it tells which hosts there were.
  await forgetHosts();
  await store.erase();
  await closeGuarded();
  await responseBlocks.keepOnly([]);
  // All of it, so that nothing that is added one day can be forgotten here.
  await Promise.all([browser.storage.session.clear(), browser.storage.local.clear()]);
  // The daily look at the clock belongs to the extension, and says nothing of anybody.
  const alarms = clearAlarmsBut('expiry');
  await Promise.all([unregister(), alarms, dismissAll(), giveBackHosts()]);
}

/** What only the extension's own pages may ask for, and the texts that carry a request. */
export function reviewHandlers(
  store: Store,
): Pick<
  Handlers,
  | 'decideRequest'
  | 'shareRequest'
  | 'shareDecision'
  | 'shareDecisions'
  | 'findConnectedApps'
  | 'quarantine'
  | 'eraseAll'
> {
  return {
    async decideRequest({ id, kind, reason, own, press }) {
      const [{ strict }, name] = await Promise.all([settings.read(), remembered.reviewer()]);
      return store.changeOne<Answers['decideRequest']>(id, (found, trail) => {
        if (!found?.review)
          return { writes: [], result: { ok: false, problem: 'unknown-request' } };
        if (isDone(trail, press)) return { writes: [], result: { ok: true, request: found } };
        const problem = selfReviewProblem(found, { strict, confirmed: own === true });
        if (problem) return { writes: [], result: { ok: false, problem } };
        const decided = decide(found, { kind, reason }, Date.now());
        if (!decided.ok) return { writes: [], result: decided };
        const { request } = decided.write;
        const write = pressed(withReviewerName(decided.write, name), press);
        return { writes: [write], result: { ok: true, request } };
      });
    },

    async shareRequest({ id }) {
      const request = await store.one(id);
      const asker = request?.requesters.findLast((one) => one.via === 'page');
      if (!request || !asker) return { ok: false, problem: 'unknown-request' };
      return { ok: true, ...(await requestTexts(say, request, asker)) };
    },

    async shareDecision({ id }) {
      const request = await store.one(id);
      const texts = request && (await decisionTexts(say, request));
      return texts ? { ok: true, ...texts } : { ok: false, problem: 'unknown-request' };
    },

    async shareDecisions({ ids }) {
      // Nothing leads from a sample out of this browser, among many either.
      const real = ids.filter((id) => !isSample({ id }));
      const requests = await Promise.all(real.map((id) => store.one(id)));
      const text = await answersText(
        say,
        requests.filter((one) => one !== undefined),
      );
      return text ? { ok: true, text } : { ok: false, problem: 'unknown-request' };
    },

    async findConnectedApps({ id }) {
      const request = await store.one(id);
      if (!request) return { ok: false, problem: 'unknown-request' };
      const { edition, site } = request;
      if (edition === 'isolated') return isolatedAdmin(site);
      const origins = [`https://${site}/*`];
      const may =
        site !== '' && (await browser.permissions.contains({ origins }).catch(() => false));
      const cloudId = may ? await cloudIdOf(site, await isCustomDomain(site)) : undefined;
      if (cloudId) await siteIds.learn(site, cloudId);
      return cloudId
        ? { ok: true, url: connectedApps(edition, cloudId), exact: true }
        : { ok: true, url: administration(edition), exact: false };
    },

    async quarantine({ ids }) {
      return { ok: true, count: await store.quarantine(ids) };
    },

    async eraseAll() {
      await eraseEverything(store);
      // What stands drawn on a page of Administration is of what was erased.
      lookAgain().catch(() => undefined);
      return { ok: true };
    },
  };
}

/** What the extension's own pages may ask about the reviewer's settings. */
export function settingsHandlers(): Pick<
  Handlers,
  'readSettings' | 'nameReviewer' | 'saveSettings'
> {
  return {
    async readSettings() {
      const [value, reviewer] = await Promise.all([settings.read(), remembered.reviewer()]);
      return { ok: true, settings: value, reviewer };
    },
    async nameReviewer({ name }) {
      const reviewer = name.trim();
      await remembered.setReviewer(reviewer);
      return { ok: true, reviewer };
    },
    async saveSettings({ settings: value }) {
      await settings.write(value);
      // Less time than before takes effect at once, and not at some moment of the next day.
      await lookAtClock();
      return { ok: true, settings: value };
    },
  };
}

async function change(
  edit: (levels: readonly LevelOverride[]) => LevelOverride[],
): Promise<Answers['listLevels'] | Failed> {
  const levels = await levelList.change(edit);
  if (!levels) return { ok: false, problem: 'too-many-levels' };
  return { ok: true, levels, unreadable: 0 };
}

/** The levels that the organization has set itself. Each is answered with the whole list. */
export function levelsHandlers(): Pick<Handlers, 'listLevels' | 'putLevels' | 'dropLevel'> {
  return {
    async listLevels() {
      const { levels, unreadable } = await levelList.read();
      return { ok: true, levels, unreadable: unreadable.length };
    },

    putLevels: ({ levels }) =>
      change((before) => {
        const all = new Map([...before, ...levels].map((one) => [one.scope.toLowerCase(), one]));
        return [...all.values()];
      }),

    dropLevel: ({ scope }) =>
      change((before) => before.filter((one) => one.scope.toLowerCase() !== scope.toLowerCase())),
  };
}

/** What the view of the rules asks the background for. Each is answered with the whole list. */
export function rulesHandlers(): Pick<Handlers, 'listRules' | 'putRule' | 'moveRule' | 'dropRule'> {
  return {
    async listRules() {
      const { rules, unreadable } = await ruleList.read();
      return { ok: true, rules, unreadable: unreadable.length };
    },

    async putRule({ rule }) {
      let full = false;
      const rules = await ruleList.change((before) => {
        if (before.some(({ id }) => id === rule.id)) {
          return before.map((one) => (one.id === rule.id ? rule : one));
        }
        full = before.length >= MAX_RULES;
        return full ? [...before] : [...before, rule];
      });
      return full ? { ok: false, problem: 'too-many-rules' } : { ok: true, rules, unreadable: 0 };
    },

    async moveRule({ id, to }) {
      const rules = await ruleList.change((before) => {
        const moved = before.filter((one) => one.id !== id);
        moved.splice(to, 0, ...before.filter((one) => one.id === id));
        return moved;
      });
      return { ok: true, rules, unreadable: 0 };
    },

    async dropRule({ id }) {
      const rules = await ruleList.change((before) => before.filter((one) => one.id !== id));
      return { ok: true, rules, unreadable: 0 };
    },
  };
}
