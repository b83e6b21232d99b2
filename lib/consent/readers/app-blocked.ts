import { parseHostName } from '../../atlassian/hosts.ts';
import type { Reader } from '../blocked-consent.ts';
import { quote } from '../quote.ts';
import { plain } from '../text.ts';
import { APP_BLOCKED, MUST_AUTHORIZE } from '../wordings.ts';

// The site never holds " to access data from ": an app's name may.
const DETAIL =
  /(an admin(?:istrator)? has not allowed )(.{1,400}?) to access data from ((?:(?! to access data from ).){1,300}?) ?\. ?select another site(?: to authori[sz]e access to)?(?: or contact your admin(?:istrator)? for more information\.?)?/;

/**
 * "App is blocked by an admin" / "An admin has not allowed {app} to access data from {site}. Select
 * another site to authorize access to or contact your admin for more information." — the wording
 * of the toggle's launch (Atlassian staff, developer community, 2022). Whether it is still live is
 * not known. Both sentences are asked for: each alone also stands in documentation.
 */
export const appBlocked: Reader = {
  id: 'app-blocked',
  read(page) {
    // A page with both wordings has two readers to choose from: the current one answers.
    if (page.place !== 'consent' || MUST_AUTHORIZE.test(page.folded)) return undefined;
    const title = APP_BLOCKED.exec(page.folded);
    if (!title) return undefined;
    const detail = DETAIL.exec(page.folded);
    if (!detail) return undefined;
    const [all, before = '', name = '', where = ''] = detail;
    const nameFrom = detail.index + before.length;
    const named = quote(page.text, nameFrom, nameFrom + name.length, 120);
    const appName = page.appName ?? plain(named.replace(/^['"“‘](.+)['"”’]$/, '$1'), 120);
    const other = where.includes('.') && !page.picked ? undefined : page.chosenSite;
    const site = parseHostName(where.replace(/[' ]/g, '')) ?? other;
    const quoted = (from: number, words: string) => quote(page.text, from, from + words.length);
    return {
      ...page.facts,
      reader: this.id,
      cause: this.id,
      edition: page.edition,
      ...(site ? { site } : {}),
      ...(appName ? { appName } : {}),
      // What stands between the two sentences is not quoted: it may be private (who is signed in).
      message: plain(`${quoted(title.index, title[0])} ${quoted(detail.index, all)}`, 400),
    };
  },
};
