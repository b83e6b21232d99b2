import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { DecisionPayload, RequestPayload } from '../../../lib/channels/payload.ts';
import { encodeDecisionLinks, encodeRequestLink } from '../../../lib/channels/share-link/link.ts';
import { keptItem } from '../../../lib/storage/kept-item.ts';
import { levelList, ruleList } from '../../../lib/storage/stored-rules.ts';
import { decisionPayload, NOW, request, requester, requestPayload } from '../samples.ts';
import { ask, INTAKE, page, send, startBackground } from '../support/background.ts';
import { fillDisk } from '../support/disk.ts';
import { world } from '../support/fake-browser.ts';
import { allAudit, allRequests, id, plant, rule, stored } from '../support/records.ts';

const asking = (change: Partial<RequestPayload> = {}) => encodeRequestLink(requestPayload(change));
const answering = async (change: Partial<DecisionPayload> = {}) =>
  (await encodeDecisionLinks(decisionPayload(change)))[0] ?? '';
const paste = async (text: string | Promise<string>) => send('importLink', { text: await text });
const openLink = async (text: string | Promise<string>, tabId = 7) =>
  send('linkOpened', { fragment: new URL(await text).hash }, page(INTAKE.url ?? '', tabId));

const mine = (change = {}) =>
  request({ asked: true, review: false, requesters: [requester({ via: 'page' })], ...change });

beforeEach(startBackground);

describe('an ask that is pasted', () => {
  it('waits for review', async () => {
    const answer = await paste(asking());
    expect(answer).toMatchObject({ ok: true, imported: { what: 'request', outcome: 'new' } });
    expect(await allRequests()).toMatchObject([{ status: 'pending', review: true, asked: false }]);
    expect(await allAudit()).toMatchObject([{ move: 'raise', actor: 'link' }]);
    expect(world.badge.text).toBe('1');
  });

  it('changes nothing the second time', async () => {
    await paste(asking());
    expect(await paste(asking())).toMatchObject({ imported: { outcome: 'already' } });
    expect(await allAudit()).toHaveLength(1);
  });

  it('joins what waits already', async () => {
    await paste(asking());
    const second = paste(asking({ id: id(2), name: 'Bo' }));
    expect(await second).toMatchObject({ imported: { outcome: 'joined' } });
    const [one, ...more] = await allRequests();
    expect(more).toEqual([]);
    expect(one?.requesters.map(({ name }) => name)).toEqual(['Ana López', 'Bo']);
  });

  it('of one’s own is shown for review, too', async () => {
    await plant(mine());
    expect(await paste(asking())).toMatchObject({ imported: { outcome: 'already' } });
    expect(await allRequests()).toMatchObject([{ asked: true, review: true }]);
    expect(world.badge.text).toBe('1');
  });

  it('counts from when it came in, whatever it says', async () => {
    await paste(asking({ at: NOW + 9_000_000 }));
    expect((await allRequests())[0]?.requesters[0]?.at).toBe(NOW);
  });

  it('comes in with all others of a text; the first is told', async () => {
    const text = `${await asking()}\nand\n${await asking({ id: id(2), site: 'two.atlassian.net' })}`;
    expect(await paste(text)).toMatchObject({
      imported: { request: { site: 'acme.atlassian.net' } },
    });
    expect(await allRequests()).toHaveLength(2);
  });

  it.each([
    ['', 'empty'],
    ['nothing', 'not-a-link'],
    ['https://admin.atlassian.com/#countersign=9.AAAA', 'newer-version'],
    ['https://admin.atlassian.com/#countersign=1.AAAA', 'broken'],
  ])('is refused where it is none: %j', async (text, problem) => {
    expect(await paste(text)).toEqual({ ok: false, problem });
    expect(await allRequests()).toEqual([]);
  });
});

describe('a rule', () => {
  const approving = () => {
    const { app } = request();
    return rule(1, {
      outcome: 'approve',
      reason: 'Known.',
      when: {
        clientId: app.clientId,
        scopesWithin: [...app.scopes],
        redirectHost: 'app.draw.example',
        edition: 'cloud',
      },
    });
  };

  it('refuses what comes in, in the same transaction', async () => {
    await ask('putRule', { rule: rule(1) });
    expect(await paste(asking())).toMatchObject({ imported: { request: { status: 'denied' } } });
    expect(await allRequests()).toMatchObject([
      { status: 'denied', decision: { via: 'rule', rule: { id: id(1), name: 'Rule 1' } } },
    ]);
    expect((await allAudit()).map(({ move, actor }) => [move, actor])).toEqual([
      ['raise', 'link'],
      ['deny', 'rule'],
    ]);
  });

  it('that is switched off, or about another site, leaves it to people', async () => {
    await ruleList.change(() => [
      rule(1, { enabled: false }),
      rule(2, { when: { site: 'two.atlassian.net' } }),
    ]);
    await paste(asking());
    expect(await allRequests()).toMatchObject([{ status: 'pending' }]);
  });

  it('decides nothing that this browser’s own person asked', async () => {
    await plant(mine());
    await ruleList.change(() => [rule(1)]);
    await paste(asking({ id: id(2), name: 'Bo' }));
    expect(await allRequests()).toMatchObject([{ status: 'pending' }]);
  });

  it('approves nothing while it is not known whether somebody would be warned', async () => {
    await ruleList.change(() => [approving()]);
    await keptItem<unknown>('levels', []).setValue(['odd']);
    await paste(asking());
    expect(await allRequests()).toMatchObject([{ status: 'pending' }]);
  });

  it('approves what nobody would be warned of', async () => {
    await ruleList.change(() => [approving()]);
    await paste(asking());
    expect(await allRequests()).toMatchObject([{ status: 'approved', decision: { via: 'rule' } }]);
  });

  it('that approves is held against everything that is here', async () => {
    await levelList.change(() => []);
    await ruleList.change(() => [approving()]);
    // Another client under this name, approved before: the newcomer is warned of.
    const other = { ...request().app, clientId: 'another00000000000000000000000000' };
    await plant(
      request({
        id: id(9),
        app: other,
        key: 'cloud|acme.atlassian.net|another',
        status: 'approved',
      }),
    );
    await paste(asking());
    expect((await allRequests()).map(({ status }) => status).sort()).toEqual([
      'approved',
      'pending',
    ]);
  });
});

