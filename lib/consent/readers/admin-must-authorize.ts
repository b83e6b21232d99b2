import type { Reader } from '../blocked-consent.ts';
import { quote } from '../quote.ts';
import { MUST_AUTHORIZE, siteAfter } from '../wordings.ts';

/**
 * "Your site admin must authorize this app for the site 'acme.atlassian.net' before the app can
 * access your account." — the current wording: Atlassian knowledge base (2025-09-26), Atlassian
 * Community (March 2026, with and without "site"), AWS documentation. See ../wordings.ts for the
 * variations; rebuilt from words, never seen by us on a live page.
 */
export const adminMustAuthorize: Reader = {
  id: 'admin-must-authorize',
  read(page) {
    const match = page.place === 'consent' && MUST_AUTHORIZE.exec(page.folded);
    if (!match) return undefined;
    const end = match.index + match[0].length;
    const named = siteAfter(page.folded.slice(end, end + 1000));
    // Of a host that cannot be read, no other that is named somewhere takes the place.
    const site = named.site ?? (named.unreadable && !page.picked ? undefined : page.chosenSite);
    return {
      ...page.facts,
      reader: this.id,
      cause: this.id,
      edition: page.edition,
      ...(site ? { site } : {}),
      ...(page.appName ? { appName: page.appName } : {}),
      message: quote(page.text, match.index, end + named.length),
    };
  },
};
