import {
  type AuthorizeFacts,
  parseClientId,
  parseRedirect,
  parseStartPage,
  readAuthorizeUrl,
} from '../../atlassian/authorize-url.ts';
import type { Product } from '../../atlassian/custom-hosts.ts';
import { present } from '../../present.ts';
import { isShown, shownText } from '../page-text.ts';
import { fold, plain } from '../text.ts';

/** Where on a Data Center a page is; the part of the address below its base. */
type Step = 'oauth1' | 'oauth2-start' | 'oauth2-consent' | 'oauth2-other';

/** One page of a Data Center as its readers see it. Nothing of a token is in it but in `text`. */
export interface DataCenterView {
  product: Product;
  /** base address, and the host name in it */
  base: string;
  site: string;
  step: Step;
  facts: AuthorizeFacts;
  /** shown text, blocks set apart by line feeds, and the same folded */
  text: string;
  folded: string;
  /** HTTP status of the page, where the browser tells it */
  status?: number;
  /** code of OAuth 1.0a's problem reporting, from the address or the text */
  problem?: string;
  /** error of the OAuth 2.0 provider's own error page */
  errorName?: string;
  /** the page asks for a yes or no: whatever else it says, nothing is blocked */
  asks: boolean;
  /** an error message stands on the page, by its structure (AUI's class, documented) */
  showsError: boolean;
  /** words of the address that must not get out: tokens, state, whatever they are */
  secrets: string[];
  appName?: string;
}

const STEPS: readonly [RegExp, Step][] = [
  [/^\/plugins\/servlet\/oauth\/(?:authorize|request-token|access-token)\/?$/, 'oauth1'],
  [/^\/rest\/oauth2\/[^/]{1,20}\/authorize\/?$/, 'oauth2-start'],
  [/^\/plugins\/servlet\/oauth2\/consent\/?$/, 'oauth2-consent'],
  [/^\/plugins\/servlet\/oauth2\//, 'oauth2-other'],
];

const MAX_PAGE_CHARS = 100_000;

/** "The application X would like to have … access to your data on …" (observed, word for word). */
const OAUTH1_NAME =
  /\bthe application (.{1,160}?) would like to have .{1,60} access to your data on\b/i;
/** A guess: the words of the OAuth 2.0 page were not seen. */
const OAUTH2_NAME =
  /^(.{1,160}?) (?:would like|wants|is requesting|requests) (?:to |access|permission)/i;

function nameIn(text: string, step: Step): string | undefined {
  const words = step === 'oauth1' ? OAUTH1_NAME : OAUTH2_NAME;
  for (const line of text.split('\n')) {
    const name = words.exec(plain(line, 2000))?.[1];
    if (name) return plain(name.replace(/^['"“‘](.+)['"”’]$/, '$1'), 120);
  }
  return undefined;
}

const YES = {
  oauth1: '#approve, [name="approve"]',
  'oauth2-consent': 'button[type="submit"], input[type="submit"], form button:not([type="button"])',
} as const;

function asksFor(document: Document, step: Step): boolean {
  if (step !== 'oauth1' && step !== 'oauth2-consent') return false;
  const buttons = document.querySelectorAll<HTMLButtonElement | HTMLInputElement>(YES[step]);
  return [...buttons].some((button) => isShown(button) && !button.disabled);
}

function some(document: Document, selector: string): boolean {
  return [...document.querySelectorAll(selector)].slice(0, 20).some(isShown);
}

function factsOf(url: URL, referrer: string): AuthorizeFacts {
  const facts = readAuthorizeUrl(url);
  const clientId =
    facts.clientId ?? parseClientId(url.searchParams.get('oauth_consumer_key') ?? '');
  const redirect = facts.redirect ?? parseRedirect(url.searchParams.get('oauth_callback') ?? '');
  const start = parseStartPage(referrer);
  // After a sign-in the referrer is the Data Center itself.
  const startPage = start && new URL(start).hostname !== url.hostname ? start : undefined;
  return {
    ...facts,
    ...present({ clientId, redirect, startPage }),
  };
}

/** Parameters that say nothing of a person or a session; any other may. */
const HARMLESS =
  /^(?:client_id|scope|response_type|redirect_uri|code_challenge_method|oauth_problem)$/;

/** A code as servers write it, or nothing. */
const code = (text: string | null | undefined): string | undefined =>
  /^[A-Za-z][A-Za-z0-9_.-]{2,60}$/.exec(text ?? '')?.[0];

/** A page as whoever looked at it saw it. */
export interface DataCenterPage {
  address: string;
  text: string;
  referrer?: string;
  /** HTTP status of the document, 0 or left out where the browser does not tell it */
  status?: number;
  asks: (step: Step) => boolean;
  showsError: boolean;
}

/**
 * The page as the readers see it. Pure.
 * @param place the entry of the list of hosts that the page belongs to
 * @returns undefined where its path is none that is read
 */
export function viewOfDataCenter(
  { address, text: shown, referrer = '', status, asks, showsError }: DataCenterPage,
  place: { product: Product; base: string },
): DataCenterView | undefined {
  const url = new URL(address);
  const path = url.href.startsWith(`${place.base}/`)
    ? url.pathname.slice(new URL(place.base).pathname.replace(/\/$/, '').length)
    : '';
  const step = STEPS.find(([pattern]) => pattern.test(path))?.[1];
  if (!step) return undefined;
  const text = shown.slice(0, MAX_PAGE_CHARS).normalize('NFC');
  const folded = fold(text);
  const named = /\boauth_problem=([a-z_]{3,60})\b/.exec(folded)?.[1];
  const problem = code(url.searchParams.get('oauth_problem')) ?? named;
  const errorName = code(url.searchParams.get('errorName'));
  const appName = nameIn(text, step);
  return {
    ...place,
    site: url.hostname,
    step,
    facts: factsOf(url, referrer),
    text,
    folded,
    ...present({ status, problem, errorName }),
    asks: asks(step),
    showsError,
    secrets: [...url.searchParams].flatMap(([name, value]) =>
      HARMLESS.test(name) || value.length < 4 ? [] : [value],
    ),
    ...present({ appName }),
  };
}

/** The same, read off a living document; undefined also where the person is asked to sign in. */
export function viewDataCenter(
  document: Document,
  address: string,
  place: { product: Product; base: string },
  status?: number,
): DataCenterView | undefined {
  if (!document.body || some(document, 'input[type="password"]')) return undefined;
  const page: DataCenterPage = {
    address,
    text: shownText(document.body),
    referrer: document.referrer,
    asks: (step) => asksFor(document, step),
    showsError: some(document, '.aui-message-error, .aui-message.error, #error'),
    ...present({ status }),
  };
  return viewOfDataCenter(page, place);
}
