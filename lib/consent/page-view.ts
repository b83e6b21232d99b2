import {
  type AuthorizeFacts,
  parseRedirect,
  parseStartPage,
  type Redirect,
  readAuthorizeUrl,
} from '../atlassian/authorize-url.ts';
import { type Edition, type Place, placeOf } from '../atlassian/hosts.ts';
import { present } from '../present.ts';
import type { PageView } from './blocked-consent.ts';
import { type Chosen, REQUESTING } from './page-text.ts';
import { bareEnd, fold, INVISIBLE, plain } from './text.ts';

/** The server by whatever of its names: "Atlassian Rovo MCP server", "Atlassian MCP server". */
const SERVER = /\b(?:atlassian|rovo)\b.{0,20}?\bmcp server\b/i;

/**
 * The AI client that the first stage of a Rovo MCP sign-in (v1) names: heading "Atlassian Rovo MCP
 * server" or "Atlassian MCP server", sub-heading "{client} is requesting access" (observed, public code, April and May 2026).
 * Without both it names nobody.
 * @param text shown text of a page at the first stage's address
 * @returns the name, whole; hostile like every name
 */
export function stageClient(text: string): string | undefined {
  if (!SERVER.test(plain(text, 20_000))) return undefined;
  for (const line of text.split('\n')) {
    const name = /^(.+) is requesting access(?: to your atlassian account)?\.?$/i.exec(
      plain(line, 20_000),
    )?.[1];
    if (name) return name;
  }
  return undefined;
}

/** A text longer than this is cut: no consent page is a book, and a hostile one must stay cheap. */
export const MAX_PAGE_CHARS = 200_000;

/** What there is to know of a page, whoever looked at it. */
export interface Shown {
  address: string;
  /** the text a person can see, blocks set apart by line feeds */
  text: string;
  referrer?: string;
  /** the app's name out of the heading, whole */
  appName?: string;
  /** see `BlockedConsent` */
  nameHadHidden?: string;
  /** the site the page is about, out of its picker or its folded text */
  site?: (folded: string) => Chosen | undefined;
  /** the person asked for this very page to be read: then a site's own pages count too */
  manual?: boolean;
  /** on a host that a person or a policy added: its edition, the path already checked */
  edition?: Edition;
}

/** "Information for the owner of {App}": observed in public test code. */
const OWNER = /^information for the owner of (.{1,300}?)\.?$/i;

function ownersApp(text: string): string | undefined {
  for (const line of text.split('\n')) {
    const name = OWNER.exec(plain(line, 400))?.[1];
    if (name) return name;
  }
  return undefined;
}

/** Names that stand on pages without the consent page's heading; none of them is a witness. */
function namesIn(body: string, kind: PageView['place']): { client?: string; owners?: string } {
  const client = kind === 'mcp' ? stageClient(body) : undefined;
  const owners = client === undefined ? ownersApp(body) : undefined;
  return { ...present({ client }), ...present({ owners }) };
}

/** The return address that a sentence says is not registered. */
export function refusedReturn(text: string): Redirect | undefined {
  const named =
    /(?:for (?:this )?client: ?|callback url mismatch\.? ?)["'`“‘<(]{0,2}([a-z][a-z0-9+.-]{0,20}:\/\/[^\s"'`<>{}\\|^“”‘’«»]{1,2000})/i;
  const line = text.replace(INVISIBLE, '').replace(/[\s\x85]+/g, ' ');
  return parseRedirect(bareEnd(named.exec(line)?.[1] ?? ''));
}

/** What the error page's address says: a code, and a sentence with at most one address in it. */
function errorOf(url: URL) {
  const only = (name: string) => {
    const values = url.searchParams.getAll(name);
    return values.length === 1 ? (values[0] ?? '') : '';
  };
  const code = /^[a-z][a-z_]{2,60}$/.exec(only('error'))?.[0];
  const description = plain(only('error_description'), 1000);
  const redirect = refusedReturn(description);
  return { ...present({ code }), description, ...present({ redirect }) };
}

/** The text in front of which the error page's address is put, and what that address says. */
function textOf(url: URL, shown: string, kind: PageView['place']) {
  const body = shown.slice(0, MAX_PAGE_CHARS).normalize('NFC');
  if (kind !== 'error') return { body, text: body };
  const error = errorOf(url);
  const ofError = `${error.code ?? ''} ${error.description}`.trim().normalize('NFC');
  return { body, text: ofError ? `${ofError}\n${body}` : body, error };
}

/** Folded text in which a name is no witness: whatever the heading says there is the app's name. */
function withoutName(text: string, name: string): string {
  const words = fold(name);
  return words ? fold(text).replaceAll(words, '_'.repeat(words.length)) : fold(text);
}

/** The first stage of an MCP sign-in has the AI client's own request in its address (observed). */
function stageFacts(url: URL): AuthorizeFacts {
  const { clientId, redirect } = readAuthorizeUrl(url);
  return {
    scopes: [],
    // Any other id was made for this one installation, and says nothing.
    ...(clientId?.startsWith('https://') && { clientId }),
    ...present({ redirect }),
  };
}

function factsOf(url: URL, kind: PageView['place'], referrer: string | undefined) {
  const startPage = parseStartPage(referrer);
  const own = { consent: readAuthorizeUrl, mcp: stageFacts, error: undefined, site: undefined }[
    kind
  ];
  return { ...(own?.(url) ?? { scopes: [] }), ...present({ startPage }) };
}

function whereIs(url: URL, { edition, manual }: Shown): Place | undefined {
  return edition ? { kind: 'consent', edition } : placeOf(url, manual);
}

/**
 * The page as the readers see it. Pure: address, text and structure in, no document needed.
 * @returns undefined where the address is no page of Atlassian's flow: words alone never count, so a
 *   forum post or an article that quotes the block cannot trigger anything
 */
export function viewOf(shown: Shown): PageView | undefined {
  const url = URL.canParse(shown.address) ? new URL(shown.address) : undefined;
  const place = url && whereIs(url, shown);
  if (!place) return undefined;
  const { body, text, error } = textOf(url, shown.text, place.kind);
  const heading = shown.appName !== undefined;
  const named = heading ? {} : namesIn(body, place.kind);
  const client = named.client;
  const folded = withoutName(
    text,
    heading ? shown.appName + REQUESTING : (client ?? named.owners ?? ''),
  );
  const site = shown.site?.(folded);
  const appName = shown.appName ?? named.owners;
  return {
    place: place.kind,
    edition: place.edition,
    facts: {
      ...factsOf(url, place.kind, shown.referrer),
      ...(error?.redirect && { redirect: error.redirect }),
    },
    text,
    folded,
    heading,
    ...(appName && { appName: plain(appName, 120) }),
    ...present({ nameHadHidden: shown.nameHadHidden }),
    ...(site && { chosenSite: site.host }),
    ...(site?.picked && { picked: true }),
    ...(place.kind === 'site' && { site: url.hostname }),
    ...(client && { client: plain(client, 120) }),
    ...(error?.code && { error: error.code }),
  };
}
