import { JIRA_SWITCH_TABLE } from './jira/switches.ts';

/**
 * Every switch stands for something that nobody outside Atlassian knows, or that varies in the
 * field. `unknown` names the entry in the list of unknowns (docs) that it stands for; `-` marks
 * a variation that is known to exist. The first value of each list is the default.
 */
export const SWITCH_TABLE = {
  consentPath: {
    values: ['api-server-consent', 'auth-consent', 'legacy'],
    unknown: 'U1',
    about: 'Address of the consent page',
  },
  consentUrl: {
    values: ['clear', 'opaque'],
    unknown: 'U2',
    about: 'Parameters in the consent URL, or only an opaque context',
  },
  consentLifetimeMs: {
    values: [300_000, 0],
    unknown: 'U2',
    about: 'How long a consent may be left open before it has expired',
  },
  renderDelayMs: {
    values: [150, 0, 600, 3000],
    unknown: 'U1',
    about: 'How late the page draws itself',
  },
  blockWhen: {
    values: ['load', 'pick', 'accept'],
    unknown: 'U1',
    about: 'When the block appears; load with several sites means: after the first pick',
  },
  wording: {
    values: [
      'site-admin',
      'admin',
      'no-host',
      'application-authorise',
      'reauthorize',
      'app-blocked',
    ],
    unknown: 'U1',
    about: 'Words of the block',
  },
  screen: {
    values: [
      'consent',
      'access-denied',
      'not-distributed',
      'wrong-scopes',
      'expired',
      'context-invalid',
      'client-not-found',
      'new-words',
      'ip',
      'unsupported-site',
      'bad-callback',
      'bad-parameters',
    ],
    unknown: '-',
    about: 'What stands in the place of the consent: nothing else, or a similar screen',
  },
  mcpDomain: {
    values: [
      'allowed',
      'to-this-site',
      'from-this-domain',
      'from-this-redirect-url',
      'from-its-address',
      'restricted',
    ],
    unknown: '-',
    about: "Whether an AI client's domain is on the list; if not, the words of the block",
  },
  quotes: {
    values: ['single', 'double', 'curly', 'backtick', 'none'],
    unknown: 'U1',
    about: 'Quote marks around the host',
  },
  nestedMarkup: {
    values: [false, true],
    unknown: 'U1',
    about: 'The sentence is spread over nested elements',
  },
  invisibleCharacters: {
    values: [false, true],
    unknown: 'U1',
    about: 'Zero-width and bidirectional marks inside the sentence',
  },
  rerender: {
    values: [false, true],
    unknown: 'U1',
    about: 'The page replaces its whole card about three times a second',
  },
  siteLabel: {
    values: ['use', 'install'],
    unknown: 'U6',
    about: 'Label of the site: Use app on, or Install app on',
  },
  language: {
    values: ['en', 'de', 'fr', 'es', 'ja', 'zh'],
    unknown: 'U3',
    about: 'Language of the consent page',
  },
  blockLanguage: {
    values: ['en', 'same'],
    unknown: 'U3',
    about: 'Language of the block: English, or the same as the page',
  },
  scopeGrowthReblocks: {
    values: [true, false],
    unknown: 'U7',
    about: 'An installed app that asks for more scopes is blocked again',
  },
  installAt: {
    values: ['accept', 'token'],
    unknown: 'U4',
    about: "What installs the app: the admin's Accept, or the exchange of the code",
  },
  acceptNavigation: {
    values: ['redirect', 'client'],
    unknown: 'U1',
    about: 'How Accept leaves the page: a form and a 303, or script',
  },
  orgAdminWithoutAccess: {
    values: ['denied', 'clean'],
    unknown: 'U8',
    about: 'What an admin without product access meets on the consent page',
  },
  sites: {
    values: ['one', 'several'],
    unknown: 'U10',
    about: 'Sites of each person with product access: acme, or acme, globex and initech',
  },
  adminSignIn: {
    values: ['server', 'client'],
    unknown: 'U9',
    about: 'How the admin console sends people to the login: 302, or script with the whole URL',
  },
  adminNavigation: {
    values: ['server', 'client'],
    unknown: 'U9',
    about: 'How pages of the admin console lead on: by loading, or by script within one page',
  },
  settingsTab: {
    values: ['missing', 'present'],
    unknown: 'U9',
    about: 'Whether Connected apps has a settings tab of its own address',
  },
  userRequests: {
    values: ['absent', 'present'],
    unknown: 'U5',
    about: 'Whether blocked attempts appear under Apps > User requests',
  },
  tenantInfo: {
    values: ['ok', 'fails', 'garbage'],
    unknown: 'U10',
    about: "Answer of a site's tenant_info",
  },
  saasChecksState: {
    values: [true, false],
    unknown: '-',
    about: 'Whether the SaaS app compares state with the session that started the flow',
  },
  pkce: {
    values: ['enforced', 'ignored', 'refused'],
    unknown: 'U13',
    about: 'What becomes of a challenge: held against the verifier, ignored, or not taken at all',
  },
  saasWorker: {
    values: ['none', 'fetch', 'shell', 'reader'],
    unknown: '-',
    about: "The SaaS app's service worker: it fetches, shows its shell, or merely reads addresses",
  },
  saasScopes: {
    values: ['usual', 'grown'],
    unknown: 'U7',
    about: 'Scopes the SaaS app asks for: the usual ones, or one more',
  },
  ...JIRA_SWITCH_TABLE,
} as const;

/** Name of a switch. */
export type SwitchName = keyof typeof SWITCH_TABLE;

type Widen<T> = T extends number ? number : T;

/** All switches with their present values; numbers may be any number, not only those listed. */
export type Switches = {
  -readonly [K in SwitchName]: Widen<(typeof SWITCH_TABLE)[K]['values'][number]>;
};

/** Names of all switches, in the order of the table. */
export const SWITCH_NAMES = Object.keys(SWITCH_TABLE) as SwitchName[];

/** The switches as they stand after a start without options. */
export function defaultSwitches(): Switches {
  return Object.fromEntries(
    SWITCH_NAMES.map((name) => [name, SWITCH_TABLE[name].values[0]]),
  ) as Switches;
}

/**
 * Checks values that came from outside (JSON or a form, so `'true'` and `'150'` are taken too).
 * Throws a sentence that names the switch and what it accepts.
 */
export function parseSwitches(input: unknown): Partial<Switches> {
  if (typeof input !== 'object' || input === null)
    throw new Error('Expected an object of switches.');
  const entries = Object.entries(input).map(([name, value]) => [name, parseOne(name, value)]);
  return Object.fromEntries(entries) as Partial<Switches>;
}

function parseOne(name: string, value: unknown): string | number | boolean {
  if (!Object.hasOwn(SWITCH_TABLE, name)) throw new Error(`There is no switch named ${name}.`);
  const values: readonly (string | number | boolean)[] = SWITCH_TABLE[name as SwitchName].values;
  const match = values.find((candidate) => String(candidate) === String(value));
  if (match !== undefined) return match;
  const number = Number(value);
  if (typeof values[0] === 'number' && Number.isFinite(number) && number >= 0) return number;
  throw new Error(`Switch ${name} accepts ${values.join(', ')}; got ${String(value)}.`);
}
