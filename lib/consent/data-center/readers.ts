import { causeOfProblem, type DataCenterCause } from './causes.ts';
import type { DataCenterReader } from './reader.ts';

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
export const tokenRefused: DataCenterReader = {
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
export const oauth2Refused: DataCenterReader = {
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
export const oauthProblem: DataCenterReader = {
  id: 'dc-oauth-problem',
  read({ step, problem }) {
    if (step !== 'oauth1' || !problem) return undefined;
    const cause = causeOfProblem(problem);
    return cause && { cause, clue: /\boauth_problem=/ };
  },
};
