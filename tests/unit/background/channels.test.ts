import { beforeEach, describe, expect, it } from 'vitest';
import { askOf, idOf, type Name, SITE, TARGET } from '../channels/jira/support.ts';
import { ask as anAsk, NOW } from '../samples.ts';
import { ask, CONSENT, ring, send } from '../support/background.ts';
import { events, world } from '../support/fake-browser.ts';
import { filing, QUEUE } from '../support/filing.ts';
import { pass } from '../support/people.ts';
import { until } from '../support/quiet.ts';
import { allRequests, inDatabase, nth, plant, stored } from '../support/records.ts';

const MINUTE = 60_000;

const { at, mine, sent } = filing();

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
    expect(at.scene.jira.world.issues.size).toBe(1);
    expect(at.scene.issue().comments).toEqual([]);
  });

  it('pressed in two windows at once files it once', async () => {
    const id = await mine();
    expect(await Promise.all([sent(id), sent(id, CONSENT)])).toEqual([
      { ok: true, filed: 'ITAPPS-1' },
      { ok: true, filed: 'ITAPPS-1' },
    ]);
    expect(at.scene.jira.world.issues.size).toBe(1);
    expect(at.scene.issue().comments).toEqual([]);
  });

  it('is refused where fifty wait already, and keeps the request', async () => {
    at.who = undefined;
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
    expect(at.writes.length).toBeGreaterThan(0);
    expect(at.writes.every(({ rules }) => rules === 1)).toBe(true);
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
    await until(() => at.scene.jira.world.issues.size === 1);
  });

  it('keeps it while nobody is signed in, until the popup is opened again', async () => {
    at.who = undefined;
    const id = await mine();
    expect(await sent(id)).toEqual({ ok: true, waits: 'signed-out' });
    expect((await ask('filedRequests', {})).filed).toMatchObject([
      { state: 'failed', problem: 'signed-out', to: 'IT queue', task: 'ask' },
    ]);
    // The page says so after a reload, too, and that it is filed once it is.
    const { edition, site, app, startPage } = anAsk();
    const { name: appName, ...facts } = app;
    const page = { edition, site, appName, ...facts, startPage, blocked: true };
    const shown = async () => (await ask('lookUp', page, CONSENT)).request;
    expect(await shown()).toMatchObject({ id, unsent: { to: 'IT queue', waits: 'signed-out' } });
    at.who = 'alice';
    await ask('lookNow', {});
    expect(at.scene.jira.world.issues.size).toBe(1);
    expect(await shown()).toMatchObject({ id, filed: 'ITAPPS-1' });
    expect(await shown()).not.toHaveProperty('unsent');
  });

  it('can be called off before it was sent, and not after', async () => {
    at.who = undefined;
    await sent(await mine());
    const [waiting] = (await ask('filedRequests', {})).filed;
    expect(await send('cancelSend', { entry: waiting?.entry ?? '' })).toEqual({ ok: true });
    expect((await ask('filedRequests', {})).filed).toEqual([]);
    at.who = 'alice';
    at.scene.jira.cutWrite(0, 'after');
    const [one] = await allRequests();
    expect(await sent(one?.id ?? '')).toEqual({ ok: true, waits: 'on-its-way' });
    const [looking] = (await ask('filedRequests', {})).filed;
    expect(looking).toMatchObject({ state: 'unknown' });
    const entry = looking?.entry ?? '';
    expect(await send('cancelSend', { entry })).toEqual({ ok: false, problem: 'too-late' });
    // Somebody may press that as often as they like.
    at.scene.jira.switches.jiraIndexDelay = 3;
    for (let press = 0; press < 3; press += 1) await ask('retrySend', { entry });
    expect(at.scene.jira.world.issues.size).toBe(1);
    await ask('retrySend', { entry });
    expect((await ask('filedRequests', {})).filed).toMatchObject([{ state: 'sent' }]);
    expect(at.scene.jira.world.issues.size).toBe(1);
  });
});

/** Somebody else asks in Jira. */
const asked = async (name: Name) => at.scene.as(name).submit(TARGET, await askOf(name));

describe('a queue in view', () => {
  beforeEach(async () => {
    at.who = 'bob';
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
    at.who = undefined;
    pass(2 * MINUTE);
    const { queues } = await ask('lookNow', {});
    expect(queues).toMatchObject([{ label: 'IT queue', project: 'ITAPPS', problem: 'signed-out' }]);
    expect((world.alarms.get('look')?.when ?? 0) - Date.now()).toBeGreaterThan(23 * 60 * MINUTE);
    at.who = 'bob';
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
    await until(async () => at.scene.issue().status === '3');
    expect(at.scene.issue().comments).toHaveLength(1);
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
    at.scene.jira.world.approvers.push(idOf('bob'));
    // Only the approval leads to its end.
    at.scene.jira.switches.jiraWorkflow = 'no-done';
    await ask('addDestination', DESK);
    const id = await mine();
    const filed = await ask('sendRequest', { id, to: 'Portal' });
    expect(filed).toEqual({ ok: true, filed: 'ITAPPS-1' });
    expect((await ask('filedRequests', {})).filed).toMatchObject([
      { url: `https://${SITE}/servicedesk/customer/portal/10/ITAPPS-1` },
    ]);
    await ask('eraseAll', {});
    world.origins.add(`https://${SITE}/*`);
    at.who = 'bob';
    await ask('addDestination', QUEUE);
    await ask('watchQueue', { ...QUEUE, on: true });
    const [one] = await allRequests();
    const press = '01KA0000000000000000000002';
    await ask('decideRequest', { id: one?.id ?? '', kind: 'approve', reason: 'Fine.', press });
    pass(30_000);
    ring('outbox');
    await until(() => at.scene.issue().approval?.decision === 'approved');
    await until(async () => (await ask('filedRequests', {})).filed.length === 1);
    const [left] = (await ask('filedRequests', {})).filed;
    expect(left).toMatchObject({ state: 'sent' });
    expect(left).not.toHaveProperty('byHand');
  });

  it('says where only a person can close the issue', async () => {
    at.scene.jira.switches.jiraWorkflow = 'no-done';
    at.who = 'bob';
    await at.scene.as('alice').submit(TARGET, await askOf('alice'));
    await ask('watchQueue', { ...QUEUE, on: true });
    const [one] = await allRequests();
    const press = '01KA0000000000000000000003';
    await ask('decideRequest', { id: one?.id ?? '', kind: 'deny', reason: 'No.', press });
    pass(30_000);
    ring('outbox');
    await until(() => at.scene.issue().comments.length === 1);
    await until(async () => (await ask('filedRequests', {})).filed.length === 1);
    expect((await ask('filedRequests', {})).filed).toMatchObject([{ state: 'sent', byHand: true }]);
  });
});
