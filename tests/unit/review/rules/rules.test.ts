import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { App, ApprovalRequest, Decision } from '../../../../lib/requests/schema.ts';
import { ruleFromDecision, tryRule } from '../../../../lib/review/rules/rule-draft.ts';
import {
  applyRules,
  type Look,
  needsLook,
  ReviewRule,
  ReviewRules,
} from '../../../../lib/review/rules/rules.ts';
import { dice, NOW, request, SCOPES, ulidOf } from '../../samples.ts';

const roll = dice(9);
const CLIENT = 'AbCdEfGhIjKlMnOpQrStUvWxYz012345';
const SITE = 'acme.atlassian.net';
/** What every rule that approves says: which client, sent back where, in which edition. */
const HERE = { clientId: CLIENT, redirectHost: 'app.draw.example', edition: 'cloud' } as const;
/** Nobody is warned of anything. */
const QUIET: Look = { warned: () => false };

function rule(change: Partial<ReviewRule> = {}): ReviewRule {
  return {
    v: 1,
    id: ulidOf(roll),
    enabled: true,
    note: '',
    when: { ...HERE, levelAtMost: 'high' },
    outcome: 'approve',
    reason: '',
    createdAt: NOW,
    ...change,
  };
}

const app = (change: Partial<App>): ApprovalRequest =>
  request({ app: { ...request().app, ...change } });

const outcome = (one: ReviewRule, asked: ApprovalRequest) =>
  applyRules([one], asked, QUIET).outcome;
const deny = (when: ReviewRule['when']) => rule({ outcome: 'deny', reason: 'No.', when });

describe('the schema of a rule', () => {
  const problems = (one: unknown) =>
    z.safeParse(ReviewRule, one).error?.issues.map(({ message }) => message) ?? [];

  it('takes a sound one', () => {
    expect(problems(rule())).toEqual([]);
    expect(problems(deny({ site: SITE }))).toEqual([]);
    expect(z.safeParse(ReviewRules, [rule(), rule()]).success).toBe(true);
  });

  it('refuses what would approve too much', () => {
    expect(
      problems(rule({ when: { redirectDomain: 'draw.example', levelAtMost: 'low' } })),
    ).toEqual(['approve-needs-client']);
    expect(problems(rule({ when: { clientId: CLIENT } }))).toEqual(['approve-needs-bound']);
    expect(problems(rule({ when: {}, outcome: 'review' }))).toEqual(['no-condition']);
  });

  it('owes a reason for refusing', () => {
    expect(problems(rule({ outcome: 'deny', reason: ' ' }))).toEqual(['reason-owed']);
    expect(problems(rule({ outcome: 'block', reason: '' }))).toEqual(['reason-owed']);
  });

  it('knows no condition on the name', () => {
    const named = { ...rule(), when: { name: 'Draw', site: SITE } };
    const parsed = z.safeParse(ReviewRule, { ...named, outcome: 'deny', reason: 'No.' });
    expect(parsed.data?.when).toEqual({ site: SITE });
    expect(problems({ ...named, when: { name: 'Draw' }, outcome: 'review' })).toEqual([
      'no-condition',
    ]);
  });

  it('refuses what is out of bounds', () => {
    for (const when of [
      { clientId: 'x y' },
      { redirectDomain: 'Draw.example' },
      { redirectDomain: 'draw' },
      { site: 'nosite' },
      { scopesWithin: [] },
      { levelAtMost: 'harmless' },
    ])
      expect(problems({ ...rule(), when }).length, JSON.stringify(when)).toBeGreaterThan(0);
    expect(z.safeParse(ReviewRules, Array(201).fill(rule())).success).toBe(false);
  });
});

