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