describe('an answer', () => {
  it('is heard by whoever asked', async () => {
    await plant(mine());
    const answer = await paste(answering());
    expect(answer).toMatchObject({ imported: { what: 'decision', outcome: 'new' } });
    expect(await stored(mine().id)).toMatchObject({
      status: 'denied',
      unseen: true,
      decision: { via: 'link', reason: 'We already have a drawing tool.' },
    });
    expect(world.badge.text).toBe('!');
  });

  it('changes nothing the second time', async () => {
    await plant(mine());
    await paste(answering());
    expect(await paste(answering())).toMatchObject({ imported: { outcome: 'already' } });
    expect(await allAudit()).toHaveLength(1);
  });

  it.each<[string, Partial<DecisionPayload>]>([
    ['another site', { site: 'two.atlassian.net' }],
    ['another edition', { edition: 'government' }],
    ['somebody else’s ask', { ids: [id(77)] }],
  ])('about %s is for nobody', async (_what, change) => {
    await plant(mine());
    expect(await paste(answering(change))).toEqual({ ok: false, problem: 'answer-for-nobody' });
    expect(await stored(mine().id)).toMatchObject({ status: 'pending' });
  });

  it('moves nothing that only came in for review', async () => {
    await plant(request());
    expect(await paste(answering())).toEqual({ ok: false, problem: 'answer-for-nobody' });
  });

  it('cannot be from the future', async () => {
    await plant(mine());
    await paste(answering({ at: NOW + 9_000_000 }));
    expect((await stored(mine().id))?.decision?.at).toBe(NOW);
  });
});

describe('a link that is opened', () => {
  it('comes in, and is told on the page', async () => {
    expect(await openLink(asking())).toEqual({ ok: true });
    expect(world.drawn).toEqual([
      { tabId: 7, file: '/page-ui.js' },
      { tabId: 7, file: '/link-notice.js' },
    ]);
    const { notice } = await ask('takeNotice', {}, INTAKE);
    expect(notice).toMatchObject({ ok: true, what: 'request', outcome: 'new' });
    expect(JSON.stringify(notice)).not.toContain('Ana');
    expect(world.scripts.has('notice')).toBe(true);
    expect(world.alarms.has('tidy')).toBe(true);
  });

  it('is told no more once it was seen', async () => {
    await openLink(asking());
    await ask('noticeSeen', {}, INTAKE);
    expect(await ask('takeNotice', {}, INTAKE)).toEqual({ ok: true });
    expect(world.scripts.has('notice')).toBe(false);
  });

  it('is told in its own tab alone', async () => {
    await openLink(asking(), 8);
    expect(await ask('takeNotice', {}, INTAKE)).toEqual({ ok: true });
  });

  it('that is none is taken away all the same, and told', async () => {
    expect(await openLink('https://admin.atlassian.com/#countersign=1.AAAA')).toEqual({ ok: true });
    const { notice } = await ask('takeNotice', {}, INTAKE);
    expect(notice).toEqual({ ok: false, problem: 'broken' });
  });

  it('stays in its place where the disk is full, so that a reload tries again', async () => {
    const link = await asking();
    await send('listRules', {});
    fillDisk();
    expect(await openLink(link)).toEqual({ ok: false, problem: 'storage-full' });
    vi.restoreAllMocks();
    expect(await openLink(link)).toEqual({ ok: true });
    expect(await allRequests()).toHaveLength(1);
  });

  it('is one of thirty an hour; what is known already does not count', async () => {
    for (let n = 0; n < 30; n += 1) {
      expect(await openLink(asking({ id: id(n), site: `s${n}.atlassian.net` }))).toEqual({
        ok: true,
      });
      await openLink(asking({ id: id(n), site: `s${n}.atlassian.net` }));
    }
    const more = () => openLink(asking({ id: id(99) }));
    expect(await more()).toEqual({ ok: false, problem: 'too-many-links' });
    expect(await allRequests()).toHaveLength(30);
    vi.setSystemTime(NOW + 61 * 60_000);
    expect(await more()).toEqual({ ok: true });
  });

  it('finds no gap with many at once', async () => {
    const links = Array.from({ length: 40 }, (_, n) =>
      asking({ id: id(n), site: `s${n}.atlassian.net` }),
    );
    await Promise.all(links.map((link) => openLink(link)));
    expect(await allRequests()).toHaveLength(30);
  });

  it('with an answer is let in whatever the hour', async () => {
    await plant(mine());
    world.areas.session.set('opened-links', Array(30).fill(NOW));
    expect(await openLink(answering())).toEqual({ ok: true });
    expect(await stored(mine().id)).toMatchObject({ status: 'denied' });
  });

  it('holds one ask and no more', async () => {
    const both = `${await asking()} ${await asking({ id: id(2), site: 'two.atlassian.net' })}`;
    await send('linkOpened', { fragment: both }, INTAKE);
    expect(await allRequests()).toHaveLength(1);
  });
});
