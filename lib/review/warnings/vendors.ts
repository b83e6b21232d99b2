import leven from 'leven';
import { skeleton, words } from './name.ts';
import list from './vendors.json';

/** A well-known vendor; the list is of general knowledge, November 2026, and never a full one. */
export interface Vendor {
  name: string;
  /** other names: products, spellings */
  also?: readonly string[];
  /** registrable domains that are its own; where anybody gets a name below one, it is left out */
  domains: readonly string[];
  /** its name is a common word too (Linear, Box): nothing but the whole name claims to be it */
  word?: boolean;
  /** looked for in addresses alone: names that claim to be Atlassian's are another sign */
  host?: boolean;
}

const VENDORS: readonly Vendor[] = list;

const set = (line: string): ReadonlySet<string> => new Set(line.split(' ').map(skeleton));

/** Words that say what an app works with or what kind of thing it is: no vendor's name. */
export const COMMON: ReadonlySet<string> = set(
  'jira confluence atlassian rovo trello bitbucket compass cloud server app apps for with and the by of to in on from connector connection connect integration integrations integrator plugin addon extension mcp client agent bot api oauth sync importer exporter dev test staging prod demo my our new inc llc ltd gmbh login signin sso secure enterprise business pro team teams workspace desktop web mobile free beta company ai assistant',
);
/** Words about signing in, as addresses that fish for it carry them. */
const SIGN_IN = set(
  'login logon signin signon sign log in oauth oauth2 auth sso secure secured security verify verification account accounts identity access authorize authorise authorization consent token session password credentials connect connection callback redirect update confirm apps app portal support service services help center',
);
/** What a firm puts before or behind its name in a domain of its own. */
const AFFIXES = set(
  'app apps hq get try use go join my the corp inc io ai co labs lab soft software cloud tech group digital systems solutions studio team online web site dev tools world global',
);
/** Behind these a name says what the app works with: "Draw for Slack". */
const WITH = /^(?:for|with|to|and|in|on|from|für|mit|pour|para|per|voor|dla|för|till|via|x)$/i;

const labelOf = (domain: string): string => domain.split('.')[0] ?? '';

/** A first label of a vendor's own domain, as it looks and as it is written. */
interface Label {
  vendor: Vendor;
  look: string;
  label: string;
  domain: string;
}

/** Looked up and never walked: a list of requests asks for each of them. */
const byDomain = new Map<string, Vendor>();
const byRead = new Map<string, string>();
const byName = new Map<string, Vendor>();
const byLabel = new Map<string, Label>();
/** names and labels that a slip may be of, by their first letter */
const namesBy = new Map<string, { vendor: Vendor; look: string }[]>();
const labelsBy = new Map<string, Label[]>();

const first = <K, V>(map: Map<K, V>, key: K, value: V) => {
  if (!map.has(key)) map.set(key, value);
};
const more = <V>(map: Map<string, V[]>, look: string, value: V) => {
  map.set(look.charAt(0), [...(map.get(look.charAt(0)) ?? []), value]);
};

for (const vendor of VENDORS) {
  const looks = [vendor.name, ...(vendor.also ?? [])].map(skeleton);
  for (const look of looks) {
    first(byName, look, vendor);
    more(namesBy, look, { vendor, look });
  }
  for (const domain of vendor.domains) {
    const label = labelOf(domain);
    const one: Label = { vendor, look: skeleton(label), label, domain };
    first(byDomain, domain, vendor);
    first(byRead, domain.replaceAll('-', '.'), domain);
    first(byLabel, one.look, one);
    // `office` and `live` are words; `datadoghq` is none.
    if (looks.includes(one.look) || one.look.length > 7) more(labelsBy, one.look, one);
  }
}

/** A vendor's name, by its looks, in a person's mouth: names that claim Atlassian are another sign. */
const named = (look: string): Vendor | undefined => {
  const vendor = byName.get(look);
  return vendor?.host ? undefined : vendor;
};

/** The vendor whose own domain this is. */
export const vendorAt = (domain: string): Vendor | undefined => byDomain.get(domain);

/** The vendor of exactly this name, by its looks. */
export const vendorByLook = (look: string): Vendor | undefined => named(look);

const GLUED = new Set([...COMMON, ...SIGN_IN, ...AFFIXES]);

