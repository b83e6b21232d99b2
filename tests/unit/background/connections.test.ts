import { beforeEach, describe, expect, it, vi } from 'vitest';
import { connectionOf } from '../../../lib/browser/tab-connection.ts';
import { NOW } from '../samples.ts';
import { startBackground } from '../support/background.ts';
import { events, world } from '../support/fake-browser.ts';
import { quiet, until } from '../support/quiet.ts';

const TAB = 7;
const CLIENT = 'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA';
const AUTHORIZE = `https://auth.atlassian.com/authorize?client_id=${CLIENT}&state=s`;
const PAGE = 'https://api.atlassian.com/oauth2/authorize/server/consent?context=0123456789abcdef';
const kept = () => world.areas.session.get(`connection:${TAB}`) as { coming?: object } | undefined;
const request = { tabId: TAB, requestId: '1' };

beforeEach(startBackground);

describe('what led to a page', () => {
  it('is waited for by a page that asks before its answer was told', async () => {
    events.beforeRequest.emit({ ...request, url: AUTHORIZE });
    await until(() => kept()?.coming !== undefined);
    const asked = connectionOf(TAB, PAGE);
    await quiet();
    events.responseStarted.emit({ ...request, url: PAGE, statusCode: 200 });
    expect(await asked).toMatchObject({ facts: { clientId: CLIENT } });
    expect(Date.now()).toBe(NOW);
  });

  it('is nothing where its request never ends', async () => {
    events.beforeRequest.emit({ ...request, url: AUTHORIZE });
    await until(() => kept()?.coming !== undefined);
    vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setTimeout'] });
    let answer: unknown = 'none yet';
    const asked = connectionOf(TAB, PAGE).then((found) => {
      answer = found;
    });
    await until(async () => {
      await vi.advanceTimersByTimeAsync(100);
      return answer !== 'none yet';
    });
    await asked;
    expect(answer).toBeUndefined();
  });

  it('is told at once to a page that is known, though the tab is on its way to another', async () => {
    events.beforeRequest.emit({ ...request, url: AUTHORIZE });
    events.responseStarted.emit({ ...request, url: PAGE, statusCode: 200 });
    await until(() => kept()?.coming === undefined && kept() !== undefined);
    events.beforeRequest.emit({ ...request, requestId: '2', url: `${AUTHORIZE}2` });
    await until(() => kept()?.coming !== undefined);
    // Nothing lets the time pass by which it would wait.
    vi.useFakeTimers({ now: NOW, toFake: ['Date', 'setTimeout'] });
    expect(await connectionOf(TAB, PAGE)).toMatchObject({ facts: { clientId: CLIENT } });
  });
});
