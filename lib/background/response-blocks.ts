import { browser } from 'wxt/browser';
import { DOMAINS } from '../atlassian/hosts.ts';

/**
 * Who owns which ids among the session rules of declarativeNetRequest, first and last. Each owner
 * makes, reads and takes away its own alone: the clean-up of one never touches another's.
 */
export const RULE_IDS = {
  /** what keeps the answers of guarded consents from the apps (response-blocks.ts) */
  responseBlocks: [1000, 1149],
  /** free for channels: requests of ours to a site, with the headers that it wants */
  channels: [2000, 2099],
} as const satisfies Record<string, readonly [number, number]>;

/** True for the rules of this owner. */
export function isRuleOf(owner: keyof typeof RULE_IDS, { id }: { id: number }): boolean {
  const [first, last] = RULE_IDS[owner];
  return id >= first && id <= last;
}

type Rule = Parameters<
  typeof browser.declarativeNetRequest.updateSessionRules
>[0]['addRules'] extends (infer One)[] | undefined
  ? One
  : never;

/**
 * What keeps the answers of guarded consents from the apps, in two session rules for each number.
 * The rules hold our own `state` in clear, because it is what the browser compares; nothing else of
 * ours does, and session rules are memory. Their ids are in `RULE_IDS`.
 *
 * - `source` blocks the redirect where it is sent, by its `location`: nothing leaves for the app.
 * - `target` blocks the way into the app. That alone is not enough: where the app has a service
 *   worker, a navigation is given to it before any rule is asked (measured, Chromium 156).
 */
const [FIRST] = RULE_IDS.responseBlocks;
/** So many at once are more than anybody has open. */
export const MAX_BLOCKS = 50;
const PROBE = FIRST + 2 * MAX_BLOCKS;

const targetId = (hold: number) => FIRST + hold;
const sourceId = (hold: number) => FIRST + MAX_BLOCKS + hold;

const ATLASSIAN: readonly string[] = Object.values(DOMAINS);
/**
 * Where a connection is led on to before its answer, with our `state` in clear. Whole hosts: a
 * pattern's `*` matches slashes too, so `https://*.atlassian.com/` could stand in an app's path.
 */
const ON_THE_WAY = [
  ...ATLASSIAN.flatMap((domain) =>
    ['auth', 'api', 'id'].map((name) => `https://${name}.${domain}/*`),
  ),
  '/*',
];

/** Firefox has no condition on responses: there a listener does it (authorize-handlers.ts). */
const BY_RULE = !import.meta.env.FIREFOX;

const FRAMES = ['main_frame', 'sub_frame'] as const;

/** Condition on a response (Chrome 128); the types of the library do not know it yet. */
function onLocation(pattern: string): object {
  return {
    responseHeaders: [
      { header: 'location', values: [pattern], excludedValues: ON_THE_WAY },
      // An address without its scheme is another host's all the same.
      { header: 'location', values: [`//${pattern}`] },
    ],
  };
}

function rulesOf(hold: number, state: string): Rule[] {
  const block = { priority: 1, action: { type: 'block' as const } };
  // Whatever host it is sent to, and however that is written: only Atlassian's own are on the way.
  const target: Rule = {
    id: targetId(hold),
    ...block,
    condition: {
      urlFilter: `state=${state}`,
      isUrlFilterCaseSensitive: true,
      resourceTypes: [...FRAMES],
      excludedRequestDomains: [...ATLASSIAN],
    },
  };
  if (!BY_RULE) return [target];
  const source: Rule = {
    id: sourceId(hold),
    ...block,
    condition: {
      requestDomains: [...ATLASSIAN],
      resourceTypes: [...FRAMES],
      ...onLocation(`*state=${state}*`),
    },
  };
  return [target, source];
}

async function ours(): Promise<Rule[]> {
  return (await browser.declarativeNetRequest.getSessionRules()).filter((rule) =>
    isRuleOf('responseBlocks', rule),
  );
}

async function remove(removeRuleIds: number[]): Promise<void> {
  if (removeRuleIds.length === 0) return;
  await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds });
}

/**
 * True where the browser keeps the condition on responses. A browser that dropped it would block
 * every page of the host, so it is tried on a host that cannot exist.
 */
async function knowsResponses(): Promise<boolean> {
  const probe: Rule = {
    id: PROBE,
    priority: 1,
    action: { type: 'block' },
    condition: {
      requestDomains: ['probe.invalid'],
      resourceTypes: [...FRAMES],
      ...onLocation('*probe*'),
    },
  };
  try {
    await browser.declarativeNetRequest.updateSessionRules({
      removeRuleIds: [PROBE],
      addRules: [probe],
    });
    const kept = (await ours()).find(({ id }) => id === PROBE);
    return kept !== undefined && 'responseHeaders' in kept.condition;
  } catch {
    return false;
  } finally {
    await remove([PROBE]).catch(() => undefined);
  }
}

export const responseBlocks = {
  /**
   * True where an answer can be held before it leaves for the app: a redirect by the browser's
   * rules or listeners, a page's own script by the Navigation API, which Chromium has had since 102
   * and Firefox since 147. A Firefox background is a page and can look; a worker cannot.
   */
  async possible(): Promise<boolean> {
    if (BY_RULE) return knowsResponses();
    return typeof window !== 'undefined' && 'navigation' in window;
  },

  /** Puts one up: from then on no answer with this state gets to the app, in whatever tab. */
  async put(hold: number, state: string): Promise<void> {
    await browser.declarativeNetRequest.updateSessionRules({
      removeRuleIds: [targetId(hold), sourceId(hold)],
      addRules: rulesOf(hold, state),
    });
  },

  /** The numbers that are up, whole. */
  async up(): Promise<Set<number>> {
    const ids = new Set((await ours()).map(({ id }) => id));
    const whole = (hold: number) =>
      ids.has(targetId(hold)) && (!BY_RULE || ids.has(sourceId(hold)));
    return new Set([...Array(MAX_BLOCKS).keys()].filter(whole));
  },

  /** Takes away every rule of ours but these. */
  async keepOnly(kept: readonly number[]): Promise<void> {
    const ids = new Set(kept.flatMap((hold) => [targetId(hold), sourceId(hold)]));
    await remove((await ours()).map(({ id }) => id).filter((id) => !ids.has(id)));
  },
};