/** `SlackBot`, `githublogin`, `getfigma`: a vendor's name with a common word at one end. */
function glued(word: string): Vendor | undefined {
  for (let at = 1; at < word.length; at += 1) {
    const [front, back] = [word.slice(0, at), word.slice(at)];
    const vendor =
      (at > 4 && GLUED.has(back) && byName.get(front)) ||
      (back.length > 4 && GLUED.has(front) && byName.get(back));
    if (vendor && !vendor.word) return vendor;
  }
  return undefined;
}

/** True where the vendor's name is written in so many words: "New Relic" is, "Git Hub" is not. */
const isWritten = ({ name, also = [] }: Vendor, parts: readonly string[]): boolean =>
  [name, ...also].some(
    (one) => skeleton(one) === parts.join('') && words(one).length === parts.length,
  );

const LITTLE = set('for with and by of to in on from');
/** Common words alone; one that ends in a little word ("Zoom In") is a phrase. */
const saysNothing = (rest: readonly string[]): boolean =>
  rest.every((word) => COMMON.has(word)) && !LITTLE.has(rest.at(-1) ?? '');

/** The vendor with whose name the words begin. */
function firstIn(all: readonly string[]): Vendor | undefined {
  for (let length = Math.min(3, all.length); length > 0; length -= 1) {
    const parts = all.slice(0, length);
    const vendor = named(parts.join(''));
    const alone = vendor?.word || (vendor && !isWritten(vendor, parts));
    if (vendor && (!alone || saysNothing(all.slice(length)))) return vendor;
  }
  return undefined;
}

/**
 * The vendor that a name claims to be: it comes first (but for common words), or behind "by". Behind
 * "for" and the like it is what the app works with. A common word claims it only as the whole name.
 */
export function vendorOf(name: string): Vendor | undefined {
  const all = words(name);
  const by = all.findIndex((word) => /^by$/i.test(word));
  if (by > 0) {
    const maker = vendorOf(all.slice(by + 1).join(' '));
    if (maker) return maker;
  }
  const inside = (at: number) => at > 0 && at < all.length - 1;
  const cut = all.findIndex((word, at) => inside(at) && (WITH.test(word) || /^by$/i.test(word)));
  const head = (cut < 0 ? all : all.slice(0, cut)).map(skeleton);
  const whole = named(head.join(''));
  if (whole) return whole;
  const from = head.findIndex((word) => !COMMON.has(word));
  if (from < 0) return undefined;
  // "New Relic" begins with a common word itself.
  const first = firstIn(head) ?? firstIn(head.slice(from));
  if (first) return first;
  const vendor = glued(head[from] ?? '');
  return vendor?.host ? undefined : vendor;
}

/** Neighbors of a vendor's name that are words themselves. */
const HONEST = set(
  'amazons bitwise clause discard docked docket dockets dockers goggle goggles oracles spunk tableaux',
);

const swapped = (a: string, b: string): boolean => {
  if (a.length !== b.length) return false;
  const at = [...a].findIndex((letter, i) => letter !== b[i]);
  return a.slice(0, at) + a.charAt(at + 1) + a.charAt(at) + a.slice(at + 2) === b;
};
const undouble = (text: string): string => text.replace(/(.)\1+/gu, '$1');

/**
 * Written as by a slip of the finger: a letter doubled, two changed round, or, in a longer name that
 * is no word, one letter wrong behind the first. Shorter names have too many honest neighbors.
 */
function isSlip(look: string, of: string, word: boolean): boolean {
  if (look[0] !== of[0] || Math.abs(look.length - of.length) > 2) return false;
  if (of.length < 4 || look === of || HONEST.has(look)) return false;
  if (look.length > of.length && undouble(look) === undouble(of)) return true;
  if (of.length > 4 && swapped(look, of)) return true;
  return !word && of.length > 5 && Math.abs(look.length - of.length) < 2 && leven(look, of) === 1;
}

/** The vendor of whose name this is a slip. */
export function slipOf(look: string): Vendor | undefined {
  if (byName.has(look)) return undefined;
  return namesBy
    .get(look.charAt(0))
    ?.find((one) => isSlip(look, one.look, one.vendor.word ?? false))?.vendor;
}

