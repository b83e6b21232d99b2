import { describe, expect, it } from 'vitest';
import { asksOf, scopesOfAll } from '../../../lib/requests/asks.ts';
import { disagreement } from '../../../lib/requests/disagree.ts';
import { MAX } from '../../../lib/requests/limits.ts';
import { asksForOther, raise, receive } from '../../../lib/requests/raise.ts';
import { ApprovalRequest, type Ask, type Status } from '../../../lib/requests/schema.ts';
import { ask, clock, NOW, request, requester } from '../samples.ts';

const wider = () => ask({ app: { ...ask().app, scopes: [...ask().app.scopes, 'manage:jira'] } });
const mine = (change = {}) => request({ asked: true, review: false, ...change });

/** The outcome of something that must have worked. */
function ok<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: true }> {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome));
  return outcome as Extract<T, { ok: true }>;
}

describe('asking', () => {
  it('files a request under My requests, and writes that it was raised', () => {
    const raised = ok(raise([], ask(), clock()));
    expect(ApprovalRequest.safeParse(raised.request).success).toBe(true);
    expect(raised).toMatchObject({
      joined: false,
      request: { status: 'pending', asked: true, review: false, createdAt: NOW },
    });
    expect(raised.writes.map(({ audit }) => [audit.move, audit.actor, audit.to])).toEqual([
      ['raise', 'requester', 'pending'],
    ]);
  });

  it('keeps nothing secret of an address that was pasted into the reason', () => {
    const page = 'https://auth.atlassian.com/authorize?client_id=abc';
    const secret = '&code_challenge=Secret1&login_hint=Secret2&state=Secret3';
    const reason = `For the plan: ${page}${secret} of https://acme.example/plan?id=7`;
    const { request: made } = ok(raise([], ask({ reason }), clock()));
    expect(JSON.stringify(made)).not.toMatch(/Secret/);
    expect(made.requesters[0]?.reason).toBe(
      `For the plan: ${page}&code_challenge=… of https://acme.example/plan?id=7`,
    );
  });

  it('twice files no twin', () => {
    const first = ok(raise([], ask(), clock())).request;
    const again = ok(raise([first], ask(), clock()));
    expect(again).toEqual({ ok: true, request: first, writes: [], joined: true });
  });

  it('for other scopes lets one wait, though out of a file waits one older than the approved', () => {
    const approved = mine({ status: 'approved', review: true, createdAt: NOW + 1000 });
    const waiting = request({ id: '01KA000000000000000000FFFF' });
    const raised = ok(raise([approved, waiting], wider(), clock()));
    const waits = raised.writes.filter(({ request: { status } }) => status === 'pending');
    expect(waits.map(({ request: { id } }) => id)).toEqual([raised.request.id]);
    const gone = raised.writes.filter(({ request: { status } }) => status === 'superseded');
    expect(gone.map(({ request: { id } }) => id)).toEqual([approved.id, waiting.id]);
    // Whoever waited goes on waiting, in the new one.
    expect(raised.request.requesters.map(({ via }) => via)).toEqual(['link', 'page']);
    expect(raised.request.review).toBe(true);
  });

  it('joins what a colleague asked for in the same browser', () => {
    const joined = ok(raise([request()], ask(), clock()));
    expect(joined.joined).toBe(true);
    expect(joined.request).toMatchObject({ id: request().id, asked: true, review: true });
    expect(joined.request.requesters.map(({ via }) => via)).toEqual(['link', 'page']);
  });

  it('remembers the id that a client gave itself for this person alone', () => {
    const app = (clientId: string) => ({
      ...ask().app,
      clientId,
      resource: 'https://mcp.atlassian.com/v2/mcp',
    });
    const [mine, hers] = ['Dyn1'.padEnd(32, '0'), 'Dyn2'.padEnd(32, '0')];
    const first = ok(raise([], ask({ app: app(mine) }), clock())).request;
    const theirs = requester({ id: '01KA0000000000000000000BEA', clientId: hers });
    const joined = ok(receive([first], ask({ app: app(hers) }), theirs, clock()));
    expect(joined.request.requesters.map(({ clientId }) => clientId)).toEqual([mine, hers]);
    expect(joined.writes[0]?.audit.clientId).toBe(hers);
    expect(ok(raise([], ask(), clock())).request.requesters[0]).not.toHaveProperty('clientId');
  });

  it('for what was approved for a colleague shows that approval', () => {
    const approved = request({ status: 'approved' });
    expect(ok(raise([approved], ask(), clock()))).toMatchObject({
      joined: true,
      writes: [],
      request: { id: approved.id, asked: true, status: 'approved' },
    });
  });

  it('for other scopes supersedes the open request', () => {
    const old = mine();
    const raised = ok(raise([old], wider(), clock()));
    expect(raised.writes.map(({ audit }) => audit.move)).toEqual(['supersede', 'raise']);
    expect(raised.writes[0]?.request).toMatchObject({
      id: old.id,
      status: 'superseded',
      supersededBy: raised.request.id,
    });
    expect(raised.request.requesters).toHaveLength(1);
  });

  it('for other scopes loses nobody who waits for a decision here', () => {
    const raised = ok(raise([request()], wider(), clock()));
    expect(raised.request).toMatchObject({ asked: true, review: true });
    expect(raised.request.requesters.map(({ via }) => via)).toEqual(['link', 'page']);
    expect(raised.writes.at(-1)?.request).toEqual(raised.request);
  });

  it('without knowing the scopes supersedes nothing', () => {
    const unknown = ask({ app: { ...ask().app, scopes: [] } });
    expect(ok(raise([mine()], unknown, clock())).joined).toBe(true);
    expect(asksForOther([], ['a'])).toBe(false);
    expect(asksForOther(['b', 'a'], ['a', 'b'])).toBe(false);
    expect(asksForOther(['a'], ['a', 'b'])).toBe(true);
  });

  it('keeps what one of them saw hidden in the name as theirs, and shows what this page said', () => {
    const odd = ask({ app: { ...ask().app, nameHadHidden: 'U+200B' } });
    const hidden = (one: ApprovalRequest) =>
      asksOf(one).map(({ facts }) => facts.app.nameHadHidden);
    const first = ok(raise([request()], odd, clock())).request;
    expect(first.app.nameHadHidden).toBe('U+200B');
    expect(hidden(first)).toEqual([undefined, 'U+200B']);
    const second = ok(raise([request({ app: odd.app })], ask(), clock())).request;
    expect(second.app).not.toHaveProperty('nameHadHidden');
    expect(hidden(second)).toEqual(['U+200B', undefined]);
    expect(disagreement(second)?.groups).toHaveLength(2);
  });

  it('is not possible for a blocked app', () => {
    const blocked = mine({
      status: 'blocked',
      decision: { kind: 'block', reason: 'No.', at: NOW, via: 'link' },
    });
    expect(raise([blocked], ask(), clock())).toEqual({ ok: false, problem: 'blocked' });
  });

  it('is possible again when a later decision took the block back', () => {
    const blocked = mine({
      status: 'blocked',
      decision: { kind: 'block', reason: 'No.', at: NOW, via: 'link' },
    });
    const denied = mine({
      id: '01KA0000000000000000000RE2',
      status: 'denied',
      createdAt: NOW + 1,
      decision: { kind: 'deny', reason: 'Not yet.', at: NOW + 2, via: 'link' },
    });
    expect(ok(raise([blocked, denied], ask(), clock(NOW + 3))).joined).toBe(false);
  });

  const closed: Status[] = ['denied', 'dismissed', 'withdrawn', 'expired', 'superseded', 'granted'];
  it.each(closed)('after %s is a new request', (status) => {
    const raised = ok(raise([mine({ status })], ask(), clock()));
    expect(raised.joined).toBe(false);
    expect(raised.writes).toHaveLength(1);
  });

  it('is refused where a thousand colleagues have asked already', () => {
    const full = request({ requesters: Array(MAX.requesters).fill(requester()) });
    expect(raise([full], ask(), clock())).toEqual({ ok: false, problem: 'too-many-requesters' });
  });
});

