import { isAtlassianSite, parseHostName } from '../atlassian/hosts.ts';
import { plain } from '../consent/text.ts';

/**
 * Where an organization has requests sent: email addresses, a form that opens filled in, or a queue in Jira
 * in which Countersign files them by itself. Set by a
 * policy, a set-up link or in Options, for a site or for all sites of a domain.
 */
export interface Destination {
  /** a host name, or `*.` and a domain */
  site: string;
  /** what people read: "IT Help" */
  label: string;
  /**
   * email addresses with commas between them, an https address with `PLACES` in it, or a queue:
   * `jira://{host}/{project}/{issue type}`, `jsm://{host}/{service desk}/{request type}`
   */
  to: string;
}

/** What may stand in a form's address; each is percent-encoded where it is filled in. */
export const PLACES = ['summary', 'text', 'link', 'app', 'site', 'clientId', 'reason'] as const;
export type PlaceName = (typeof PLACES)[number];
export const PLACE = new RegExp(`\\{(${PLACES.join('|')})\\}`, 'g');

/** More than any organization has; what goes beyond is a mistake and not read. */
const MAX_DESTINATIONS = 50;
export const MAX_LABEL = 60;
/** Of who made a set-up link, in characters. */
export const MAX_FROM = 120;
/** Of an address with its places still empty, in characters. */
export const MAX_TO = 1200;

/** Why a destination is not taken; each has its sentence. */
export type DestinationProblem =
  | 'to-no-label'
  | 'to-bad-site'
  | 'to-bad-address'
  | 'to-no-text'
  | 'to-imitates'
  | 'to-twice'
  | 'to-too-many';

/** What in a list could not be read: its place in the list, from 1. */
export interface BadDestination {
  at: number;
  problem: DestinationProblem;
}

export interface DestinationList {
  destinations: Destination[];
  bad: BadDestination[];
}

type Parsed = { ok: true; destination: Destination } | { ok: false; problem: DestinationProblem };

