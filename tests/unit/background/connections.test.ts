import { beforeEach, describe, expect, it } from 'vitest';
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
    expect(await connectionOf(TAB, PAGE)).toBeUndefined();
  });
});
