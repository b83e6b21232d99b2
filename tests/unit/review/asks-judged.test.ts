import { describe, expect, it } from 'vitest';
import { dropAsks } from '../../../lib/requests/asks.ts';
import { panelItem } from '../../../lib/review/panel-item.ts';
import { ReviewRule, ruleMatchesAsks, rulesOnAsks } from '../../../lib/review/rules/rules.ts';
import { scopeDiff } from '../../../lib/review/scopes/permissions.ts';
import { askersFound, matches, queryWords, queueGroup } from '../../../lib/review/search.ts';
import { approved, become, EVIL, link, page } from '../requests/asks-support.ts';
import { ask, NOW } from '../samples.ts';

const both = become(link(ask(), 'Ana'), link(EVIL, 'Mallory'));
const dropped = dropAsks(both, [both.requesters[1]?.id ?? ''], true, NOW)?.request ?? both;
const clientId = ask().app.clientId ?? '';

const rule = (id: number, change: Partial<ReviewRule>): ReviewRule =>
  ReviewRule.parse({
    v: 1,
    id: `01KA${String(id).padStart(22, '0')}`,
    enabled: true,
    note: '',
    when: { clientId },
    outcome: 'review',
    reason: 'By rule.',
    createdAt: NOW,
    ...change,
  });
const approves = rule(1, {
  outcome: 'approve',
  when: { clientId, redirectHost: 'app.draw.example', edition: 'cloud', levelAtMost: 'high' },
});
/** Another host or permission is for the rule itself to refuse; names are what people are warned of. */
const LOOK = { warned: () => false };
const named = become(link(ask(), 'Ana'), link({ ...ask(), app: { ...ask().app, name: 'Drawn' } }));
const denies = rule(2, { outcome: 'deny', when: { levelAtLeast: 'critical' } });
const blocks = rule(3, { outcome: 'block', when: { clientId } });

describe('rules', () => {
  const honest = become(link(ask(), 'Ana'));

  it('approve nobody along with an ask that they do not cover', () => {
    expect(rulesOnAsks([approves], honest, LOOK).outcome).toBe('approve');
    expect(rulesOnAsks([approves], both, LOOK)).toEqual({ outcome: 'review' });
    expect(ruleMatchesAsks(approves, both, LOOK)).toBe(false);
    expect(rulesOnAsks([approves], dropped, LOOK).outcome).toBe('approve');
  });

  it('approve nothing where the asks do not agree, whatever each of them says', () => {
    expect(rulesOnAsks([approves], named, LOOK)).toEqual({ outcome: 'review' });
  });

  it('deny nobody for what an outsider’s link asks for', () => {
    expect(rulesOnAsks([denies], become(link(EVIL)), LOOK).outcome).toBe('deny');
    expect(rulesOnAsks([denies], both, LOOK)).toEqual({ outcome: 'review' });
    expect(rulesOnAsks([denies, approves], both, LOOK)).toEqual({ outcome: 'review' });
  });

  it('decide where they say the same of each of the asks', () => {
    expect(rulesOnAsks([blocks], both, LOOK)).toEqual({ outcome: 'block', rule: blocks });
    expect(ruleMatchesAsks(blocks, both, LOOK)).toBe(true);
  });
});

describe('the list', () => {
  it('shows the worst that any ask could do, and of a dropped one nothing', () => {
    expect(queueGroup(both).worst).toBe(queueGroup(become(link(EVIL))).worst);
    expect(queueGroup(both).worst).not.toBe(queueGroup(become(link())).worst);
    expect(queueGroup(dropped)).toMatchObject({
      worst: queueGroup(become(link())).worst,
      asked: [NOW],
    });
    expect(panelItem(both)).toMatchObject({ people: 2, permissions: 6 });
    expect(panelItem(dropped)).toMatchObject({ people: 1, permissions: 5, app: 'Draw for Jira' });
  });

  it.each([['evil.example'], ['Draw for Jira Pro'], ['manage:jira-configuration']])(
    'finds a request by what any of its asks says: %s',
    (query) => {
      expect(matches(queueGroup(both).haystack, query)).toBe(true);
      expect(matches(queueGroup(become(link())).haystack, query)).toBe(false);
    },
  );

  it('finds the person whose ask says it', () => {
    const { haystack } = queueGroup(both);
    expect(askersFound(haystack, queryWords('evil.example'))).toEqual([1]);
    expect(askersFound(haystack, queryWords('app.draw.example'))).toEqual([0, 1]);
  });
});

it('a new request is held against what was approved, and not against what an outsider added', () => {
  const decision = { kind: 'approve', reason: '', at: NOW, via: 'here' } as const;
  const last = { ...approved(become(page(), link(EVIL))), decision };
  const next = { ...become(page()), id: '01KA0000000000000000000NEX' };
  expect(scopeDiff(next, [last])).toMatchObject({ added: [], removed: [], sameClient: true });
  expect(scopeDiff(next, [last])).not.toHaveProperty('redirectHost');
});
