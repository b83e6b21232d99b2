import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  clearAlarmsBut,
  repeatAlarm,
  setAlarm,
  watchAlarms,
} from '../../../lib/background/schedule.ts';
import { DEFAULTS } from '../../../lib/requests/settings.ts';
import { NOW } from '../samples.ts';
import { ask, ring, send, startBackground } from '../support/background.ts';
import { events, world } from '../support/fake-browser.ts';
import { until } from '../support/quiet.ts';
import { allAudit, allRequests, id, nth, plant, stored } from '../support/records.ts';

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** Waits for what an alarm or a start brings about. */
const later = (what: () => unknown) =>
  until(async () => {
    try {
      await what();
      return true;
    } catch {
      return false;
    }
  });

describe('the schedule', () => {
  it('does the work of each alarm, and of no other name', async () => {
    const work = {
      ...{ expiry: vi.fn(), tidy: vi.fn(), 'open-toggle': vi.fn() },
      ...{ outbox: vi.fn(), look: vi.fn() },
    };
    for (const one of Object.values(work)) one.mockResolvedValue(undefined);
    watchAlarms(work);
    expect(events.alarm.listeners).toHaveLength(1);
    for (const name of ['tidy', 'toString', 'planted']) ring(name);
    expect(Object.values(work).map(({ mock }) => mock.calls.length)).toEqual([0, 1, 0, 0, 0]);
  });

  it('rings again after work that failed', async () => {
    const expiry = vi.fn().mockRejectedValue(new Error('no'));
    watchAlarms({ expiry, tidy: expiry, 'open-toggle': expiry, outbox: expiry, look: expiry });
    ring('expiry');
    ring('expiry');
    expect(expiry).toHaveBeenCalledTimes(2);
  });

  it('leaves alone what rings already', async () => {
    await repeatAlarm('expiry', 5);
    await repeatAlarm('expiry', 9);
    expect(world.alarms.get('expiry')).toEqual({ name: 'expiry', periodInMinutes: 5 });
  });

  it('sets one anew, or not at all', async () => {
    await setAlarm('open-toggle', NOW);
    await setAlarm('open-toggle', NOW + 1);
    expect(world.alarms.get('open-toggle')).toMatchObject({ when: NOW + 1 });
    await setAlarm('open-toggle', undefined);
    expect(world.alarms.size).toBe(0);
  });

  it('clears all but one, whatever an earlier version had set', async () => {
    for (const name of ['expiry', 'tidy', 'of-before']) world.alarms.set(name, { name });
    await clearAlarmsBut('expiry');
    expect([...world.alarms.keys()]).toEqual(['expiry']);
  });
});

describe('the background', () => {
  it('listens once to alarms, and sets the daily one', async () => {
    await startBackground();
    expect(events.alarm.listeners).toHaveLength(1);
    await later(() => expect(world.alarms.get('expiry')).toMatchObject({ periodInMinutes: 1440 }));
  });

  it.each(['alarm', 'startup', 'installed'] as const)('looks at the clock at %s', async (which) => {
    await startBackground();
    await plant(nth(1, { lastAskAt: NOW - 31 * DAY }));
    events[which].emit({ name: 'expiry' });
    await later(async () => expect((await allRequests())[0]?.status).toBe('expired'));
    await later(() => expect(world.badge.text).toBe(''));
  });
});

describe('half of the time', () => {
  const look = async () => {
    await plant(nth(1, { lastAskAt: NOW - 16 * DAY }), nth(2, { lastAskAt: NOW - 17 * DAY }));
    await ask('saveSettings', { settings: DEFAULTS });
  };

  it('is told of once, where that is allowed', async () => {
    world.permissions.add('notifications');
    await startBackground();
    await look();
    expect(world.notifications.get('half-time')?.message).toContain('2');
    world.notifications.clear();
    await ask('saveSettings', { settings: DEFAULTS });
    expect(world.notifications.size).toBe(0);
  });

  it.each([false, true])('is told nobody who does not allow it (but did: %s)', async (did) => {
    world.couldNotify = did;
    await startBackground();
    await look();
    expect(world.notifications.size).toBe(0);
  });
});