describe('a rule', () => {
  it('goes by the client id to the letter, whatever the name', () => {
    expect(outcome(rule(), request())).toBe('approve');
    expect(outcome(rule(), app({ name: 'Quite another' }))).toBe('approve');
    expect(outcome(rule(), app({ clientId: CLIENT.toLowerCase() }))).toBe('review');
  });

  it('goes by site and by the registrable domain of the redirect', () => {
    expect(outcome(deny({ site: SITE }), request())).toBe('deny');
    expect(outcome(deny({ site: 'other.atlassian.net' }), request())).toBe('review');
    const domain = deny({ redirectDomain: 'draw.example' });
    expect(outcome(domain, request())).toBe('deny');
    const at = (uri: string) =>
      app({ redirect: { uri, host: 'app.draw.example', hadQuery: false } });
    expect(outcome(domain, at('https://draw.example.evil.example/cb'))).toBe('review');
    expect(outcome(domain, at('vscode://draw.example/cb'))).toBe('review');
    expect(outcome(domain, at('http://localhost/draw.example'))).toBe('review');
  });

  it('goes by the worst level, at most and at least', () => {
    const most = (levelAtMost: 'low' | 'medium' | 'high') =>
      outcome(rule({ when: { ...HERE, levelAtMost } }), request());
    expect([most('low'), most('medium'), most('high')]).toEqual(['review', 'review', 'approve']);
    expect(outcome(deny({ levelAtLeast: 'high' }), request())).toBe('deny');
    expect(outcome(deny({ levelAtLeast: 'critical' }), request())).toBe('review');
    const set = { 'write:jira-work': 'critical' } as const;
    expect(
      applyRules([deny({ levelAtLeast: 'critical' })], request(), { ...QUIET, overrides: set })
        .outcome,
    ).toBe('deny');
  });

  it('goes by scopes that may be asked for', () => {
    const within = rule({ when: { ...HERE, scopesWithin: SCOPES } });
    expect(outcome(within, request())).toBe('approve');
    expect(outcome(within, app({ scopes: SCOPES.slice(2) }))).toBe('approve');
    expect(outcome(within, app({ scopes: [...SCOPES, 'delete:issue:jira'] }))).toBe('review');
  });

  it('never approves what is not known or not fixed', () => {
    const wide = rule({ when: { ...HERE, levelAtMost: 'critical' } });
    expect(outcome(wide, app({ scopes: [] }))).toBe('review');
    expect(outcome(wide, app({ scopesLeftOut: 3 }))).toBe('review');
    expect(outcome(wide, app({ scopes: ['read:jira:agent-interface'] }))).toBe('review');
    expect(outcome(wide, request({ cause: 'by-hand', screen: 'domain-not-allowed' }))).toBe(
      'review',
    );
    expect(outcome(wide, app({ resource: 'https://mcp.atlassian.com/v2/mcp' }))).toBe('review');
    const { clientId: _, ...nameless } = request().app;
    expect(outcome(wide, request({ app: nameless }))).toBe('review');
    // Made past the schema: still nothing.
    const broken = rule({ when: { site: SITE } });
    expect(outcome(broken, request())).toBe('review');
  });

  it('may refuse on scopes that were left out, if those shown are enough', () => {
    expect(outcome(deny({ levelAtLeast: 'high' }), app({ scopesLeftOut: 3 }))).toBe('deny');
    expect(outcome(deny({ levelAtMost: 'critical' }), app({ scopesLeftOut: 3 }))).toBe('review');
    expect(outcome(deny({ levelAtLeast: 'low' }), app({ scopes: [] }))).toBe('review');
  });

  it('never approves a permission that is not in our list, whatever bound it has', () => {
    const unknown = app({ scopes: ['read:jira-work', 'impersonate:user:jira'] });
    const full = app({ scopes: ['xyzzy-full-control'] });
    const mild = app({ scopes: ['read:jira-work', 'read:something:jira'] });
    for (const asked of [unknown, full, mild]) {
      for (const bound of [
        { levelAtMost: 'medium' },
        { levelAtMost: 'critical' },
        { scopesWithin: asked.app.scopes },
      ] as const)
        expect(outcome(rule({ when: { ...HERE, ...bound } }), asked)).toBe('review');
      // Unknown is not a level: a bound from above is not met, whatever the rule would say.
      expect(outcome(deny({ levelAtMost: 'critical' }), asked)).toBe('review');
    }
    // Not even where the organization has set a level for it.
    const low = { 'xyzzy-full-control': 'low' } as const;
    const wide = rule({ when: { ...HERE, levelAtMost: 'low' } });
    expect(applyRules([wide], full, { ...QUIET, overrides: low }).outcome).toBe('review');
  });

  it('approves for the very host it was made for, and in its edition', () => {
    const at = (uri: string) =>
      app({ redirect: { uri, host: 'app.draw.example', hadQuery: false } });
    for (const uri of [
      'https://evil.example/cb',
      'https://draw.example/cb',
      'https://x.app.draw.example/cb',
      'https://app.draw.example.evil.example/cb',
      'http://localhost/cb',
      'draw://app.draw.example/cb',
    ])
      expect(outcome(rule(), at(uri)), uri).toBe('review');
    const { redirect: _, ...nowhere } = request().app;
    expect(outcome(rule(), request({ app: nowhere }))).toBe('review');
    expect(outcome(rule(), request({ edition: 'government' }))).toBe('review');
    expect(outcome(deny({ edition: 'government', site: SITE }), request())).toBe('review');
  });

  it('approves nothing of which somebody would be warned; it may still refuse that', () => {
    const warned: Look = { warned: () => true };
    expect(applyRules([rule()], request(), warned).outcome).toBe('review');
    expect(applyRules([rule(), deny({ site: SITE })], request(), warned).outcome).toBe('deny');
  });

  it('made before rules named host and edition is kept, and approves nothing', () => {
    const old = rule({ when: { clientId: CLIENT, levelAtMost: 'critical' } });
    expect(z.safeParse(ReviewRule, old).data).toEqual(old);
    expect(needsLook(old)).toBe(true);
    expect(outcome(old, request())).toBe('review');
    for (const key of ['redirectHost', 'edition'] as const) {
      const { [key]: _, ...half } = { ...HERE, levelAtMost: 'high' as const };
      expect(needsLook(rule({ when: half }))).toBe(true);
      expect(outcome(rule({ when: half }), request())).toBe('review');
    }
    expect([needsLook(rule()), needsLook(deny({ site: SITE }))]).toEqual([false, false]);
  });

  it('is the first that matches and is switched on', () => {
    const off = rule({ enabled: false });
    const block = rule({ outcome: 'block', reason: 'No.', when: { clientId: CLIENT } });
    const said = applyRules([off, block, rule()], request(), QUIET);
    expect(said).toEqual({ rule: block, outcome: 'block' });
    expect(applyRules([], request(), QUIET)).toEqual({ outcome: 'review' });
    const look = rule({ outcome: 'review', when: { site: SITE } });
    expect(applyRules([look, block], request(), QUIET).rule).toBe(look);
  });
});