/** What an address that is no vendor's own has of one. */
export interface Borrowed {
  vendor: Vendor;
  /** `host`: a whole domain of the vendor's stands in front; `looks`: drawn like it; `slip`; `word` */
  how: 'host' | 'looks' | 'slip' | 'word';
  /** the vendor's own domain that it is like */
  domain: string;
}

/** `slack.com-login.net` and `slack-com.login.net` read like `slack.com`, too. */
function inFront(host: string): Borrowed | undefined {
  const labels = host.replaceAll('-', '.').split('.').slice(0, 30);
  for (let from = 0; from < labels.length; from += 1) {
    for (let to = from + 2; to < Math.min(labels.length, from + 5); to += 1) {
      const domain = byRead.get(labels.slice(from, to).join('.'));
      const vendor = domain === undefined ? undefined : byDomain.get(domain);
      if (domain && vendor) return { vendor, how: 'host', domain };
    }
  }
  return undefined;
}

function drawnLike(label: string): Borrowed | undefined {
  const look = skeleton(label);
  const like = byLabel.get(look);
  if (like && like.label !== label && look.length > 2) {
    return { vendor: like.vendor, how: 'looks', domain: like.domain };
  }
  const near = labelsBy
    .get(look.charAt(0))
    ?.find((one) => isSlip(look, one.look, one.vendor.word ?? false));
  return near && { vendor: near.vendor, how: 'slip', domain: near.domain };
}

const isSignIn = (token: string): boolean => SIGN_IN.has(token);
const PRODUCTS = set('jira confluence bitbucket rovo trello');

/** `asana-oauth-login`, `slackauth`, `figma` under another suffix; and `github.signin-apps`. */
function carried(label: string, front: readonly string[]): Borrowed | undefined {
  const tokens = label.split('-').map(skeleton).filter(Boolean);
  const fishing = tokens.some(isSignIn);
  const words = front.flatMap((part) => part.split('-')).map(skeleton);
  const before = fishing && tokens.every((token) => GLUED.has(token)) ? words : [];
  const vendor =
    tokens.map((token) => byName.get(token)).find((one) => one && (!one.word || fishing)) ??
    tokens.map(glued).find(Boolean) ??
    before.map((word) => byName.get(word)).find(Boolean) ??
    (fishing && [...tokens, ...before].some((token) => PRODUCTS.has(token))
      ? byDomain.get('atlassian.com')
      : undefined);
  return vendor && { vendor, how: 'word', domain: vendor.domains[0] ?? '' };
}

/**
 * What of a well-known vendor's stands in an address that is not the vendor's.
 * @param host as `new URL()` gives it; `domain`: its registrable domain
 */
export function borrowedIn(host: string, domain: string): Borrowed | undefined {
  if (byDomain.has(domain)) return undefined;
  const label = labelOf(domain);
  const front = host.slice(0, Math.max(0, host.length - domain.length - 1)).split('.');
  return inFront(host) ?? drawnLike(label) ?? carried(label, front);
}

/** Runs of words that stand beside each other, joined, and the initials of them all. */
function runsOf(list: readonly string[], telling: ReadonlySet<string>): string[] {
  const runs = list.flatMap((_, from) =>
    list
      .slice(from, from + 6)
      .map((_word, length) => list.slice(from, from + length + 1))
      .filter((run) => run.some((word) => telling.has(word)))
      .map((run) => run.join('')),
  );
  return list.length > 1 ? [...runs, list.map((word) => word[0]).join('')] : runs;
}

/**
 * True where the registrable domain is the name's own: its first label is a run of the name's words,
 * or their initials, with at most what a firm puts round its name. Never by a part of a word: else
 * `acme-login` were Acme's.
 */
export function isRelated(name: string, domain: string): boolean {
  const all = words(name).map(skeleton);
  const telling = all.filter((word) => !COMMON.has(word) && word.length > 1);
  if (telling.length === 0) return true;
  const known = new Set(telling);
  const runs = new Set([...runsOf(all, known), ...runsOf(telling, known)]);
  const look = skeleton(labelOf(domain));
  return (
    runs.has(look) ||
    [...AFFIXES].some(
      (affix) =>
        (look.startsWith(affix) && runs.has(look.slice(affix.length))) ||
        (look.endsWith(affix) && runs.has(look.slice(0, -affix.length))),
    )
  );
}
