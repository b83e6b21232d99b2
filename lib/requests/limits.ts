/** Bounds of everything a request may hold, in characters (UTF-16 units), at both ends. */
export const MAX = {
  reason: 280,
  decisionReason: 1024,
  name: 120,
  site: 253,
  app: 120,
  message: 400,
  uri: 500,
  page: 300,
  scopes: 200,
  scope: 120,
  /** people on one request; a further one is told so, and nothing is changed */
  requesters: 1000,
  /** permissions by name in asks that do not say what their request shows, all of them together */
  otherScopes: 10_000,
} as const;

/** Rows of the queue that are read before anything is drawn: more than fits the screen. */
export const FIRST_ROWS = 20;

/** Requests that one message decides, or takes back. */
export const MAX_BULK = 1000;

/** Entries of an audit log in one message. */
export const AUDIT_PART = 2000;

/**
 * What somebody wrote, without the secrets of an address that they pasted with it: of these everything up
 * to the next blank is a secret, or may be, and is kept nowhere.
 */
export const withoutSecrets = (text: string): string =>
  text.replace(/([?&](state|code\w*|context|nonce|login_hint)=)\S+/g, '$1…');
