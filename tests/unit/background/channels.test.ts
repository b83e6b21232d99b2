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
import { ask as anAsk, NOW, request, requester } from '../samples.ts';
import { ask, CONSENT, POPUP, ring, send, startBackground } from '../support/background.ts';
import { events, world } from '../support/fake-browser.ts';
import { pass } from '../support/people.ts';
import { until } from '../support/quiet.ts';
import { allRequests, inDatabase, nth, plant, stored } from '../support/records.ts';

const QUEUE = { site: SITE, label: 'IT queue', to: `jira://${SITE}/ITAPPS/10001` };
const MINUTE = 60_000;

let scene: Stage;
/** Who is signed in at the site in this browser; undefined: nobody. */
let who: Name | undefined;
const writes: { rules: number; sent: string }[] = [];

beforeEach(async () => {
  scene = stage();
  who = 'alice';
  writes.length = 0;
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (init.method !== 'GET') writes.push({ rules: world.rules.size, sent: url });
    return fetchFrom(scene.jira, { accountId: who && idOf(who) })(url, init);
  });
  world.origins.add(`https://${SITE}/*`);
  await startBackground();
  await ask('addDestination', QUEUE);
});

/** An own request of this browser. */
async function mine(): Promise<string> {
  const wanted = anAsk();
  const one = request({
    ...{ asked: true, review: false, key: requestKey(wanted) },
    requesters: [requester({ via: 'page' })],
  });
  await plant(one);
  return one.id;
}

const sent = (id: string, from = POPUP) => ask('sendRequest', { id, to: QUEUE.label }, from);

