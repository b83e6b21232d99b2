import type { DataCenterCause } from './causes.ts';
import type { DataCenterReader } from './reader.ts';

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
