import { beforeEach, vi } from 'vitest';
import { requestKey } from '../../../lib/requests/key.ts';
import { fetchFrom } from '../../simulator/jira/fetch.ts';
import { idOf, type Name, SITE, type Stage, stage } from '../channels/jira/support.ts';
import { ask as anAsk, request, requester } from '../samples.ts';
import { ask, POPUP, startBackground } from './background.ts';
import { world } from './fake-browser.ts';
import { plant } from './records.ts';

export const QUEUE = { site: SITE, label: 'IT queue', to: `jira://${SITE}/ITAPPS/10001` };

/** What stands behind the browser. */
export interface Filing {
  scene: Stage;
  /** who is signed in at the site in this browser; undefined: nobody */
  who: Name | undefined;
  /** what was written, and under how many rules */
  writes: { rules: number; sent: string }[];
}

/** Before each test: the whole background, and a destination that is a queue in a Jira. */
export function filing() {
  const at: Filing = { scene: stage(), who: 'alice', writes: [] };

  beforeEach(async () => {
    Object.assign(at, { scene: stage(), who: 'alice', writes: [] });
    vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
      if (init.method !== 'GET') at.writes.push({ rules: world.rules.size, sent: url });
      return fetchFrom(at.scene.jira, { accountId: at.who && idOf(at.who) })(url, init);
    });
    world.origins.add(`https://${SITE}/*`);
    await startBackground();
    await ask('addDestination', QUEUE);
  });

  return {
    at,
    /** an own request of this browser */
    async mine(): Promise<string> {
      const one = request({
        ...{ asked: true, review: false, key: requestKey(anAsk()) },
        requesters: [requester({ via: 'page' })],
      });
      await plant(one);
      return one.id;
    },
    sent: (id: string, from = POPUP) => ask('sendRequest', { id, to: QUEUE.label }, from),
  };
}
