import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { MessageData } from '../../../lib/messages.ts';
import { openStore } from '../../../lib/storage/request-store.ts';
import { NOW, request, requester, SCOPES, ask as said } from '../samples.ts';
import { ask, CONSENT, POPUP, page, STAGE, send, startBackground } from '../support/background.ts';
import { fillDisk } from '../support/disk.ts';
import { world } from '../support/fake-browser.ts';
import { allAudit, allRequests, id, nth, plant, stored } from '../support/records.ts';

const MINUTE = 60_000;
const mine = (change = {}) =>
  request({ asked: true, review: false, requesters: [requester({ via: 'page' })], ...change });
const facts = () => {
  const { edition, site, app, startPage } = said();
  const { name: appName, ...rest } = app;
  return { edition, site, appName, ...rest, startPage };
};
const lookUp = (change: Partial<MessageData<'lookUp'>> = {}, from = CONSENT) =>
  ask('lookUp', { ...facts(), blocked: true, ...change }, from);
const unblockedSeen = (accepted = false) => ask('unblockedSeen', { ...facts(), accepted }, CONSENT);

beforeEach(startBackground);

describe('asking', () => {
  it('files a request with its entry, and remembers the name', async () => {
    const answer = await ask('raiseRequest', said(), CONSENT);
    expect(answer).toMatchObject({ joined: false, request: { status: 'pending', people: 1 } });
    expect(await allRequests()).toMatchObject([{ asked: true, review: false, status: 'pending' }]);
    expect(await allAudit()).toMatchObject([{ move: 'raise', actor: 'requester' }]);
    expect((await lookUp()).name).toBe('Ana López');
  });

  it('keeps how the request was passed on, and begins with that the next time', async () => {
    const { request: filed } = await ask('raiseRequest', said(), CONSENT);
    expect((await lookUp()).way).toBeUndefined();
    await ask('passedOn', { id: filed.id, how: 'email' }, CONSENT);
    const [kept] = await allRequests();
    expect(kept?.passedOn).toMatchObject({ how: 'email' });
    expect(kept?.status).toBe('pending');
    expect((await lookUp()).way).toBe('email');
    expect(await ask('startManual', {}, POPUP)).toMatchObject({ way: 'email' });
    expect(await allAudit()).toHaveLength(1);
  });

  it('marks a request from before that was kept, and changes nothing else of it', async () => {
    await plant(mine());
    await ask('passedOn', { id: mine().id, how: 'copy' }, CONSENT);
    const { passedOn, ...rest } = (await allRequests())[0] ?? {};
    expect(passedOn).toMatchObject({ how: 'copy' });
    expect(rest).toMatchObject(mine());
  });

  it('marks no request of others as passed on', async () => {
    await plant(request());
    await ask('passedOn', { id: request().id, how: 'copy' }, CONSENT);
    expect((await allRequests())[0]?.passedOn).toBeUndefined();
  });

  it('twice for the same files no twin', async () => {
    await ask('raiseRequest', said(), CONSENT);
    expect(await ask('raiseRequest', said(), CONSENT)).toMatchObject({ joined: true });
    expect(await allRequests()).toHaveLength(1);
  });

  it('ten times at once files no twin', async () => {
    await Promise.all(Array.from({ length: 10 }, () => ask('raiseRequest', said(), CONSENT)));
    expect(await allRequests()).toHaveLength(1);
  });

  it('for more takes the place of what was asked', async () => {
    await ask('raiseRequest', said(), CONSENT);
    const app = { ...said().app, scopes: [...SCOPES, 'delete:jira-work'] };
    await ask('raiseRequest', said({ app }), CONSENT);
    expect((await allRequests()).map(({ status }) => status).sort()).toEqual([
      'pending',
      'superseded',
    ]);
  });

  it('has the banner stand ready for the page without its block', async () => {
    await ask('raiseRequest', said(), CONSENT);
    expect(world.scripts.get('own')?.js).toEqual([
      '/page-ui.js',
      '/page-reading.js',
      '/consent-banner.js',
    ]);
  });

  it('tells a page nothing of other people', async () => {
    await plant(request());
    const answer = await ask('raiseRequest', said({ name: 'Bo' }), CONSENT);
    expect(answer.request.people).toBe(2);
    expect(JSON.stringify(answer)).not.toContain('Ana');
  });

  it('drops the draft', async () => {
    const { key } = await lookUp();
    await ask('saveDraft', { key, reason: 'Bo', name: '', site: '', app: '' }, CONSENT);
    expect((await lookUp()).draft).toMatchObject({ reason: 'Bo' });
    await ask('raiseRequest', said(), CONSENT);
    expect((await lookUp()).draft).toBeUndefined();
  });

  it('on a full disk files nothing, and says so', async () => {
    await lookUp();
    fillDisk();
    expect(await send('raiseRequest', said(), CONSENT)).toEqual({
      ok: false,
      problem: 'storage-full',
    });
    vi.restoreAllMocks();
    expect(await allRequests()).toEqual([]);
  });
});