/** Local part and host, in the shapes that mail programs take without quoting. */
const EMAIL = /^[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([a-z0-9.-]{4,253})$/i;

const isEmail = (text: string): boolean => {
  const host = EMAIL.exec(text)?.[1];
  return host !== undefined && parseHostName(host) !== undefined;
};

function parseEmails(text: string): string | undefined {
  const all = text
    .replace(/^mailto:/i, '')
    .split(/[,;\s]+/)
    .filter(Boolean);
  return all.length > 0 && all.length <= 10 && all.every(isEmail) ? all.join(',') : undefined;
}

/** Domains at which organizations have their forms, and which somebody may pose as. */
const POSED_AS = [
  'atlassian.net',
  'atlassian.com',
  'atlassian-us-gov-mod.net',
  'microsoft.com',
  'forms.office.com',
  'google.com',
  'service-now.com',
];

/** Letters that look alike become one, and what stands between words goes. */
const look = (host: string): string =>
  host
    .replace(/[-.]/g, '')
    .replaceAll('rn', 'm')
    .replaceAll('vv', 'w')
    .replace(/[1i]/g, 'l')
    .replaceAll('0', 'o');

/** True for a host that wears another's name: `acme.atlassian.net.evil.example`, `atlasslan.net`. */
export function imitates(host: string): boolean {
  // Letters of other scripts: whose form this is cannot be told by reading.
  if (/(?:^|\.)xn--/.test(host)) return true;
  if (POSED_AS.some((domain) => host === domain || host.endsWith(`.${domain}`))) return false;
  return POSED_AS.some((domain) => look(host).includes(look(domain)));
}

/** The places that forms of known kinds have for it, where the address was copied without any. */
function withPlaces(url: URL): URL {
  const whole = new URL(url);
  const fill = (key: string, place: PlaceName) => {
    if (!whole.searchParams.has(key)) whole.searchParams.set(key, `{${place}}`);
  };
  const path = url.pathname;
  // A request form of a service portal: prefilling by query observed on Cloud portals.
  if (/^\/servicedesk\/customer\/portal\/\d+\/(?:group\/\d+\/)?create\/\d+\/?$/.test(path)) {
    fill('summary', 'summary');
    fill('description', 'text');
  }
  // Jira's own create page: documented for Jira, observed on Cloud sites.
  if (path.endsWith('/secure/CreateIssueDetails!init.jspa')) {
    fill('summary', 'summary');
    fill('description', 'text');
  }
  // A chat: documented by Microsoft.
  if (url.hostname === 'teams.microsoft.com' && path === '/l/chat/0/0') fill('message', 'text');
  return whole;
}

/** Stands for `{site}` where that is the host, so that the rest can be parsed. */
const SITE_HOST = 'site.invalid';

/** Where an address was made of parts, the marks of its places were percent-encoded. */
const CODED = new RegExp(`%7B(${PLACES.join('|')})%7D`, 'gi');

function parseForm(text: string): { to: string } | DestinationProblem {
  const isOnSite = /^https:\/\/\{site\}(?=[/?#]|$)/i.test(text);
  const parsable = isOnSite ? text.replace(/\{site\}/i, SITE_HOST) : text;
  if (/\s/.test(text) || !URL.canParse(parsable)) return 'to-bad-address';
  const url = new URL(parsable);
  const host = parseHostName(url.hostname);
  const isPlain = url.protocol === 'https:' && url.username === '' && url.password === '';
  if (!isPlain || !host) return 'to-bad-address';
  if (!isOnSite && imitates(host)) return 'to-imitates';
  const address = withPlaces(url).href.replace(CODED, '{$1}');
  const to = isOnSite ? address.replace(SITE_HOST, '{site}') : address;
  return /\{(?:text|link)\}/.test(to) ? { to } : 'to-no-text';
}

/** A queue in which requests are filed; `host` may be `{site}`, the site that is blocked. */
interface Queue {
  channel: 'jira' | 'jsm';
  host: string;
  /** a project's key, or the number of a service desk */
  project: string;
  /** the number of an issue type, or of a request type */
  issueType: string;
}

const QUEUE =
  /^(?:(jira):\/\/([^/]+)\/([A-Z][A-Z0-9_]{1,99})|(jsm):\/\/([^/]+)\/(\d{1,19}))\/(\d{1,19})$/;

/** The queue that this is; undefined for an email or a form. */
export function queueOf({ to }: Pick<Destination, 'to'>): Queue | undefined {
  const [, jira, host, key, jsm, portal, serviceDesk, issueType = ''] = QUEUE.exec(to) ?? [];
  if (jira) return { channel: 'jira', host: host ?? '', project: key ?? '', issueType };
  return jsm
    ? { channel: 'jsm', host: portal ?? '', project: serviceDesk ?? '', issueType }
    : undefined;
}

export const queueAddress = ({ channel, host, project, issueType }: Queue): string =>
  `${channel}://${host}/${project}/${issueType}`;

/** Only sites of Atlassian's: there people are who they are, and nowhere else is Jira called. */
function parseQueue(text: string): { to: string } | DestinationProblem {
  const queue = queueOf({ to: text });
  if (!queue) return 'to-bad-address';
  if (queue.host === '{site}') return { to: text };
  const host = parseHostName(queue.host);
  return host && isAtlassianSite(host) ? { to: queueAddress({ ...queue, host }) } : 'to-imitates';
}

/** `acme.atlassian.net`, or `*.atlassian.net` for all sites of that domain. */
function parseSitePattern(text: string): string | undefined {
  const typed = text.trim().toLowerCase();
  const host = parseHostName(typed.replace(/^\*\./, ''));
  return host && (typed.startsWith('*.') ? `*.${host}` : host);
}

/** Reads one strictly: each part in the only form in which it is kept. */
export function parseDestination(site: string, label: string, to: string): Parsed {
  const refuse = (problem: DestinationProblem) => ({ ok: false, problem }) as const;
  const pattern = parseSitePattern(site.slice(0, 300));
  if (!pattern) return refuse('to-bad-site');
  const name = plain(label.toWellFormed(), MAX_LABEL);
  if (name === '') return refuse('to-no-label');
  const typed = to.trim();
  if (typed.length > MAX_TO) return refuse('to-bad-address');
  const emails = parseEmails(typed);
  const isQueue = /^(?:jira|jsm):/.test(typed);
  const parsed = emails ? { to: emails } : isQueue ? parseQueue(typed) : parseForm(typed);
  if (typeof parsed === 'string') return refuse(parsed);
  return { ok: true, destination: { site: pattern, label: name, ...parsed } };
}

/** True where the two are the same entry: people choose by the label. */
export function isSameDestination(a: Destination, b: Pick<Destination, 'site' | 'label'>): boolean {
  return a.site === b.site && a.label === b.label;
}

function readOne(entry: unknown): Parsed {
  const { site, label, to } = (entry ?? {}) as { [key in keyof Destination]?: unknown };
  const texts = [site, label, to].map((part) => (typeof part === 'string' ? part : ''));
  return parseDestination(texts[0] ?? '', texts[1] ?? '', texts[2] ?? '');
}

/**
 * A list out of storage, a policy or a link. Each entry counts by itself: one that is wrong is named,
 * and the others hold. Doubles are left out.
 * @param raw anything at all; what is no list is an empty one, unless something stands there
 */
export function readDestinations(raw: unknown): DestinationList {
  const list: DestinationList = { destinations: [], bad: [] };
  if (raw === undefined || raw === null) return list;
  for (const [index, entry] of (Array.isArray(raw) ? raw : [raw]).entries()) {
    const at = index + 1;
    if (list.destinations.length >= MAX_DESTINATIONS) {
      list.bad.push({ at, problem: 'to-too-many' });
      break;
    }
    const read = readOne(entry);
    if (!read.ok) list.bad.push({ at, problem: read.problem });
    else if (!list.destinations.some((one) => isSameDestination(one, read.destination)))
      list.destinations.push(read.destination);
  }
  return list;
}

export const isFormAddress = ({ to }: Pick<Destination, 'to'>): boolean => to.startsWith('https:');

/** Where it leads, for people to check: host and path of a form or queue; of emails, the addresses. */
export function shownTo({ to }: Pick<Destination, 'to'>): string {
  const queue = queueOf({ to });
  if (queue) return `${queue.host}/${queue.project}`;
  if (!isFormAddress({ to })) return to.replaceAll(',', ', ');
  return /^https:\/\/([^?#]+)/.exec(to)?.[1]?.replace(/\/$/, '') ?? '';
}

/** Where an address copied from Jira leads: a project, or a portal and perhaps one form of it. */
export type QueueAddress = Pick<Queue, 'channel' | 'host' | 'project'> & {
  /** of a portal's form: the number of its request type */
  issueType?: string;
};

/** `/browse/ITSEC-12`, `/projects/ITSEC`, `/jira/software/c/projects/ITSEC/boards/3` */
const PROJECT =
  /^\/(?:browse\/([A-Z][A-Z0-9_]{1,99})(?:-\d+)?|(?:jira\/(?:[a-z-]+\/){0,2})?projects\/([A-Z][A-Z0-9_]{1,99}))(?:\/|$)/;
/** `/servicedesk/customer/portal/5/group/8/create/23` */
const PORTAL =
  /^\/servicedesk\/customer\/portal\/(\d{1,19})(?:\/group\/\d{1,19})?(?:\/create\/(\d{1,19}))?\/?$/;

/** The queue that a pasted address is about; undefined where it is none of Jira Cloud's. */
export function readQueueAddress(text: string): QueueAddress | undefined {
  const typed = text.trim();
  if (!URL.canParse(typed)) return undefined;
  const { protocol, host, username, password, pathname } = new URL(typed);
  if (protocol !== 'https:' || username || password || !isAtlassianSite(host)) return undefined;
  const [, issue, key = issue] = PROJECT.exec(pathname) ?? [];
  if (key) return { channel: 'jira', host, project: key };
  const [, serviceDesk, type] = PORTAL.exec(pathname) ?? [];
  if (!serviceDesk) return undefined;
  return { channel: 'jsm', host, project: serviceDesk, ...(type && { issueType: type }) };
}

/** Names of types that a request for an app is most likely of, the best first. */
const LIKELY = [/access/i, /request/i, /task/i];

/** The type that is offered first. */
export function likelyType(types: readonly { id: string; name: string }[], wanted = ''): string {
  const named = LIKELY.map((words) => types.find(({ name }) => words.test(name)));
  const found = [types.find(({ id }) => id === wanted), ...named, types[0]].find(Boolean);
  return found?.id ?? '';
}
