import { present } from '../../present.ts';
import type { BlockedConsent } from '../blocked-consent.ts';
import { withoutOpaque } from '../quote.ts';
import type { UnblockedConsent } from '../read-page.ts';
import { plain } from '../text.ts';
import { causeOfProblem, type DataCenterCause } from './causes.ts';
import type { DataCenterView } from './view.ts';

/** What a reader of Data Center pages found. */
export interface Refused {
  cause: DataCenterCause;
  /** the expression that finds the telling line of the page, so that a person recognizes it */
  clue?: RegExp;
}

/** Recognizes one kind of refusal. Pure, like the readers of the Cloud. */
interface DataCenterReader {
  id: string;
  read(page: DataCenterView): Refused | undefined;
}

/** What follows a yes or no (observed), and a form that was sent twice ("Xsrf token validation failed"). */
const DONE =
  /\b(?:access approved|access denied|successfully authori[sz]ed|verification code|xsrf)\b/;
/** Guesses: the English words of the four messages were not seen. */
const WORDS =
  /\b(?:request )?token\b.{0,160}\b(?:rejected|not valid|invalid|expired|(?:already )?(?:been )?used|unknown)\b|\b(?:invalid|expired|rejected|unknown) (?:oauth |request )?token\b|\brequest for access\b.{0,80}\b(?:expired|no longer valid)\b/i;

/**
 * The authorization page of OAuth 1.0a that refuses the token: one of the four messages
 * token_rejected, token_used, token_expired and generic (observed as message keys; the English
 * text is not known). Known by what is missing, the buttons Allow and Deny, together with a sign
 * of an error that needs no language: the HTTP status, or an error message by its structure.
 */
const tokenRefused: DataCenterReader = {
  id: 'dc-token-refused',
  read({ step, problem, folded, status = 0, showsError }) {
    if (step !== 'oauth1' || problem || DONE.test(folded)) return undefined;
    // A server that is down, or an address that is not there, says nothing about a token.
    const refusing = status === 400 || status === 401 || status === 403;
    if (!refusing && !(showsError && status < 400) && !(status < 400 && WORDS.test(folded))) {
      return undefined;
    }
    return { cause: 'dc-token-refused', clue: WORDS };
  },
};

/** "Please ensure that your server is using HTTPS and that your application base URL …" */
const NOT_HTTPS = /\busing https\b|\bbase url\b/i;
/** "invalid url parameter" */
const BAD_URL = /\binvalid url parameter\b|\bredirect[_ ]ur[il]\b/i;
const BAD_CLIENT =
  /\bclient\b.{0,60}\b(?:not exist|unknown|not found|invalid)\b|\binvalid_client\b/i;

const NAMES: readonly [RegExp, DataCenterCause][] = [
  [/client/i, 'dc-client-unknown'],
  [/redirect|uri/i, 'dc-redirect-refused'],
];

/**
 * The OAuth 2.0 provider of Jira (from about 8.22) and Confluence refuses: HTTP 400 for a client
 * id that no incoming link has; HTTP 412 "invalid url parameter" for another redirect address;
 * HTTP 400 with a word on HTTPS and the base URL (support.atlassian.com, knowledge base, "400 Bad
 * Request"); everything else on a page with `errorName` in its address (observed, public code).
 * Known by path and status; the words only tell two kinds of 400 apart.
 */
const oauth2Refused: DataCenterReader = {
  id: 'dc-oauth2-refused',
  read({ step, status = 0, text, errorName }) {
    if (step === 'oauth1') return undefined;
    if (errorName) {
      const cause = NAMES.find(([pattern]) => pattern.test(errorName))?.[1];
      return { cause: cause ?? 'dc-oauth-refused', clue: BAD_CLIENT };
    }
    if (step !== 'oauth2-start') return undefined;
    if (NOT_HTTPS.test(text)) return { cause: 'dc-base-not-https', clue: NOT_HTTPS };
    if (status === 412 || (status < 400 && BAD_URL.test(text))) {
      return { cause: 'dc-redirect-refused', clue: BAD_URL };
    }
    if (status === 400 || (status === 0 && BAD_CLIENT.test(text))) {
      return { cause: 'dc-client-unknown', clue: BAD_CLIENT };
    }
    return undefined;
  },
};

/**
 * `oauth_problem=consumer_key_unknown` and its kin: OAuth 1.0a's problem reporting, in the address
 * or as the whole answer of a servlet. Documented for Jira and Confluence: the OAuth
 * troubleshooting guide for application links (consumer_key_unknown, signature_invalid,
 * timestamp_refused, token_rejected). The code is language-free.
 */
const oauthProblem: DataCenterReader = {
  id: 'dc-oauth-problem',
  read({ step, problem }) {
    if (step !== 'oauth1' || !problem) return undefined;
    const cause = causeOfProblem(problem);
    return cause && { cause, clue: /\boauth_problem=/ };
  },
};

/** Every reader. At most one may answer for a page: tests/pages checks it. */
export const DATA_CENTER_READERS: readonly DataCenterReader[] = [
  oauthProblem,
  tokenRefused,
  oauth2Refused,
];

/**
 * The line in which the clue stands, and the HTTP status: one line of words, because a Data
 * Center's page also shows who is signed in. Whatever the address carried is taken out of it.
 */
function messageOf({ text, secrets, status, problem }: DataCenterView, clue?: RegExp): string {
  const found = clue && text.split('\n').find((line) => clue.test(plain(line, 2000)));
  let line = found ?? '';
  for (const secret of secrets) {
    if (secret !== problem) line = line.replaceAll(secret, '…');
  }
  const parts = [
    withoutOpaque(line, 200),
    problem && !line.includes(problem) ? `oauth_problem=${problem}` : '',
    status && status >= 400 ? `HTTP ${status}` : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

/** What is refused on this page. A page that asks for a yes or no is never called blocked. */
export function readDataCenterBlock(page: DataCenterView): BlockedConsent | undefined {
  if (page.asks) return undefined;
  for (const reader of DATA_CENTER_READERS) {
    const found = reader.read(page);
    if (!found) continue;
    return {
      ...page.facts,
      reader: reader.id,
      cause: found.cause,
      edition: 'data-center',
      site: page.site,
      ...present({ appName: page.appName }),
      message: messageOf(page, found.clue),
      dataCenter: { product: page.product, base: page.base },
    };
  }
  return undefined;
}

/** The page as a sound consent page: it asks for a yes or no, and shows no error. */
export function readDataCenterClear(page: DataCenterView): UnblockedConsent | undefined {
  if (!page.asks || page.problem || page.errorName || page.showsError) return undefined;
  const { clientId, redirect } = page.facts;
  // Without a name or an id nobody could say which app this is.
  if (!page.appName && !clientId) return undefined;
  return {
    appName: page.appName ?? '',
    site: page.site,
    ...present({ clientId, redirect }),
  };
}
