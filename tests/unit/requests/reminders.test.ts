import { describe, expect, it } from 'vitest';
import {
  closed,
  later,
  nextReminder,
  type OpenToggle,
  opened,
  openFor,
  readToggles,
  remind,
} from '../../../lib/requests/reminders.ts';
import { NOW, request } from '../samples.ts';

const MINUTE = 60_000;
const OTHER = { id: '01KA000000000000000000THER', site: 'globex.atlassian.net' };
const one = () => opened([], request(), NOW, 15);
const two = () => opened(one(), request(OTHER), NOW + MINUTE, 15);

describe('an opened switch', () => {
  it('is remembered with site, request and the time of its reminder', () => {
    expect(one()).toEqual([
      {
        edition: 'cloud',
        site: 'acme.atlassian.net',
        requestId: request().id,
        app: 'Draw for Jira',
        openedAt: NOW,
        remindAt: NOW + 15 * MINUTE,
        reminded: false,
      },
    ]);
    expect(readToggles(one())).toEqual(one());
  });

  it('stays open since then when another request of the site is opened for', () => {
    const list = opened(one(), request({ id: OTHER.id }), NOW + 5 * MINUTE, 15);
    expect(list).toMatchObject([
      { requestId: request().id, openedAt: NOW, remindAt: NOW + 20 * MINUTE },
    ]);
  });

  it('is one for each site, and for each edition', () => {
    expect(two().map(({ site }) => site)).toEqual(['acme.atlassian.net', 'globex.atlassian.net']);
    const government = request({ edition: 'government' });
    expect(openFor(one()[0] as OpenToggle, government)).toBe(false);
    expect(opened(one(), government, NOW, 15)).toHaveLength(2);
  });

  it('is closed by itself', () => {
    expect(closed(two(), OTHER.id)).toEqual(one());
    expect(closed(one(), OTHER.id)).toEqual(one());
  });
});

describe('the reminder', () => {
  it('comes when its time is over, once', () => {
    expect(remind(one(), NOW + 15 * MINUTE - 1, false).due).toEqual([]);
    const { due, after } = remind(one(), NOW + 15 * MINUTE, false);
    expect(due).toEqual(one());
    expect(remind(after, NOW + 99 * MINUTE, false)).toEqual({ due: [], after });
    expect(nextReminder(after)).toBeUndefined();
  });

  it('comes again where the browser has just started', () => {
    const { after } = remind(one(), NOW + 15 * MINUTE, false);
    expect(remind(after, NOW + 16 * MINUTE, true).due).toHaveLength(1);
    expect(remind(one(), NOW + MINUTE, true).due).toEqual([]);
  });

  it('comes again when it is asked for', () => {
    const { after } = remind(one(), NOW + 15 * MINUTE, false);
    const again = later(after, request().id, NOW + 20 * MINUTE, 30);
    expect(nextReminder(again)).toBe(NOW + 50 * MINUTE);
    expect(remind(again, NOW + 49 * MINUTE, false).due).toEqual([]);
    expect(remind(again, NOW + 50 * MINUTE, false).due).toHaveLength(1);
  });

  it('is next for whichever is due first', () => {
    expect(nextReminder(two())).toBe(NOW + 15 * MINUTE);
    const { after } = remind(two(), NOW + 15 * MINUTE, false);
    expect(nextReminder(after)).toBe(NOW + 16 * MINUTE);
    expect(nextReminder([])).toBeUndefined();
  });
});

describe('what is stored', () => {
  it.each([undefined, null, {}, 'x', 7])('%j is an empty list', (stored) => {
    expect(readToggles(stored)).toEqual([]);
  });

  it('is read each for itself', () => {
    const [sound] = one();
    expect(readToggles([{ ...sound, site: '<b>' }, sound, { ...sound, openedAt: 0 }, 1])).toEqual([
      sound,
    ]);
  });
});
