import { beforeEach, describe, expect, it } from 'vitest';
import { isSample, SAMPLE_ID } from '../../../lib/requests/sample.ts';
import { checkRequester, isReason } from '../../../lib/review/warnings/check.ts';
import { buildWhoIndex } from '../../../lib/review/warnings/seen-before.ts';
import { openQueue } from '../../../lib/storage/request-reader.ts';
import { request } from '../samples.ts';
import { ask, ring, send, startBackground } from '../support/background.ts';
import { events, world } from '../support/fake-browser.ts';
import { until } from '../support/quiet.ts';
import { allAudit, allRequests, nth, plant, stored } from '../support/records.ts';

const DAY_MS = 86_400_000;
const sample = async () => (await openQueue()).one(SAMPLE_ID).then(({ requests }) => requests[0]);
const approve = () => ask('decideRequest', { id: SAMPLE_ID, kind: 'approve', reason: 'Fine.' });

beforeEach(startBackground);

describe('a sample', () => {
  it('is a sound request in the queue, with two people and one thing to notice', async () => {
    expect(await ask('addSample', {})).toEqual({ ok: true, id: SAMPLE_ID });
    const { requests, unreadable } = await (await openQueue()).waiting(9);
    expect(unreadable).toEqual([]);
    expect(requests.map(({ app }) => app.name)).toEqual(['Sample: Drawing Board']);
    const [one] = requests;
    if (!one) throw new Error('No sample.');
    expect(one.requesters).toHaveLength(2);
    const { warnings } = checkRequester(one, buildWhoIndex(requests));
    expect(warnings.filter(isReason).map(({ severity }) => severity)).toEqual(['amber']);
  });

  it('is one alone, and as new each time', async () => {
    await ask('addSample', {});
    await approve();
    await ask('addSample', {});
    expect((await allRequests()).map(({ status }) => status)).toEqual(['pending']);
    expect(await allAudit()).toEqual([]);
  });

  it('is not among the answers that are copied for many', async () => {
    await ask('addSample', {});
    await approve();
    const none = { ok: false, problem: 'unknown-request' };
    expect(await send('shareDecisions', { ids: [SAMPLE_ID] })).toEqual(none);
    await plant(nth(1));
    await ask('decideRequest', { id: nth(1).id, kind: 'deny', reason: 'No.' });
    const { text } = await ask('shareDecisions', { ids: [SAMPLE_ID, nth(1).id] });
    expect(text).not.toContain('Drawing Board');
  });

  it.each(['approve', 'deny', 'block', 'dismiss'] as const)('can be decided: %s', async (kind) => {
    await ask('addSample', {});
    await ask('assignRequest', { id: SAMPLE_ID, name: 'Bob' });
    await ask('decideRequest', { id: SAMPLE_ID, kind, reason: 'Because.' });
    expect((await sample())?.decision?.kind).toBe(kind);
    await ask('undoDecision', { ids: [SAMPLE_ID] });
    expect((await sample())?.status).toBe('under-review');
  });

  it.each([
    'shareDecision',
    'shareRequest',
    'findConnectedApps',
    'findApplicationLinks',
    'authorize',
    'openConnect',
    'toggleOpened',
  ] as const)('opens no page and makes no text to send: %s', async (name) => {
    await ask('addSample', {});
    await approve();
    expect(await send(name, { id: SAMPLE_ID })).toEqual({ ok: false, problem: 'sample' });
    expect(world.tabs).toEqual([]);
  });

  it('is in no badge, count, log or export', async () => {
    await ask('addSample', {});
    expect(world.badge.text).toBe('');
    await plant(nth(1));
    await approve();
    const queue = await openQueue();
    expect([await queue.countAll(), await queue.countAudit()]).toEqual([1, 0]);
    expect((await queue.auditPage(9)).entries).toEqual([]);
    const everything = await queue.everything();
    expect(JSON.stringify(everything)).not.toContain(SAMPLE_ID);
    expect(everything['requests']).toHaveLength(1);
    // Of many that wait it takes the place of none.
    await ask('addSample', {});
    await plant(nth(2), nth(3));
    await ask('decideRequest', { id: nth(1).id, kind: 'deny', reason: 'No.' });
    await until(() => world.badge.text === '2');
  });

  it('does not make the panel of a site stand ready', async () => {
    await ask('addSample', {});
    expect([...world.scripts.keys()]).toEqual([]);
    expect(await ask('unmatchedSites', {})).toEqual({ ok: true, sites: [] });
  });

  it('does not expire', async () => {
    await ask('addSample', {});
    const one = await sample();
    await plant({
      ...one,
      createdAt: one?.createdAt ?? 0 - 99 * DAY_MS,
      lastAskAt: 1_600_000_000_000,
    });
    await plant(nth(1, { createdAt: 1_600_000_000_000, lastAskAt: 1_600_000_000_000 }));
    ring('expiry');
    await expect.poll(async () => (await stored(nth(1).id))?.status).toBe('expired');
    expect((await sample())?.status).toBe('pending');
  });

  it('is held against no real request', async () => {
    await ask('addSample', {});
    const one = await sample();
    if (!one) throw new Error('No sample.');
    const twin = request({ app: { ...one.app, name: 'Another name' } });
    const { warnings } = checkRequester(twin, buildWhoIndex([one, twin]));
    expect(warnings.map(({ id }) => id)).toContain('firstSeen');
  });

  it('never comes out of a file', async () => {
    await ask('addSample', {});
    const record = { ...(await sample()), app: { name: 'Planted', scopes: [] } };
    await ask('removeSamples', {});
    const records = [record, nth(1)];
    const answer = await ask('importBackup', { part: 'requests', records });
    expect(answer).toMatchObject({ added: 1, already: 0, bad: 0 });
    expect((await allRequests()).some(isSample)).toBe(false);
  });

  it('goes with all that was noted of it', async () => {
    await plant(nth(1));
    await ask('addSample', {});
    await approve();
    await ask('removeSamples', {});
    expect((await allRequests()).map(({ id }) => id)).toEqual([nth(1).id]);
    expect(await allAudit()).toEqual([]);
  });
});

describe('the first-run page', () => {
  const WELCOME = 'chrome-extension://abcdefghijklmnopabcdefghijklmnop/welcome.html';
  const install = async (reason: string) => {
    await Promise.all(events.installed.emit({ reason }));
    return world.tabs.map(({ url }) => url);
  };

  it('opens after the installation', async () => {
    expect(await install('install')).toEqual([WELCOME]);
  });

  it.each(['update', 'chrome_update', 'browser_update'])(
    'does not open after: %s',
    async (reason) => {
      expect(await install(reason)).toEqual([]);
    },
  );

  it('does not open where IT installed it', async () => {
    world.installType = 'admin';
    expect(await install('install')).toEqual([]);
  });
});
