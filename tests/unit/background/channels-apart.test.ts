import { beforeEach, describe, expect, it, vi } from 'vitest';
import { requestKey } from '../../../lib/requests/key.ts';
import { fetchFrom } from '../../simulator/jira/fetch.ts';
import {
  askOf,
  idOf,
  type Name,
  SITE,
  type Stage,
  stage,
  TARGET,
} from '../channels/jira/support.ts';
import { ask as anAsk, request, requester } from '../samples.ts';
import { ask, ring, send, startBackground } from '../support/background.ts';
import { world } from '../support/fake-browser.ts';
import { pass } from '../support/people.ts';
import { until } from '../support/quiet.ts';
import { plant } from '../support/records.ts';

const QUEUE = { site: SITE, label: 'IT queue', to: `jira://${SITE}/ITAPPS/10001` };
const MINUTE = 60_000;

let scene: Stage;
/** Who is signed in at the site in this browser; undefined: nobody. */
let who: Name | undefined;

beforeEach(async () => {
  scene = stage();
  who = 'alice';
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) =>
    fetchFrom(scene.jira, { accountId: who && idOf(who) })(url, init),
  );
  world.origins.add(`https://${SITE}/*`);
  await startBackground();
  await ask('addDestination', QUEUE);
});

/** Files an own request of this browser. */
async function fileOne(): Promise<void> {
  const wanted = anAsk();
  const one = request({
    ...{ asked: true, review: false, key: requestKey(wanted) },
    requesters: [requester({ via: 'page' })],
  });
  await plant(one);
  await ask('sendRequest', { id: one.id, to: QUEUE.label });
}

describe('what was filed', () => {
  it('is looked for after a lost answer, though somebody signs out and in meanwhile', async () => {
    scene.jira.switches.jiraIndexDelay = 3;
    scene.jira.cutWrite(0, 'after');
    await fileOne();
    who = undefined;
    pass(20_000);
    ring('outbox');
    const filed = async () => (await ask('filedRequests', {})).filed[0];
    await until(async () => (await filed())?.problem === 'signed-out');
    const { entry = '' } = (await filed()) ?? {};
    expect(await send('cancelSend', { entry })).toEqual({ ok: false, problem: 'too-late' });
    who = 'alice';
    await ask('lookNow', {});
    expect(await filed()).toMatchObject({ state: 'unknown' });
    expect(await filed()).not.toHaveProperty('problem');
    for (let look = 0; look < 3; look += 1) {
      pass(6 * MINUTE);
      await ask('retrySend', { entry });
    }
    expect(await filed()).toMatchObject({ state: 'sent' });
    expect(scene.jira.world.issues.size).toBe(1);
  });

  it('is seen again that was out of sight while somebody else was signed in', async () => {
    await fileOne();
    const issue = scene.issue();
    issue.visibleTo = new Set([idOf('alice')]);
    who = 'carol';
    await ask('lookNow', {});
    expect((await ask('filedRequests', {})).filed).toMatchObject([{ state: 'gone' }]);
    who = 'alice';
    pass(MINUTE);
    await ask('lookNow', {});
    expect((await ask('filedRequests', {})).filed).toMatchObject([{ state: 'sent' }]);
  });
});

describe('a queue in view', () => {
  beforeEach(async () => {
    who = 'bob';
    await ask('watchQueue', { ...QUEUE, on: true });
  });

  it('is looked at again where a worker dies in the middle of a look', async () => {
    world.alarms.delete('look');
    pass(80 * MINUTE);
    let during: number | undefined;
    vi.stubGlobal('fetch', () => {
      during = world.alarms.get('look')?.when;
      return Promise.reject(new TypeError('dead'));
    });
    ring('look');
    await until(() => during !== undefined);
    expect(during).toBe(Date.now() + 5 * MINUTE);
  });

  it('is looked at though the clock was set back by a year', async () => {
    pass(365 * 24 * 60 * MINUTE);
    await ask('lookNow', {});
    pass(-365 * 24 * 60 * MINUTE);
    await scene.as('alice').submit(TARGET, await askOf('alice'));
    expect(await ask('lookNow', {})).toMatchObject({ asks: 1 });
  });
});
