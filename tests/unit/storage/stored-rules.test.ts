import { describe, expect, it } from 'vitest';
import { MAX_RULES, type ReviewRule } from '../../../lib/review/rules/rules.ts';
import { keptItem } from '../../../lib/storage/kept-item.ts';
import { ruleList, rulingOn } from '../../../lib/storage/stored-rules.ts';
import { request } from '../samples.ts';
import { id, rule } from '../support/records.ts';

const notWarned = () => false;
const none = { levels: [], unreadable: [] };
/** Approves the sample. */
const approving = (change: Partial<ReviewRule> = {}): ReviewRule => {
  const { app } = request();
  return rule(1, {
    outcome: 'approve',
    reason: '',
    when: {
      clientId: app.clientId,
      scopesWithin: [...app.scopes],
      redirectHost: 'app.draw.example',
      edition: 'cloud',
    },
    ...change,
  });
};

describe('the list of rules', () => {
  it('keeps its order', async () => {
    await ruleList.change(() => [rule(2), rule(1)]);
    expect((await ruleList.read()).rules.map((one) => one.id)).toEqual([id(2), id(1)]);
  });

  it('has room for two hundred', async () => {
    await ruleList.change(() => Array.from({ length: MAX_RULES + 1 }, (_, n) => rule(n)));
    expect((await ruleList.read()).rules).toHaveLength(MAX_RULES);
  });

  it('gives both lists as they are stored', async () => {
    await keptItem<unknown>('rules', []).setValue([rule(1), 'odd']);
    await ruleList.quarantine(['older']);
    expect(await ruleList.everything()).toEqual({ rules: [rule(1), 'odd'], rulesAside: ['older'] });
  });
});

describe('rules of a file', () => {
  it('come in behind those that are here, switched off', async () => {
    await ruleList.change(() => [rule(1)]);
    expect(await ruleList.merge([rule(2)])).toEqual({ added: 1, already: 0, bad: 0 });
    expect((await ruleList.read()).rules).toEqual([rule(1), rule(2, { enabled: false })]);
  });

  it('never change one that is here', async () => {
    await ruleList.change(() => [rule(1)]);
    const merged = await ruleList.merge([rule(1, { outcome: 'review', reason: '' })]);
    expect(merged).toEqual({ added: 0, already: 1, bad: 0 });
    expect((await ruleList.read()).rules).toEqual([rule(1)]);
  });

  it('that cannot be read are put aside, once', async () => {
    const odd = { ...rule(1), when: {} };
    expect(await ruleList.merge([odd])).toEqual({ added: 0, already: 0, bad: 1 });
    expect(await ruleList.merge([odd])).toEqual({ added: 0, already: 1, bad: 0 });
    expect((await ruleList.everything()).rulesAside).toEqual([odd]);
  });

  it('that have no room are put aside', async () => {
    await ruleList.change(() => Array.from({ length: MAX_RULES }, (_, n) => rule(n)));
    expect(await ruleList.merge([rule(999)])).toEqual({ added: 0, already: 0, bad: 1 });
    expect((await ruleList.everything()).rulesAside).toEqual([rule(999)]);
  });
});

describe('what the rules say', () => {
  const on = (
    rules: ReviewRule[],
    { unreadable = [] as unknown[], own = none, warned = notWarned } = {},
  ) => rulingOn({ rules, unreadable }, request(), own, warned).outcome;

  it('is what the first that fits says', () => {
    expect(on([approving(), rule(2)])).toBe('approve');
    expect(on([rule(2), approving()])).toBe('deny');
  });

  it('is no approval while a rule cannot be read', () => {
    expect(on([approving()], { unreadable: [7] })).toBe('review');
  });

  it('is no approval while a level cannot be read', () => {
    expect(on([approving()], { own: { levels: [], unreadable: [7] as never[] } })).toBe('review');
  });

  it('is a refusal all the same', () => {
    expect(on([rule(2)], { unreadable: [7] })).toBe('deny');
  });

  it('is no approval of what somebody would be warned of', () => {
    expect(on([approving()], { warned: () => true })).toBe('review');
  });
});
