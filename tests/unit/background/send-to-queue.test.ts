import { beforeEach, describe, expect, it } from 'vitest';
import { openStore } from '../../../lib/storage/request-store.ts';
import { request, requester } from '../samples.ts';
import { ask, CONSENT, send, startBackground } from '../support/background.ts';
import { world } from '../support/fake-browser.ts';
import { allRequests, plant } from '../support/records.ts';

const QUEUE = { site: '*.atlassian.net', label: 'IT', to: 'jira://{site}/ITSEC/10001' };
const OTHER = { ...QUEUE, label: 'Other', to: 'jira://it.atlassian.net/OPS/10002' };
const mine = request({ asked: true, review: false, requesters: [requester({ via: 'page' })] });
const { id } = mine;

beforeEach(startBackground);
beforeEach(async () => {
  await plant(mine);
  await ask('addDestination', QUEUE);
  await ask('addDestination', OTHER);
});

/** Where the browser was not asked for the site yet. */
describe('a request for a queue that may not be reached yet', () => {
  it('is kept, and a page’s press opens our own, where it can be asked for', async () => {
    expect(await ask('sendRequest', { id, to: 'IT' }, CONSENT)).toMatchObject({
      waits: 'no-permission',
    });
    expect(world.tabs.map(({ url = '' }) => url).at(-1)).toMatch(/popup\.html#mine$/);
    expect((await ask('filedRequests', {})).filed).toMatchObject([
      { requestId: id, to: 'IT', state: 'failed', problem: 'no-permission', task: 'ask' },
    ]);
  });

  it('goes where it is sent the second time, once', async () => {
    for (const to of ['IT', 'Other']) await ask('sendRequest', { id, to });
    const entries = await openStore().outbox();
    expect(entries).toMatchObject([
      { to: 'Other', target: { site: 'it.atlassian.net', project: 'OPS' }, tries: 1 },
    ]);
  });

  it('is not said to have been sent once it was called off', async () => {
    await ask('sendRequest', { id, to: 'IT' });
    expect((await allRequests())[0]?.passedOn).toMatchObject({ how: 'send', to: 'IT' });
    const [entry] = await openStore().outbox();
    expect(await send('cancelSend', { entry: entry?.id ?? '' })).toEqual({ ok: true });
    expect((await allRequests())[0]?.passedOn).toBeUndefined();
    expect(await openStore().outbox()).toEqual([]);
    expect(await send('cancelSend', { entry: entry?.id ?? '' })).toMatchObject({
      problem: 'too-late',
    });
  });
});