describe('taking in', () => {
  const bea = requester({ id: '01KA0000000000000000000BEA', name: 'Bea', at: NOW - 50 });

  it('files a request under To review, as old as the ask', () => {
    const taken = ok(receive([], ask(), bea, clock()));
    expect(taken).toMatchObject({
      outcome: 'new',
      request: { asked: false, review: true, createdAt: NOW - 50, requesters: [bea] },
    });
    expect(taken.writes.map(({ audit }) => [audit.move, audit.actor])).toEqual([['raise', 'link']]);
    expect(ApprovalRequest.safeParse(taken.request).success).toBe(true);
  });

  it('of an ask from the future counts it as now', () => {
    expect(ok(receive([], ask(), { ...bea, at: NOW + 50 }, clock())).request.createdAt).toBe(NOW);
  });

  it('of a second person joins the first', () => {
    const taken = ok(receive([request()], ask(), bea, clock()));
    expect(taken.outcome).toBe('joined');
    expect(taken.request.requesters).toEqual([requester(), bea]);
    expect(taken.request.createdAt).toBe(NOW - 50);
  });

  it('may widen what the reviewer is shown and never narrows or changes it', () => {
    const narrow = ask({ app: { ...ask().app, scopes: ['manage:jira'] } });
    const joined = ok(receive([request()], narrow, bea, clock())).request;
    expect(joined.app).toEqual(request().app);
    expect(scopesOfAll(joined).scopes).toEqual([...ask().app.scopes, 'manage:jira']);
  });

  it('twice changes nothing', () => {
    const once = ok(receive([], ask(), bea, clock())).request;
    const twice = receive([once], ask(), bea, clock());
    expect(twice).toEqual({ ok: true, request: once, writes: [], outcome: 'already' });
  });

  it('of this browser’s own ask only shows it under To review as well', () => {
    const own = mine({ requesters: [bea] });
    expect(receive([own], ask(), bea, clock())).toEqual({
      ok: true,
      request: { ...own, review: true },
      writes: [],
      outcome: 'already',
    });
  });

  const decided: Status[] = ['approved', 'denied', 'blocked', 'dismissed', 'granted'];
  it.each(decided)('of a new person after %s asks the reviewer anew', (status) => {
    expect(ok(receive([request({ status })], ask(), bea, clock())).outcome).toBe('new');
  });

  describe('for what was approved here', () => {
    const decision = { kind: 'approve', reason: '', at: NOW - 9, via: 'here' } as const;
    const approved = (change = {}) => request({ status: 'approved', decision, ...change });
    const taken = (history: ApprovalRequest[], asked = ask()) =>
      ok(receive(history, asked, bea, clock()));

    it.each(['approved', 'granted'] as const)('counts one more person: %s', (status) => {
      const joined = taken([approved({ status })]);
      expect(joined.outcome).toBe('joined');
      expect(joined.request).toMatchObject({ id: request().id, status, decision });
      expect(joined.request.requesters).toEqual([requester(), bea]);
      expect(joined.writes.map(({ audit }) => [audit.move, audit.from, audit.to])).toEqual([
        ['join', status, status],
      ]);
      expect(taken([joined.request]).outcome).toBe('already');
    });

    const { redirect } = ask().app;
    const other = {
      'other scopes': { scopes: [...ask().app.scopes, 'manage:jira'] },
      'fewer scopes': { scopes: ask().app.scopes.slice(1) },
      'scopes that nobody saw': { scopes: [] },
      'scopes left out of a link': { scopesLeftOut: 2 },
      'another host': {
        redirect: { uri: 'https://evil.example/cb', host: 'evil.example', hadQuery: false },
      },
      'no host': { redirect: undefined },
      'another scheme': { redirect: { ...redirect, uri: `http://${redirect?.host}/cb` } },
      'another name': { name: 'Other' },
      'no client id': { clientId: undefined },
      'a user before the host': { redirect: { ...redirect, hadUser: true } },
      'something odd': { nameHadHidden: ['U+202E'] },
    };
    it.each(Object.entries(other))('asks the reviewer anew with %s', (_, change) => {
      const app = { ...ask().app, ...change } as Ask['app'];
      expect(taken([approved()], ask({ app })).outcome).toBe('new');
    });

    it('counts one more person whose program listens at another port of their own computer', () => {
      const at = (uri: string) => ({
        ...ask().app,
        redirect: { uri, host: new URL(uri).host, hadQuery: false },
      });
      const mine = approved({ app: at('http://127.0.0.1:3118/cb') });
      const outcome = (uri: string) => taken([mine], ask({ app: at(uri) })).outcome;
      expect(outcome('http://127.0.0.1:51234/cb')).toBe('joined');
      expect(outcome('http://127.0.0.1.evil.example:3118/cb')).toBe('new');
      expect(outcome('https://app.draw.example:51234/cb')).toBe('new');
    });

    it('asks anew where it was decided otherwise since, or the approval came by link', () => {
      const denied = { ...decision, kind: 'deny', at: NOW - 5 } as const;
      const later = request({
        id: '01KA00000000000000000LATER',
        status: 'denied',
        decision: denied,
      });
      expect(taken([approved(), later]).outcome).toBe('new');
      expect(taken([approved({ decision: { ...decision, via: 'link' } })]).outcome).toBe('new');
      expect(taken([approved({ status: 'withdrawn' })]).outcome).toBe('new');
    });

    it('asks anew of a client that registers itself each time', () => {
      const app = { ...ask().app, resource: 'https://mcp.atlassian.com/v2/mcp' };
      const mine = approved({ app });
      expect(
        taken([mine], ask({ app: { ...app, clientId: 'Dyn2'.padEnd(32, '0') } })).outcome,
      ).toBe('new');
    });

    it('asks anew where no more people have room in it', () => {
      const full = approved({ requesters: Array(MAX.requesters).fill(requester()) });
      expect(taken([full]).outcome).toBe('new');
    });
  });

  it('stops at a thousand people', () => {
    const full = request({ requesters: Array(MAX.requesters).fill(requester()) });
    expect(receive([full], ask(), bea, clock())).toEqual({
      ok: false,
      problem: 'too-many-requesters',
    });
  });
});
