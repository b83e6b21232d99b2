import { beforeEach, describe, expect, it, vi } from 'vitest';
import { askOf, idOf, TARGET } from '../channels/jira/support.ts';
import { ask, ring, send } from '../support/background.ts';
import { world } from '../support/fake-browser.ts';
import { filing, QUEUE } from '../support/filing.ts';
import { pass } from '../support/people.ts';
import { until } from '../support/quiet.ts';

const MINUTE = 60_000;

const { at, mine, sent } = filing();
const fileOne = async () => sent(await mine());

describe('what was filed', () => {
  it('is looked for after a lost answer, though somebody signs out and in meanwhile', async () => {
    at.scene.jira.switches.jiraIndexDelay = 3;
    at.scene.jira.cutWrite(0, 'after');
    await fileOne();
    at.who = undefined;
    pass(20_000);
    ring('outbox');
    const filed = async () => (await ask('filedRequests', {})).filed[0];
    await until(async () => (await filed())?.problem === 'signed-out');
    const { entry = '' } = (await filed()) ?? {};
    expect(await send('cancelSend', { entry })).toEqual({ ok: false, problem: 'too-late' });
    at.who = 'alice';
    await ask('lookNow', {});
    expect(await filed()).toMatchObject({ state: 'unknown' });
    expect(await filed()).not.toHaveProperty('problem');
    for (let look = 0; look < 3; look += 1) {
      pass(6 * MINUTE);
      await ask('retrySend', { entry });
    }
    expect(await filed()).toMatchObject({ state: 'sent' });
    expect(at.scene.jira.world.issues.size).toBe(1);
  });

  it('is seen again that was out of sight while somebody else was signed in', async () => {
    await fileOne();
    const issue = at.scene.issue();
    issue.visibleTo = new Set([idOf('alice')]);
    at.who = 'carol';
    await ask('lookNow', {});
    expect((await ask('filedRequests', {})).filed).toMatchObject([{ state: 'gone' }]);
    at.who = 'alice';
    pass(MINUTE);
    await ask('lookNow', {});
    expect((await ask('filedRequests', {})).filed).toMatchObject([{ state: 'sent' }]);
  });
});

describe('a queue in view', () => {
  beforeEach(async () => {
    at.who = 'bob';
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
    await at.scene.as('alice').submit(TARGET, await askOf('alice'));
    expect(await ask('lookNow', {})).toMatchObject({ asks: 1 });
  });
});