describe('a draft', () => {
  it('with nothing in it is none', async () => {
    const draft = { key: 'by-hand', reason: 'Bo', name: '', site: '', app: '' };
    await ask('saveDraft', draft);
    expect((await ask('startManual', {})).draft).toMatchObject(draft);
    await ask('saveDraft', { ...draft, reason: '' });
    expect((await ask('startManual', {})).draft).toBeUndefined();
  });

  it('keeps no secret of an address that was pasted into it', async () => {
    const reason = 'It fails at https://app.example/cb?code=Secret1&state=Secret2 again';
    await ask('saveDraft', { key: 'by-hand', reason, name: '', site: '', app: '' });
    expect((await ask('startManual', {})).draft).toMatchObject({
      reason: 'It fails at https://app.example/cb?code=… again',
    });
  });
});

describe('looking up', () => {
  it('shows one’s own request, and nobody else’s', async () => {
    await plant(nth(1), request({ id: id(2) }));
    expect((await lookUp()).request).toBeUndefined();
    await plant(mine());
    const { request: shown } = await lookUp();
    expect(shown).toMatchObject({ status: 'pending' });
    expect(shown?.filed).toBeUndefined();
  });

  it('says as what it is filed, for as long as that is there', async () => {
    const one = mine();
    await plant(one);
    const remote = {
      ...{ id: 'acme.atlassian.net/10001', requestId: one.id, channel: 'jira' as const },
      target: { site: 'acme.atlassian.net', project: 'ITAPPS', issueType: '10001' },
      ...{ ref: { id: '10001', key: 'ITAPPS-7' }, revision: '', syncedAt: NOW, granted: [] },
    };
    const put = (gone: boolean) =>
      openStore().change(async () => ({
        ...{ writes: [], result: undefined },
        remotes: { put: [{ ...remote, ...(gone ? { gone } : {}) }] },
      }));
    await put(false);
    expect((await lookUp()).request?.filed).toBe('ITAPPS-7');
    await put(true);
    expect((await lookUp()).request?.filed).toBeUndefined();
  });

  it('shows one that nobody decided in time apart', async () => {
    await plant(mine({ status: 'expired' }));
    const { request: open, expired } = await lookUp();
    expect([open, expired?.status]).toEqual([undefined, 'expired']);
  });

  it('takes "granted" back where the block is there again, within ten minutes', async () => {
    const granted = mine({ status: 'granted', grantedAt: NOW - 9 * MINUTE });
    await plant(granted);
    const before = world.badge.shown;
    expect((await lookUp()).request).toMatchObject({ status: 'pending' });
    expect(await stored(granted.id)).toMatchObject({ status: 'pending' });
    expect((await allAudit()).map(({ move }) => move)).toEqual(['blocked-again']);
    expect(world.badge.shown).toBe(before + 1);
  });

  it('leaves an old "granted" alone, and one of a page without a block', async () => {
    await plant(mine({ status: 'granted', grantedAt: NOW - 11 * MINUTE }));
    await lookUp();
    await plant(mine({ status: 'granted', grantedAt: NOW }));
    await lookUp({ blocked: false });
    expect(await allAudit()).toEqual([]);
  });

  it('names the AI client that began in this tab', async () => {
    await ask('clientSeen', { name: 'Claude' }, STAGE);
    const redirect = {
      uri: 'https://mcp.atlassian.com/cb',
      host: 'mcp.atlassian.com',
      hadQuery: false,
    };
    expect((await lookUp({ redirect })).via?.name).toBe('Claude');
    expect((await lookUp({ redirect }, page(CONSENT.url ?? '', 8))).via).toBeUndefined();
  });
});

