/**
 * What somebody wrote, without the secrets of an address that they pasted with it: of these everything up
 * to the next blank is a secret, or may be, and is kept nowhere.
 */
export const withoutSecrets = (text: string): string =>
  text.replace(/([?&](state|code\w*|context|nonce|login_hint)=)\S+/g, '$1…');
