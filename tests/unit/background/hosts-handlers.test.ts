import { beforeEach, describe, expect, it } from 'vitest';
import { keptItem } from '../../../lib/storage/kept-item.ts';
import { ask, CONSENT, page, send, startBackground } from '../support/background.ts';
import { events, world } from '../support/fake-browser.ts';
import { until } from '../support/quiet.ts';
import { id, nth, plant } from '../support/records.ts';

const JIRA = { kind: 'jira-data-center', address: 'https://jira.acme.example/jira' } as const;
const ORIGIN = 'https://jira.acme.example/*';
const OAUTH = 'https://jira.acme.example/jira/plugins/servlet/oauth/authorize?oauth_token=x';
const add = async () => {
  world.origins.add(ORIGIN);
  return ask('addHost', JIRA);
};

beforeEach(startBackground);

describe('a host that is added', () => {
  it('is listed, and the banner stands ready on its OAuth pages', async () => {
    expect((await add()).hosts).toMatchObject([{ ...JIRA, policy: false, allowed: true }]);
    expect(
      world.scripts
        .get('other-hosts')
        ?.matches?.every((one) => one.startsWith('https://jira.acme.example/')),
    ).toBe(true);
  });

  it('may speak of itself, and of nobody else', async () => {
    await add();
    const there = page(OAUTH);
    expect(await send('hostLook', {}, there)).toMatchObject({
      ok: true,
      place: { host: 'jira.acme.example' },
    });
    const about = { edition: 'cloud', wording: 'Ask' } as const;
    expect(await send('perhapsSeen', about, there)).toEqual({ ok: false, problem: 'not-allowed' });
  });

  it.each([
    ['without access', () => undefined, JIRA, 'host-not-allowed'],
    ['twice', add, JIRA, 'host-twice'],
    ['that is none', add, { ...JIRA, address: '' }, 'host-empty'],
  ])('%s is refused', async (_why, before, host, problem) => {
    await before();
    expect(await send('addHost', host)).toEqual({ ok: false, problem });
  });

  it('is taken away with its access and its script', async () => {
    await add();
    expect((await ask('removeHost', JIRA)).hosts).toEqual([]);
    expect([world.origins.size, world.scripts.has('other-hosts')]).toEqual([0, false]);
    expect(await send('hostLook', {}, page(OAUTH))).toEqual({ ok: false, problem: 'not-allowed' });
  });

  it('by policy cannot be taken away', async () => {
    world.areas.managed.set('hosts', [JIRA]);
    expect((await ask('listHosts', {})).hosts).toMatchObject([{ policy: true, allowed: false }]);
    expect(await send('removeHost', JIRA)).toEqual({ ok: false, problem: 'host-by-policy' });
  });

  it('keeps what else is stored there, and counts it', async () => {
    await keptItem<unknown>('otherHosts', null).setValue(['odd']);
    expect(await add()).toMatchObject({ unreadable: 1 });
    expect(await ask('removeHost', JIRA)).toMatchObject({ unreadable: 1 });
  });

  it('loses its script when its access is taken back', async () => {
    await add();
    world.origins.clear();
    events.permissionRemoved.emit({});
    await until(() => !world.scripts.has('other-hosts'));
  });
});

describe('looking for a host', () => {
  it('of Atlassian’s own says that it is none', async () => {
    expect(await send('hostLook', {}, CONSENT)).toEqual({ ok: false, problem: 'not-allowed' });
  });

  it('finds its application links, where it is on the list', async () => {
    await plant(nth(1, { edition: 'data-center', site: 'jira.acme.example', cause: 'by-hand' }));
    const look = () => send('findApplicationLinks', { id: id(1) });
    expect(await look()).toEqual({ ok: false, problem: 'host-not-listed' });
    await add();
    expect(await look()).toMatchObject({ ok: true, url: expect.stringContaining(JIRA.address) });
  });
});