describe('a page without its block', () => {
  it('grants what was asked', async () => {
    await plant(mine({ status: 'approved' }));
    expect((await unblockedSeen()).request).toMatchObject({ status: 'granted', grantedAt: NOW });
    expect(await allAudit()).toMatchObject([{ move: 'grant', actor: 'page' }]);
    expect(world.scripts.has('own')).toBe(false);
  });

  it('proves nothing where the block comes only after Accept', async () => {
    await plant(mine({ status: 'approved', afterAccept: true }));
    expect((await unblockedSeen()).request).toMatchObject({ status: 'approved' });
    expect((await unblockedSeen(true)).request).toMatchObject({ status: 'granted' });
  });

  it('is nothing where nobody asked', async () => {
    await plant(request());
    expect(await unblockedSeen()).toEqual({ ok: true });
    expect(await stored(request().id)).toMatchObject({ status: 'pending' });
  });
});

describe('withdrawing', () => {
  it('is for one’s own, and once', async () => {
    await plant(mine(), nth(1));
    const { id: own } = mine();
    expect(await send('withdrawRequest', { id: own, press: id(7) })).toMatchObject({ ok: true });
    expect(await send('withdrawRequest', { id: own, press: id(7) })).toMatchObject({ ok: true });
    expect(await send('withdrawRequest', { id: own })).toEqual({ ok: false, problem: 'not-open' });
    expect(await send('withdrawRequest', { id: id(1) })).toEqual({
      ok: false,
      problem: 'not-open',
    });
    expect(await allAudit()).toHaveLength(1);
  });
});

describe('an answer that was seen', () => {
  it('is no news any more', async () => {
    await plant(mine({ status: 'denied', unseen: true }));
    await ask('decisionSeen', { id: mine().id });
    expect(await stored(mine().id)).toMatchObject({ unseen: false });
    expect(world.badge.text).toBe('');
    expect(await allAudit()).toEqual([]);
  });
});

describe('a block that is seen', () => {
  it('brings the banner, on a consent page alone', async () => {
    expect(await send('blockSeen', {}, CONSENT)).toEqual({ ok: true });
    expect(world.drawn).toEqual(
      ['/page-ui.js', '/page-reading.js', '/consent-banner.js'].map((file) => ({ tabId: 7, file })),
    );
    const login = page('https://auth.atlassian.com/login');
    expect(await send('blockSeen', {}, login)).toEqual({ ok: false, problem: 'not-allowed' });
  });

  it('is said to be none where the page is gone', async () => {
    world.broken.add('scripting');
    expect(await send('blockSeen', {}, CONSENT)).toEqual({ ok: false, problem: 'not-allowed' });
  });

  it('may be called none by a person, for good', async () => {
    const wording = { edition: 'cloud', wording: 'Ask your admin' } as const;
    expect(await ask('perhapsSeen', wording, CONSENT)).toMatchObject({ ask: true });
    await ask('notBlocked', wording, CONSENT);
    expect(await ask('perhapsSeen', wording, CONSENT)).toMatchObject({ ask: false });
  });
});

describe('the texts that carry it', () => {
  it('are there for one’s own, from the popup and from the page', async () => {
    await plant(mine(), nth(1));
    for (const from of [POPUP, CONSENT]) {
      const { link, mailto } = await ask('shareRequest', { id: mine().id }, from);
      expect(link).toMatch(/^https:\/\/admin\.atlassian\.com\/#countersign=1\./);
      expect(mailto).toMatch(/^mailto:/);
    }
    expect(await send('shareRequest', { id: id(1) })).toMatchObject({ problem: 'unknown-request' });
  });

  it('carry a decision back once there is one', async () => {
    await plant(nth(1));
    expect(await send('shareDecision', { id: id(1) })).toMatchObject({
      problem: 'unknown-request',
    });
    await ask('decideRequest', { id: id(1), kind: 'approve', reason: '' });
    expect((await ask('shareDecision', { id: id(1) })).links).toHaveLength(1);
  });

  it('carry many back in one text, by app, and what was not decided is left out', async () => {
    const named = (name: string) => ({ app: { ...nth(1).app, name } });
    for (const [n, name] of ['Figma', 'Miro', 'Figma'].entries())
      await plant(nth(n + 1, named(name)));
    await plant(nth(4));
    const ids = [1, 2, 3].map(id);
    await ask('decideMany', { ids, kind: 'deny', reason: 'We have one' });
    const { text } = await ask('shareDecisions', { ids: [...ids, id(4), id(5)] });
    expect(text.match(/Denied: \w+/g)).toEqual(['Denied: Figma', 'Denied: Miro']);
    expect(text.match(/#countersign=1\./g)).toHaveLength(3);
    expect(text.match(/We have one/g)).toHaveLength(2);
    expect(await send('shareDecisions', { ids: [id(4)] })).toMatchObject({
      problem: 'unknown-request',
    });
  });
});