describe('a switch that is open', () => {
  const approved = (n = 1) => nth(n, { status: 'approved' });
  const open = (n = 1) => ask('toggleOpened', { id: id(n) });

  beforeEach(async () => {
    world.permissions.add('notifications');
    await startBackground();
    await plant(approved());
  });

  it('is shown, logged, and reminded of in its time', async () => {
    expect((await open()).open).toMatchObject([{ requestId: id(1), reminded: false }]);
    expect([world.badge.text, world.badge.title]).toEqual([
      'open',
      expect.stringContaining('acme.atlassian.net'),
    ]);
    expect(world.alarms.get('open-toggle')).toMatchObject({ when: NOW + 15 * MINUTE });
    expect(await allAudit()).toMatchObject([
      { move: 'toggle-opened', from: 'approved', to: 'approved' },
    ]);
  });

  it('is reminded of at its alarm, once', async () => {
    await open();
    vi.setSystemTime(NOW + 15 * MINUTE);
    ring('open-toggle');
    await later(() => expect([...world.notifications.keys()]).toEqual([`open-toggle:${id(1)}`]));
    await later(() => expect(world.alarms.has('open-toggle')).toBe(false));
    world.notifications.clear();
    ring('open-toggle');
    await later(async () => expect((await ask('readToggles', {})).open[0]?.reminded).toBe(true));
    expect(world.notifications.size).toBe(0);
  });

  it('is reminded of again when the browser starts', async () => {
    await open();
    vi.setSystemTime(NOW + 20 * MINUTE);
    events.startup.emit();
    await later(() => expect(world.notifications.size).toBe(1));
    world.notifications.clear();
    events.startup.emit();
    await later(() => expect(world.notifications.size).toBe(1));
  });

  it('is moved on by "later", and its reminder goes', async () => {
    await open();
    world.notifications.set(`open-toggle:${id(1)}`, { title: '', message: '' });
    vi.setSystemTime(NOW + 10 * MINUTE);
    await ask('toggleLater', { id: id(1) });
    expect(world.alarms.get('open-toggle')).toMatchObject({ when: NOW + 25 * MINUTE });
    expect(world.notifications.size).toBe(0);
  });

  it('is closed: nothing is left of it but the log', async () => {
    await open();
    world.notifications.set(`open-toggle:${id(1)}`, { title: '', message: '' });
    expect((await ask('toggleClosed', { id: id(1) })).open).toEqual([]);
    expect([world.badge.text, world.alarms.has('open-toggle'), world.notifications.size]).toEqual([
      '',
      false,
      0,
    ]);
    expect((await allAudit()).map(({ move }) => move)).toEqual(['toggle-opened', 'toggle-closed']);
    await ask('toggleClosed', { id: id(1) });
    expect(await allAudit()).toHaveLength(2);
  });

  it('counts once for a site, however many requests', async () => {
    await plant(approved(2));
    await open();
    expect((await open(2)).open).toHaveLength(1);
    expect(await allAudit()).toHaveLength(1);
  });

  it.each([
    ['waits', nth(3), 'not-open'],
    ['was only asked here', nth(3, { status: 'approved', review: false }), 'unknown-request'],
  ])('is opened for nothing that %s', async (_why, planted, problem) => {
    await plant(planted);
    expect(await send('toggleOpened', { id: id(3) })).toEqual({ ok: false, problem });
    expect((await stored(id(3)))?.status).toBe(planted.status);
  });

  it('leads from its reminder to the request, and from no other', async () => {
    for (const notice of [`open-toggle:${id(1)}`, 'half-time', 'open-toggle:<b>'])
      events.clicked.emit(notice);
    await later(() =>
      expect(world.tabs.map(({ url }) => url?.split('/').at(-1))).toEqual([
        `popup.html#request=${id(1)}`,
      ]),
    );
  });
});