describe('a rule made from a decision', () => {
  const fresh = { id: ulidOf(roll), now: NOW };
  const from = (asked: ApprovalRequest, kind: Decision['kind'], reason = 'Why.') =>
    ruleFromDecision(asked, { kind, reason }, fresh);

  it('is no wider than the decision, sound, and switched off', () => {
    const made = from(request(), 'approve');
    expect(made).toMatchObject({
      enabled: false,
      outcome: 'approve',
      madeFrom: request().id,
      when: { ...HERE, site: SITE, scopesWithin: SCOPES },
    });
    expect(z.safeParse(ReviewRule, made).success).toBe(true);
    expect(made && applyRules([{ ...made, enabled: true }], request(), QUIET).outcome).toBe(
      'approve',
    );
    const denied = from(request(), 'deny');
    expect(denied?.when).toEqual({ clientId: CLIENT, edition: 'cloud', site: SITE });
    expect(z.safeParse(ReviewRule, denied).success).toBe(true);
  });

  it('cannot be made where nothing holds', () => {
    expect(from(request(), 'dismiss')).toBeUndefined();
    expect(from(request({ site: '' }), 'deny')).toBeUndefined();
    expect(from(app({ scopes: [] }), 'approve')).toBeUndefined();
    expect(from(app({ scopes: ['read:jira:agent-interface'] }), 'approve')).toBeUndefined();
    expect(from(request(), 'deny', ' ')).toBeUndefined();
  });

  it('holds on to the redirect domain where a client cannot be held by its id', () => {
    const agent = { scopes: ['read:jira:agent-interface'] };
    expect(from(app(agent), 'block')?.when).toEqual({
      redirectDomain: 'draw.example',
      edition: 'cloud',
      site: SITE,
    });
    const local = { uri: 'http://localhost:1/cb', host: 'localhost:1', hadQuery: false };
    expect(from(app({ ...agent, redirect: local }), 'block')).toBeUndefined();
    const shared = {
      uri: 'https://token.botframework.com/cb',
      host: 'token.botframework.com',
      hadQuery: false,
    };
    expect(from(app({ ...agent, redirect: shared }), 'block')).toBeUndefined();
  });
});

describe('a rule tried against the history', () => {
  const decided = (kind: Decision['kind'], via: Decision['via'] = 'here') =>
    request({ id: ulidOf(roll), decision: { kind, reason: '', at: NOW, via } });

  it('shows what it would have done, and where that differs from what was decided', () => {
    const other = app({ clientId: `x${CLIENT.slice(1)}` });
    const history = [
      decided('approve'),
      decided('deny'),
      decided('block', 'link'),
      request(),
      other,
    ];
    const tried = tryRule(rule({ enabled: false }), history);
    expect(tried).toMatchObject({ agrees: 1, differs: 1 });
    expect(tried.would.map(({ decided: was, agrees }) => [was, agrees])).toEqual([
      ['approve', true],
      ['deny', false],
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  it('neither agrees nor differs where it leaves things for review', () => {
    const look = rule({ outcome: 'review', when: { site: SITE } });
    expect(tryRule(look, [decided('deny')])).toMatchObject({ agrees: 0, differs: 0 });
  });
});
