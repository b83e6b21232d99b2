import type { Page } from '@playwright/test';
import { JIRA_SWITCH_TABLE } from '../../simulator/jira/switches.ts';
import type { Simulator } from '../../simulator/simulator.ts';
import {
  SWITCH_NAMES,
  SWITCH_TABLE,
  type Switches,
  type SwitchName,
} from '../../simulator/switches.ts';

/** One walk of the whole journey: what is posed, and what must come of it. */
export interface Row {
  set: Partial<Switches>;
  outcome: string;
}

const GRANTED = 'asked, approved, granted';
const SIGNED_IN = '; the link survived a sign-in';
const ASKED_BACK = 'asked whether it is a block, asked, approved, works';

/**
 * Switches that do not meddle with each other stand one beside the other: a few rows show each value
 * once or more.
 */
const LOOKS = {
  wording: [
    'site-admin',
    'admin',
    'no-host',
    'application-authorise',
    'reauthorize',
    'app-blocked',
    'site-admin',
  ],
  quotes: ['single', 'none', 'single', 'double', 'curly', 'single', 'backtick'],
  consentPath: SWITCH_TABLE.consentPath.values,
  consentUrl: SWITCH_TABLE.consentUrl.values,
  renderDelayMs: SWITCH_TABLE.renderDelayMs.values,
  nestedMarkup: SWITCH_TABLE.nestedMarkup.values,
  invisibleCharacters: [false, false, true],
  rerender: [false, false, false, false, false, false, true],
  siteLabel: SWITCH_TABLE.siteLabel.values,
  acceptNavigation: [...SWITCH_TABLE.acceptNavigation.values].reverse(),
  installAt: SWITCH_TABLE.installAt.values,
  settingsTab: SWITCH_TABLE.settingsTab.values,
  userRequests: SWITCH_TABLE.userRequests.values,
  saasChecksState: SWITCH_TABLE.saasChecksState.values,
  tenantInfo: SWITCH_TABLE.tenantInfo.values,
  adminNavigation: SWITCH_TABLE.adminNavigation.values,
  pkce: SWITCH_TABLE.pkce.values,
  saasScopes: SWITCH_TABLE.saasScopes.values,
  sites: ['one', 'one', 'several', 'one', 'several', 'several', 'one'],
  blockWhen: ['load', 'accept', 'pick', 'load', 'load', 'load', 'load'],
} satisfies { [K in SwitchName]?: readonly Switches[K][] };

function looks(): Row[] {
  return LOOKS.wording.map((_, at) => {
    const set = Object.fromEntries(
      Object.entries(LOOKS).map(([name, values]) => [name, values[at % values.length]]),
    ) as Partial<Switches>;
    const page = set.tenantInfo === 'ok' ? 'that site' : 'the front page';
    return { set, outcome: `${GRANTED}; Connected apps: ${page}` };
  });
}

const LANGUAGES = ['de', 'fr', 'es', 'ja', 'zh'] as const;

/** Every value of every switch is in at least one row. */
export const ROWS: readonly Row[] = [
  ...looks(),
  { set: { consentLifetimeMs: 0 }, outcome: 'expired: asked by hand, approved' },
  { set: { language: 'de' }, outcome: 'asked, approved, works' },
  ...LANGUAGES.map(
    (language): Row => ({
      set: { language, blockLanguage: 'same' },
      outcome: ASKED_BACK,
    }),
  ),
  {
    set: { scopeGrowthReblocks: true, adminSignIn: 'server' },
    outcome: `${GRANTED}${SIGNED_IN}; more scopes: may be asked for`,
  },
  {
    set: { scopeGrowthReblocks: false, adminSignIn: 'client' },
    outcome: `${GRANTED}${SIGNED_IN}; more scopes: no block`,
  },
  { set: { orgAdminWithoutAccess: 'denied' }, outcome: 'asked, approved; the org admin is denied' },
  { set: { orgAdminWithoutAccess: 'clean' }, outcome: GRANTED },
];

/** Entries of the list of unknowns that no switch can pose, and why. */
export const NOT_POSED: Readonly<Record<string, string>> = {
  U11: 'what Atlassian has shipped since: nothing depends on it',
  U12: 'consent pages of Data Center: data-center.spec.ts walks both kinds',
};

/**
 * Switches that pose no unknown of the journey: other screens (causes.spec.ts walks those), and apps
 * with a service worker (lock.spec.ts).
 */
const OTHER_SCREENS: readonly SwitchName[] = ['screen', 'mcpDomain', 'saasWorker'];
/** About Jira, not the consent page: jira*.spec.ts and tests/unit/channels/jira pose these. */
const JIRA = Object.keys(JIRA_SWITCH_TABLE);
const NAMES = SWITCH_NAMES.filter((name) => !OTHER_SCREENS.includes(name) && !JIRA.includes(name));

const shown = (value: unknown): string => String(value);

/** Values of switches that no row poses. */
export function missing(): string[] {
  return NAMES.flatMap((name) =>
    SWITCH_TABLE[name].values
      .filter(
        (value, at) => !ROWS.some(({ set }) => (name in set ? set[name] === value : at === 0)),
      )
      .map((value) => `${name}: ${shown(value)}`),
  );
}

/** The table: unknown, switch, value, outcome (of the rows that were walked here and set it). */
export function table(outcomes: ReadonlyMap<Row, string>): string {
  const lines = NAMES.flatMap((name) =>
    SWITCH_TABLE[name].values.flatMap((value, at) => {
      const set = ROWS.filter((row) => row.set[name] === value);
      // A value nobody had to set is the one of the plainest row.
      const rows = set.length > 0 || at > 0 ? set : ROWS.slice(0, 1);
      const came = rows.flatMap((row) => outcomes.get(row) ?? []);
      if (came.length === 0) return [];
      const told = [...new Set(name === 'tenantInfo' ? came : came.map(withoutProbe))];
      const { unknown } = SWITCH_TABLE[name];
      return `${unknown.padEnd(3)}  ${name.padEnd(22)} ${shown(value).padEnd(22)} ${told.join(' | ')}`;
    }),
  );
  return lines.sort(byUnknown).join('\n');
}

const withoutProbe = (outcome: string): string => outcome.replace(/; Connected apps: .*/, '');

function byUnknown(a: string, b: string): number {
  return (Number(a.slice(1, 3)) || 99) - (Number(b.slice(1, 3)) || 99);
}

/** A fresh world in which everybody is still signed in. */
export function freshWorld(sim: Simulator, sessions: ReadonlyMap<string, string>, row: Row): void {
  sim.reset();
  for (const [cookie, account] of sessions) sim.world.sessions.set(cookie, account);
  sim.set(row.set);
}

/** The page's Accept, in whatever language it is posed. */
export const acceptOn = (page: Page) =>
  page.getByRole('button', { name: /^(?:Accept|Akzeptieren|Accepter|Aceptar|同意する|接受)$/ });