describe('Send request, to a queue', () => {
  it('files it, and tells its key', async () => {
    const id = await mine();
    expect(await sent(id)).toEqual({ ok: true, filed: 'ITAPPS-1' });
    expect(await stored(id)).toMatchObject({ passedOn: { how: 'send', to: 'IT queue', at: NOW } });
    expect((await ask('filedRequests', {})).filed).toMatchObject([
      { requestId: id, state: 'sent', key: 'ITAPPS-1', url: `https://${SITE}/browse/ITAPPS-1` },
    ]);
    // Once more is once too many.
    expect(await sent(id)).toEqual({ ok: true, filed: 'ITAPPS-1' });
    expect(scene.jira.world.issues.size).toBe(1);
    expect(scene.issue().comments).toEqual([]);
  });

  it('pressed in two windows at once files it once', async () => {
    const id = await mine();
    expect(await Promise.all([sent(id), sent(id, CONSENT)])).toEqual([
      { ok: true, filed: 'ITAPPS-1' },
      { ok: true, filed: 'ITAPPS-1' },
    ]);
    expect(scene.jira.world.issues.size).toBe(1);
    expect(scene.issue().comments).toEqual([]);
  });

  it('is refused where fifty wait already, and keeps the request', async () => {
    who = undefined;
    const id = await mine();
    await sent(id);
    const [one] = await inDatabase((db) => db.getAll('outbox'));
    await inDatabase(async (db) => {
      for (let n = 1; n < 50; n += 1) {
        await db.put('outbox', { ...one, id: nth(n).id, requestId: nth(n + 60).id } as never);
      }
    });
    // One of them may be tried again.
    expect(await sent(id)).toMatchObject({ waits: 'signed-out' });
    await plant({ ...(await stored(id)), id: nth(3).id });
    const refused = { ok: false, problem: 'to-too-many' };
    expect(await send('sendRequest', { id: nth(3).id, to: QUEUE.label })).toEqual(refused);
  });

  it('writes under a rule that is there for no longer', async () => {
    await sent(await mine());
    expect(writes.length).toBeGreaterThan(0);
    expect(writes.every(({ rules }) => rules === 1)).toBe(true);
    expect(world.rules.size).toBe(0);
  });

  it('keeps it where the permission is missing, and goes on once it is there', async () => {
    world.origins.clear();
    const id = await mine();
    const tabs = () => world.tabs.map(({ url = '' }) => url).filter(Boolean);
    // A page cannot ask for it: our own page does.
    expect(await sent(id, CONSENT)).toEqual({ ok: true, waits: 'no-permission' });
    expect(tabs()).toEqual([expect.stringMatching(/\/popup\.html#mine$/)]);
    expect(await sent(id)).toEqual({ ok: true, waits: 'no-permission' });
    expect(tabs()).toHaveLength(1);
    world.origins.add(`https://${SITE}/*`);
    events.permissionAdded.emit({ origins: [`https://${SITE}/*`] });
    await until(() => scene.jira.world.issues.size === 1);
  });

  it('keeps it while nobody is signed in, until the popup is opened again', async () => {
    who = undefined;
    const id = await mine();
    expect(await sent(id)).toEqual({ ok: true, waits: 'signed-out' });
    expect((await ask('filedRequests', {})).filed).toMatchObject([
      { state: 'failed', problem: 'signed-out', to: 'IT queue', task: 'ask' },
    ]);
    who = 'alice';
    await ask('lookNow', {});
    expect(scene.jira.world.issues.size).toBe(1);
  });

  it('can be called off before it was sent, and not after', async () => {
    who = undefined;
    await sent(await mine());
    const [waiting] = (await ask('filedRequests', {})).filed;
    expect(await send('cancelSend', { entry: waiting?.entry ?? '' })).toEqual({ ok: true });
    expect((await ask('filedRequests', {})).filed).toEqual([]);
    who = 'alice';
    scene.jira.cutWrite(0, 'after');
    const [one] = await allRequests();
    expect(await sent(one?.id ?? '')).toEqual({ ok: true, waits: 'on-its-way' });
    const [looking] = (await ask('filedRequests', {})).filed;
    expect(looking).toMatchObject({ state: 'unknown' });
    const entry = looking?.entry ?? '';
    expect(await send('cancelSend', { entry })).toEqual({ ok: false, problem: 'too-late' });
    // Somebody may press that as often as they like.
    scene.jira.switches.jiraIndexDelay = 3;
    for (let press = 0; press < 3; press += 1) await ask('retrySend', { entry });
    expect(scene.jira.world.issues.size).toBe(1);
    await ask('retrySend', { entry });
    expect((await ask('filedRequests', {})).filed).toMatchObject([{ state: 'sent' }]);
    expect(scene.jira.world.issues.size).toBe(1);
  });
});

/** Somebody else asks in Jira. */
const asked = async (name: Name) => scene.as(name).submit(TARGET, await askOf(name));

describe('a queue in view', () => {
  beforeEach(async () => {
    who = 'bob';
    await ask('watchQueue', { ...QUEUE, on: true });
  });

  it('brings what came, tells it once, and looks again by itself', async () => {
    await asked('alice');
    await asked('carol');
    pass(16 * MINUTE);
    world.permissions.add('notifications');
    const { when = 0 } = world.alarms.get('look') ?? {};
    expect(when).toBeGreaterThan(NOW);
    pass(60 * MINUTE);
    ring('look');
    await until(() => world.notifications.size > 0);
    expect([...world.notifications.values()]).toEqual([
      {
        title: 'To review',
        message: '2 new requests wait for you.',
        type: 'basic',
        iconUrl: expect.anything(),
      },
    ]);
    expect(await ask('lookNow', {})).toMatchObject({ asks: 2, decided: [] });
    expect(world.notifications.size).toBe(0);
    expect(await ask('lookNow', {})).toMatchObject({ asks: 0 });
    expect(world.badge.text).toBe('1');
    const look = world.alarms.get('look')?.when ?? 0;
    // Something waits: in a quarter of an hour, give or take.
    expect(look - Date.now()).toBeGreaterThanOrEqual(14 * MINUTE);
    expect(look - Date.now()).toBeLessThanOrEqual(19 * MINUTE);
  });

  it('is quiet by night, and loses nothing by it', async () => {
    world.permissions.add('notifications');
    const hour = new Date().getHours();
    const settings = (await ask('readSettings', {})).settings;
    const quiet = { quietFrom: hour, quietTo: (hour + 2) % 24 };
    await ask('saveSettings', { settings: { ...settings, ...quiet } });
    await asked('alice');
    pass(80 * MINUTE);
    ring('look');
    await until(() => world.badge.text === '1');
    expect(world.notifications.size).toBe(0);
    pass(2 * 60 * MINUTE);
    ring('look');
    await until(() => world.notifications.size === 1);
    expect(await ask('lookNow', {})).toMatchObject({ asks: 1 });
  });

  it('stops where nobody is signed in, and says so', async () => {
    who = undefined;
    pass(2 * MINUTE);
    const { queues } = await ask('lookNow', {});
    expect(queues).toMatchObject([{ label: 'IT queue', project: 'ITAPPS', problem: 'signed-out' }]);
    expect((world.alarms.get('look')?.when ?? 0) - Date.now()).toBeGreaterThan(23 * 60 * MINUTE);
    who = 'bob';
    expect((await ask('lookNow', {})).queues[0]).not.toHaveProperty('problem');
  });

  it('is told what was decided once it can no longer be undone', async () => {
    await asked('alice');
    pass(MINUTE);
    await ask('lookNow', {});
    const [one] = await allRequests();
    const press = '01KA0000000000000000000001';
    await ask('decideRequest', { id: one?.id ?? '', kind: 'approve', reason: 'Fine.', press });
    expect((await ask('filedRequests', {})).filed).toMatchObject([
      { state: 'queued', task: 'decision', notBefore: Date.now() + 16_000 },
      { state: 'sent' },
    ]);
    expect(world.alarms.get('outbox')?.when).toBeGreaterThan(Date.now());
    pass(30_000);
    ring('outbox');
    await until(async () => scene.issue().status === '3');
    expect(scene.issue().comments).toHaveLength(1);
  });

  it('is taken out of view again', async () => {
    expect(await ask('watchQueue', { ...QUEUE, on: false })).toEqual({ ok: true, queues: [] });
    await asked('alice');
    pass(61 * MINUTE);
    await ask('lookNow', {});
    expect(await allRequests()).toEqual([]);
    const nowhere = { ...QUEUE, label: 'Nowhere', on: true };
    expect(await send('watchQueue', nowhere)).toEqual({ ok: false, problem: 'to-gone' });
  });
});

describe('a service desk', () => {
  const DESK = { site: SITE, label: 'Portal', to: `jsm://${SITE}/10/25` };

  it('takes a request, and its approval is answered by the reviewer for whom it waits', async () => {
    scene.jira.world.approvers.push(idOf('bob'));
    // Only the approval leads to its end.
    scene.jira.switches.jiraWorkflow = 'no-done';
    await ask('addDestination', DESK);
    const id = await mine();
    const filed = await ask('sendRequest', { id, to: 'Portal' });
    expect(filed).toEqual({ ok: true, filed: 'ITAPPS-1' });
    expect((await ask('filedRequests', {})).filed).toMatchObject([
      { url: `https://${SITE}/servicedesk/customer/portal/10/ITAPPS-1` },
    ]);
    await ask('eraseAll', {});
    world.origins.add(`https://${SITE}/*`);
    who = 'bob';
    await ask('addDestination', QUEUE);
    await ask('watchQueue', { ...QUEUE, on: true });
    const [one] = await allRequests();
    const press = '01KA0000000000000000000002';
    await ask('decideRequest', { id: one?.id ?? '', kind: 'approve', reason: 'Fine.', press });
    pass(30_000);
    ring('outbox');
    await until(() => scene.issue().approval?.decision === 'approved');
    await until(async () => (await ask('filedRequests', {})).filed.length === 1);
    const [left] = (await ask('filedRequests', {})).filed;
    expect(left).toMatchObject({ state: 'sent' });
    expect(left).not.toHaveProperty('byHand');
  });

  it('says where only a person can close the issue', async () => {
    scene.jira.switches.jiraWorkflow = 'no-done';
    who = 'bob';
    await scene.as('alice').submit(TARGET, await askOf('alice'));
    await ask('watchQueue', { ...QUEUE, on: true });
    const [one] = await allRequests();
    const press = '01KA0000000000000000000003';
    await ask('decideRequest', { id: one?.id ?? '', kind: 'deny', reason: 'No.', press });
    pass(30_000);
    ring('outbox');
    await until(() => scene.issue().comments.length === 1);
    await until(async () => (await ask('filedRequests', {})).filed.length === 1);
    expect((await ask('filedRequests', {})).filed).toMatchObject([{ state: 'sent', byHand: true }]);
  });
});

describe('whoever asked', () => {
  it('is told of the answer, and led back to the app by one click', async () => {
    const id = await mine();
    await sent(id);
    const [issue] = [...scene.jira.world.issues.values()];
    const payload = {
      ...{ type: 'decision' as const, ids: [(await allRequests())[0]?.requesters[0]?.id ?? ''] },
      ...{ edition: 'cloud' as const, site: SITE, app: { name: request().app.name } },
      ...{ kind: 'approve' as const, reason: 'Fine.', at: NOW + 1 },
    };
    const ref = { id: issue?.id ?? '', key: issue?.key ?? '' };
    await scene.as('bob').resolve(TARGET, ref, { payload, note: 'Approved.' });
    world.permissions.add('notifications');
    pass(70 * MINUTE);
    ring('look');
    await until(() => world.notifications.size === 1);
    expect([...world.notifications.values()][0]).toMatchObject({
      title: `Approved: ${request().app.name} on ${SITE}.`,
      message: 'Click to connect again.',
    });
    expect(world.badge.text).toBe('!');
    expect(await ask('lookNow', {})).toMatchObject({ decided: [id] });
    expect(await stored(id)).toMatchObject({ decision: { via: 'jira' }, status: 'approved' });
  });
});
