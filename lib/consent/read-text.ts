import {
  type AuthorizeFacts,
  falseAuthorizeHost,
  mergeFacts,
  parseClientId,
  parseStartPage,
  readAuthorizeUrl,
} from '../atlassian/authorize-url.ts';
import type { Product } from '../atlassian/custom-hosts.ts';
import {
  consentEdition,
  type Edition,
  isAtlassianHost,
  placeOf,
  siteEdition,
} from '../atlassian/hosts.ts';
import { present } from '../present.ts';
import type { BlockedConsent, PageView } from './blocked-consent.ts';
import { isSimilarScreen, mayAsk, type SimilarScreen } from './causes.ts';
import { onlySite, REQUESTING } from './page-text.ts';
import { refusedReturn, viewOf } from './page-view.ts';
import { withoutQueries } from './quote.ts';
import { readBlock } from './read-page.ts';
import { fold, plain } from './text.ts';
import { unwrap } from './unwrap.ts';

/** What a plain text gives: as much as could be read, nothing of it certain. */
export interface TextReading {
  edition: Edition;
  appName?: string;
  site?: string;
  facts: AuthorizeFacts;
  /** the block's wording, where a reader knows it; empty otherwise */
  message: string;
  /** a screen that looks like the block and is something else, by its words */
  similarScreen?: SimilarScreen;
  /** on a Data Center: which product, and its base address; the host in it is `site` */
  dataCenter?: { product: Product; base: string };
  /** what a reader found, where the text is a consent page's own: there its word counts */
  vouched?: BlockedConsent;
}

/** More than any error message; of a longer text the beginning is read. */
const MAX_TEXT_CHARS = 50_000;
const MAX_ADDRESSES = 20;

