import { describe, expect, it } from 'vitest';
import { requestPayload } from '../../../lib/channels/payload.ts';
import { asksOf, dropAsks, scopesOfAll, settled } from '../../../lib/requests/asks.ts';
import { authorizable, expectedOf } from '../../../lib/requests/authorize.ts';
import { connectPage } from '../../../lib/requests/connect-page.ts';
import { disagreement } from '../../../lib/requests/disagree.ts';
import { outgrown } from '../../../lib/requests/find-own.ts';
import { MAX } from '../../../lib/requests/limits.ts';
import { raise, receive } from '../../../lib/requests/raise.ts';
import { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { ask, clock, NOW, requester, SCOPES } from '../samples.ts';

import {
  approved,
  at,
  become,
  EVIL,
  HONEST,
  link,
  must,
  page,
  saying,
  shownOf,
  ulid,
} from './asks-support.ts';

describe('an outsider’s link', () => {
  it('changes nothing of what an honest page said, whichever came first', () => {
    for (const one of [
      become(page(), link(EVIL, 'Mallory')),
      become(link(EVIL, 'Mallory'), page()),
      become(link(EVIL, 'Mallory'), page(), link(EVIL, 'Mallory')),
    ]) {
      expect(shownOf(one)).toEqual(HONEST);
      expect(authorizable(approved(one))).toMatchObject({
        ok: true,
        redirectHost: 'app.draw.example',
        parts: { scopes: SCOPES },
      });
      expect(expectedOf(one)).toMatchObject({ appName: 'Draw for Jira', scopes: SCOPES });
      expect(connectPage(one)).toEqual({
        kind: 'start',
        url: 'https://app.draw.example/settings/integrations',
      });
    }
  });

  it('does not make this browser’s own person ask anew', () => {
    const own = become(page(), link(EVIL, 'Mallory'));
    const { edition, site, app } = ask();
    expect(outgrown(own, { edition, site, app })).toBe(false);
    expect(must(raise([own], ask(), clock()))).toMatchObject({ joined: true, writes: [] });
  });

  it('in front of an honest one does not swallow it: both are told, and who brought which', () => {
    const one = become(link(EVIL, 'Mallory'), link(ask(), 'Ana'));
    expect(one.app.name).toBe('Draw for Jira Pro');
    const told = disagreement(one);
    expect(
      told?.groups.map(({ app, asks }) => [
        app.name,
        app.redirect?.host,
        asks.map(({ name }) => name),
      ]),
    ).toEqual([
      ['Draw for Jira Pro', 'evil.example', ['Mallory']],
      ['Draw for Jira', 'app.draw.example', ['Ana']],
    ]);
    expect(told?.groups[0]?.beyond).toEqual(['manage:jira-configuration']);
    expect(told?.groups[0]?.app).toMatchObject({
      nameHadHidden: 'U+200B',
      falseHost: 'auth.evil.example',
    });
  });

  it('leads nobody anywhere until one of the two is dropped', () => {
    const one = approved(become(link(EVIL, 'Mallory'), link(ask(), 'Ana')));
    expect(authorizable(one)).toEqual({ ok: false, why: 'asks-disagree' });
    expect(connectPage(one)).toEqual({ kind: 'disputed' });
    const [mallory] = one.requesters;
    const dropped = dropAsks(one, [mallory?.id ?? ''], true, NOW + 1);
    expect(authorizable(dropped?.request ?? one)).toMatchObject({
      ok: true,
      redirectHost: 'app.draw.example',
      parts: { scopes: SCOPES },
    });
    expect(shownOf(dropped?.request ?? one)).toEqual(HONEST);
  });

  it('behind an honest one changes nothing that is shown, and adds to what it could do', () => {
    const one = become(link(ask(), 'Ana'), link(EVIL, 'Mallory'));
    expect(shownOf(one)).toEqual(HONEST);
    expect(scopesOfAll(one).scopes).toEqual([...SCOPES, 'manage:jira-configuration']);
    expect(one.others).toHaveLength(1);
  });

  it('is written in the log as it came', () => {
    const first = become(page());
    const joined = must(receive([first], EVIL, requester({ id: ulid() }), clock()));
    expect(joined.writes[0]?.audit).toMatchObject({
      move: 'join',
      app: EVIL.app.name,
      scopes: EVIL.app.scopes,
    });
  });
});

describe('asks that say the same', () => {
  it('are kept once, and are no disagreement', () => {
    const turned = saying({ scopes: [...SCOPES].reverse() });
    const one = become(link(), link(ask(), 'Bea'), link(turned, 'Cid'));
    expect(disagreement(one)).toBeUndefined();
    expect(one.others).toBeUndefined();
    expect(one.requesters.every(({ said }) => said === undefined)).toBe(true);
  });

  it('as each other, but not as the first, are kept once', () => {
    const bulk = Array.from({ length: 30 }, (_, n) => link(ask(), `P${n}`));
    const one = become(link(EVIL), ...bulk);
    expect(one.others).toHaveLength(1);
    expect(disagreement(one)?.groups[1]?.asks).toHaveLength(30);
  });

  it('but for page and words of the page are no disagreement, and keep theirs', () => {
    const other = ask({ startPage: 'https://app.draw.example/team/blue', message: 'Bitte.' });
    const one = become(link(), link(other, 'Bea'));
    expect(disagreement(one)).toBeUndefined();
    expect(asksOf(one)[1]?.facts).toMatchObject({
      startPage: 'https://app.draw.example/team/blue',
      message: 'Bitte.',
    });
  });

  it('may leave something unsaid: an address or permissions that a page did not show', () => {
    const { redirect: _, ...app } = ask().app;
    const one = become(link(), link(ask({ app: { ...app, scopes: [] } }), 'Bea'));
    expect(disagreement(one)).toBeUndefined();
    const cut = { ...at('app.draw.example'), uri: 'https://app.draw.example/', hadQuery: true };
    expect(disagreement(become(link(), link(saying({ redirect: cut }), 'Bea')))).toBeUndefined();
  });

  it('may have each their port on their own computer', () => {
    const local = (port: number) => saying({ redirect: at(`127.0.0.1:${port}`) });
    expect(disagreement(become(link(local(4001)), link(local(4002), 'Bea')))).toBeUndefined();
  });

  it('a list that a link had no room for is not held against the whole one', () => {
    const cut = saying({ scopes: SCOPES.slice(0, 2), scopesLeftOut: 3 });
    expect(disagreement(become(link(cut), link(ask(), 'Bea')))).toBeUndefined();
    const odd = saying({ scopes: ['manage:jira-configuration'], scopesLeftOut: 1 });
    expect(disagreement(become(link(odd), link(ask(), 'Bea')))?.groups[0]?.beyond).toEqual([
      'manage:jira-configuration',
    ]);
  });
});

describe('what is kept', () => {
  it('stays within bounds, and cuts no name and no address', () => {
    let one = become(link());
    for (let n = 0; n < 80; n += 1) {
      const scopes = Array.from({ length: MAX.scopes }, (_, at) => `read:thing-${n}-${at}:jira`);
      const says = saying({ name: `App ${n}`, redirect: at(`h${n}.example`), scopes });
      one = must(receive([one], says, requester({ id: ulid() }), clock())).request;
    }
    const kept = ApprovalRequest.parse(one);
    const held = (kept.others ?? []).reduce((sum, { scopes }) => sum + scopes.length, 0);
    expect(held).toBeLessThanOrEqual(MAX.otherScopes);
    const told = asksOf(kept).map(({ facts }) => facts.app);
    expect(new Set(told.map(({ name }) => name)).size).toBe(81);
    expect(told.at(-1)).toMatchObject({ scopes: [], scopesLeftOut: MAX.scopes });
    expect(told[1]).toMatchObject({ scopes: expect.arrayContaining(['read:thing-0-199:jira']) });
    const full = { ...kept, others: Array(60).fill(kept.others?.[0]) };
    expect(ApprovalRequest.safeParse(full).success).toBe(false);
  });

  it('travels as that person’s own ask said it', () => {
    const one = become(link(EVIL, 'Mallory'), link(ask(), 'Ana'));
    const ana = one.requesters[1];
    const { app, cause, message, startPage } = HONEST;
    expect(ana && requestPayload(one, ana)).toMatchObject({
      ...{ app, cause, message, startPage },
      name: 'Ana',
    });
  });

  it('of clients that register themselves anew keeps the id that each had', () => {
    const dynamic = (id: string) =>
      saying({ clientId: id.padEnd(32, '0'), resource: 'https://mcp.atlassian.com/v2/mcp' });
    let one = must(
      receive(
        [],
        dynamic('Dyn1'),
        { ...requester(), id: ulid(), clientId: 'Dyn1'.padEnd(32, '0') },
        clock(),
      ),
    ).request;
    one = must(
      receive(
        [one],
        dynamic('Dyn2'),
        { ...requester(), id: ulid(), clientId: 'Dyn2'.padEnd(32, '0') },
        clock(),
      ),
    ).request;
    expect(one.others).toBeUndefined();
    const [first] = one.requesters;
    const left = dropAsks(one, [first?.id ?? ''], true, NOW)?.request;
    expect(left?.app.clientId).toBe('Dyn2'.padEnd(32, '0'));
  });

  it('of before, where no ask kept anything of its own, is read as it was', () => {
    const { others: _, ...old } = become(link(), link(ask(), 'Bea'));
    expect(settled(old, asksOf(old))).toEqual(old);
    const joined = must(receive([old], EVIL, requester({ id: ulid() }), clock())).request;
    expect(joined.app).toEqual(old.app);
    expect(asksOf(joined).map(({ facts }) => facts.app.name)).toEqual([
      'Draw for Jira',
      'Draw for Jira',
      'Draw for Jira Pro',
    ]);
  });
});
