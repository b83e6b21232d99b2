import { target } from '../requests/moves.ts';
import { draw } from './inject.ts';
import { notices } from './notices.ts';
import { OWN } from './page-handlers.ts';
import type { Handlers } from './serve.ts';
import type { Store } from './store.ts';

/**
 * Pages on which there is something to draw without a block having been seen:
 * - a consent page, while this person has a request that could turn out granted (the reader must
 *   see the page without its block; nobody else pays for that look),
 * - the page on which people land after opening a share link, maybe with a sign-in in between.
 * The page itself says that it is there: an injection at the browser's own word ("completed") can
 * still hit the page before.
 */
export function pageSeen(store: Store): Pick<Handlers, 'pageSeen'> {
  return {
    async pageSeen(_data, { sender, tabId }) {
      if (tabId === undefined) return { ok: false, problem: 'not-allowed' };
      if (sender === 'intake') {
        if (await notices.get(tabId)) await draw(tabId, '/link-notice.js');
        return { ok: true };
      }
      const own = await store.own(OWN);
      if (own.some((one) => one.asked && target('grant', one.status))) {
        await draw(tabId, '/consent-banner.js');
      }
      return { ok: true };
    },
  };
}