const ADDRESS = /https?:\/\/[^\s<>"'`\u2018-\u201f\u00ab\u00bb]{4,4000}/g;
const NAMED_APP =
  /^[ \t*>-]{0,8}(?:app|application|client|integration)(?:[ _-]?name)?[ \t]{0,4}[:=][ \t]{0,4}(\S.{0,300})$/gim;
/** What stands behind "app:" where it names none. */
const NO_NAME =
  /^(?:(?:is |was )?(?:not|never|no) |(?:unknown|undefined|null|none|nil|true|false|error|failed|failure|invalid|missing|denied|blocked|unauthorized|forbidden|unable|cannot|could not|n\/a)\b|[^\p{L}\p{N}]*$)/iu;
const CLIENT_ID =
  /(?<![a-z0-9])client[_ -]?id['"`„“”‘’«(<>|*: =\n]{1,8}(https:\/\/[^\s<>"'`]{4,2040}|[A-Za-z0-9_-]{16,64})(?![A-Za-z0-9_*[<-]| ?(?:…|\.\.))(\n[\w./-]{1,200}(?!\S))?/gi;
/** What stands where an id was left out. */
const NO_ID = /^(.)\1*$|client|example|redacted|placeholder/i;
/** Nearly every client id is so long (observed). */
const CLIENT_ID_CHARS: readonly number[] = [16, 32];

const HEADING = new RegExp(`^(.{1,400})${REQUESTING.replaceAll(' ', '\\s+')}\\b`, 'im');

const NOTHING: AuthorizeFacts = { scopes: [] };

function parse(text: string): URL | undefined {
  return URL.canParse(text) ? new URL(text) : undefined;
}

/**
 * The safe fields of an address of Atlassian's that starts a connection. A sign-in page names where
 * it goes on to. `state`, codes and PKCE values are never copied out. Of any other address nothing
 * but its host, where it poses as one of Atlassian's: nothing that it says is believed.
 */
function factsOf(address: URL): AuthorizeFacts | undefined {
  const falseHost = falseAuthorizeHost(address);
  if (falseHost) return { scopes: [], falseHost };
  if (!isAtlassianHost(address.hostname)) return undefined;
  const on = parse(address.searchParams.get('continue') ?? '');
  const url = on && isAtlassianHost(on.hostname) ? on : address;
  const facts = readAuthorizeUrl(url);
  return facts.clientId || facts.redirect || facts.scopes.length > 0 ? facts : undefined;
}

function factsIn(text: string): AuthorizeFacts {
  let facts = NOTHING;
  for (const [found] of [...text.matchAll(ADDRESS)].slice(0, MAX_ADDRESSES)) {
    const url = parse(found.replace(/(?<![).,;:!?\]])[).,;:!?\]]+$/, ''));
    const more = url && factsOf(url);
    if (more) facts = mergeFacts(facts, more);
  }
  const written = writtenClient(withoutQueries(text));
  return facts.clientId || !written ? facts : { ...facts, clientId: written };
}

/** A client id that is written out, whole; one that a line's end may have cut is none. */
function writtenClient(text: string): string | undefined {
  for (const [, id = '', more] of text.matchAll(CLIENT_ID)) {
    const isAddress = id.includes('://');
    const goesOn = isAddress ? /[./]/ : /^[^./]*$/;
    const isCut =
      more !== undefined &&
      !CLIENT_ID_CHARS.includes(id.length) &&
      goesOn.test(more) &&
      (isAddress || /\d/.test(more));
    const parsed =
      isCut || (!isAddress && NO_ID.test(id))
        ? undefined
        : parseClientId(id.replace(/(?<![.,;:!)\]])[.,;:!)\]]+$/, ''));
    if (parsed) return parsed;
  }
  return undefined;
}

/** The app, where the text names it: the consent page's heading, or a line "App: …". */
function appIn(text: string): string | undefined {
  const names = [
    HEADING.exec(text)?.[1],
    ...[...text.matchAll(NAMED_APP)].map((found) => found[1]),
  ];
  for (const name of names) {
    const bare = plain(name ?? '', 400).replace(/^['"“‘](.+)['"”’][.,]?$/, '$1');
    if (bare && !NO_NAME.test(bare)) return plain(bare, 120);
  }
  return undefined;
}

/**
 * Reads a plain text: an error that a program printed, or what can be seen on a page. The readers
 * of the block's wordings are asked as they are on a consent page, but for the address: so none of
 * it is certain, and a person completes it.
 * @param address where the text was seen; of a page elsewhere, origin and path are the start page
 * @param edition of a consent page on a host that was added
 */
export function readText(whole: string, address?: string, edition?: Edition): TextReading {
  const url = parse(address ?? '');
  const own = edition ?? (url && consentEdition(url));
  // A page of Atlassian's is read as it stands.
  const isPage = edition !== undefined || (url && placeOf(url, true) !== undefined);
  const all = isPage
    ? whole.slice(0, MAX_TEXT_CHARS).normalize('NFC')
    : unwrap(whole, MAX_TEXT_CHARS);
  const text = withoutQueries(all);
  const facts = factsAbout(all, url, address);
  const appName = appIn(text);
  const folded = fold(text);
  const seen = onlySite(folded)?.host;
  const view = viewAt(text, appName, address, edition) ?? {
    place: 'consent',
    edition: 'cloud',
    facts,
    text,
    folded,
    heading: appName !== undefined,
    ...present({ appName, chosenSite: seen }),
  };
  const atConsent = readBlock(view);
  // Of a screen that is something else, a code says more than its sentence.
  const pasted =
    address === undefined && !(atConsent && mayAsk(atConsent.cause))
      ? pastedBlock(view)
      : undefined;
  const block = pasted ?? atConsent;
  // The first stage of an MCP sign-in names the AI client alone.
  const name = appName ?? view.client;
  return summed({ own, facts, appName: name, site: block ? block.site : seen, block });
}

/**
 * The codes of RFC 6749 (§4.1.2.1, §5.2), RFC 8707 and OpenID Connect (§3.1.2.6), as a line or an
 * address gives them.
 */
const CODE =
  /\berror(?:[_ ]?code)?["']?[ \t]{0,4}[:=][ \t]{0,4}["']?(access_denied|account_selection_required|consent_required|interaction_required|invalid_client|invalid_request|invalid_scope|invalid_target|login_required|server_error|temporarily_unavailable|unauthorized_client|unsupported_response_type)\b/i;

/**
 * A pasted text has no address: what it quotes may be the words of any of the flow's places. On the
 * error page the code stands first.
 */
function pastedBlock(view: PageView): BlockedConsent | undefined {
  const code = CODE.exec(view.text)?.[1]?.toLowerCase();
  const redirect = refusedReturn(view.text);
  const text = code ? `${code}\n${view.text}` : view.text;
  const error: PageView = {
    ...view,
    place: 'error',
    text,
    folded: fold(text),
    facts: { ...view.facts, ...present({ redirect }) },
    ...present({ error: code }),
  };
  return readBlock(error) ?? readBlock({ ...view, place: 'mcp' });
}

/** The text as the page of Atlassian's that it was seen on, or undefined for everywhere else. */
function viewAt(
  text: string,
  appName?: string,
  address = '',
  edition?: Edition,
): PageView | undefined {
  return viewOf({
    address,
    text,
    manual: true,
    site: onlySite,
    ...present({ appName, edition }),
  });
}

function factsAbout(text: string, url: URL | undefined, address?: string): AuthorizeFacts {
  const startPage = parseStartPage(address);
  const facts = mergeFacts((url && factsOf(url)) ?? NOTHING, factsIn(text));
  return { ...facts, ...present({ startPage }) };
}

interface Parts {
  own: Edition | undefined;
  facts: AuthorizeFacts;
  appName: string | undefined;
  site: string | undefined;
  block: BlockedConsent | undefined;
}

function summed({ own, facts, appName, site, block }: Parts): TextReading {
  const name = block?.appName ?? appName;
  return {
    edition: own ?? siteEdition(site ?? ''),
    // What a sentence says of the app is nearer to the block than an address beside it.
    facts: block?.redirect ? { ...facts, redirect: block.redirect } : facts,
    ...present({ appName: name, site }),
    message: block?.message ?? '',
    ...(block && isSimilarScreen(block.cause) && { similarScreen: block.cause }),
    ...(own && block && { vouched: block }),
  };
}
