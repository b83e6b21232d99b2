import { beforeEach, describe, expect, it, vi } from 'vitest';
import { siteIds } from '../../../lib/storage/stored-settings.ts';
import { ask, page, send, startBackground } from '../support/background.ts';
import { world } from '../support/fake-browser.ts';
import { until } from '../support/quiet.ts';
import { id, nth, plant } from '../support/records.ts';

const UUID = '11111111-2222-3333-4444-555555555555';
const ADMIN = page(`https://admin.atlassian.com/s/${UUID}/connected-apps`);
const queue = async () => (await ask('panelQueue', { cloudId: UUID }, ADMIN)).queue;

beforeEach(async () => {
  await startBackground();
  await plant(nth(1), nth(2));
});

describe('the panel', () => {
  it('shows a number and no names of a site that is not known', async () => {
    expect(await queue()).toEqual({ unmatched: 2 });
  });

  it('shows what waits for a site that is known', async () => {
    await siteIds.learn('acme.atlassian.net', UUID);
    expect(await queue()).toMatchObject({ site: 'acme.atlassian.net', waiting: 2 });
  });

  it('is brought where there is something to show', async () => {
    expect(await send('panelPage', { cloudId: UUID }, ADMIN)).toEqual({ ok: true });
    expect(world.drawn).toContainEqual({ tabId: 7, file: '/admin-panel.js' });
    await ask('decideMany', { ids: [id(1), id(2)], kind: 'approve', reason: '' });
    expect(await send('panelPage', { cloudId: UUID }, ADMIN)).toEqual({
      ok: false,
      problem: 'not-open',
    });
  });

  it('is not shown any more once that was said, and its script stands down', async () => {
    await ask('saveDraft', { key: 'k', reason: '', name: '', site: '', app: '' });
    await ask('assignRequest', { id: id(1) });
    expect(world.scripts.has('panel')).toBe(true);
    await ask('panelOff', {}, ADMIN);
    expect(world.scripts.has('panel')).toBe(false);
    expect(await queue()).toBeUndefined();
  });

  it('looks again on open pages after a write', async () => {
    world.tabs.push({ id: 9, url: ADMIN.url ?? '' });
    await ask('assignRequest', { id: id(1) });
    await until(() => world.drawn.some(({ tabId }) => tabId === 9));
  });

  it('opens pages of ours alone', async () => {
    await ask('panelOpen', { id: id(1) }, ADMIN);
    await ask('panelOpen', { page: 'sites' }, ADMIN);
    expect(world.tabs.map(({ url }) => url?.split('/').at(-1))).toEqual([
      `popup.html#request=${id(1)}`,
      'popup.html#sites',
    ]);
    const login = page('https://id.atlassian.com/login');
    expect(await send('panelOpen', { page: 'tab' }, login)).toEqual({
      ok: false,
      problem: 'not-allowed',
    });
  });
});

describe('matching a site', () => {
  const answers = (body: unknown) =>
    vi.stubGlobal(
      'fetch',
      vi.fn(async () => ({ ok: true, json: async () => body })),
    );

  it('is asked of the site itself, where that is allowed', async () => {
    const match = () => send('matchSite', { site: 'acme.atlassian.net' });
    expect(await match()).toEqual({ ok: false, problem: 'no-site-permission' });
    world.origins.add('https://acme.atlassian.net/*');
    answers({});
    expect(await match()).toEqual({ ok: true, matched: false });
    answers({ cloudId: UUID });
    expect(await match()).toEqual({ ok: true, matched: true });
    expect(await queue()).toMatchObject({ site: 'acme.atlassian.net' });
  });

  it('is left for sites that can be asked, each once', async () => {
    await plant(nth(3, { site: 'jira.acme.example' }), nth(4, { site: '' }));
    expect((await ask('unmatchedSites', {})).sites).toEqual(['acme.atlassian.net']);
    await siteIds.learn('acme.atlassian.net', UUID);
    expect((await ask('unmatchedSites', {})).sites).toEqual([]);
  });
});
