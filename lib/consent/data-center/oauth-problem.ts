import { causeOfProblem } from './causes.ts';
import type { DataCenterReader } from './reader.ts';

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
