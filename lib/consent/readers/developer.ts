import { neighbourReader } from './neighbour.ts';

/**
 * What only the app's developer can mend: an app that is not shared yet, a return address that is not
 * registered, scopes that were never added to the app, and any other error that the error page's
 * address names. Observed in public code and issue threads; see ../neighbour-wordings.ts.
 */
export const DEVELOPER_READERS = [
  neighbourReader('in-development'),
  neighbourReader('bad-callback'),
  neighbourReader('client-unknown'),
  neighbourReader('too-many-scopes'),
  neighbourReader('bad-scopes'),
  neighbourReader('other-error'),
];
