import { describe, expect, it } from 'vitest';
import {
  isRuleOf,
  MAX_BLOCKS,
  RULE_IDS,
  responseBlocks,
} from '../../../lib/background/response-blocks.ts';
import { world } from '../support/fake-browser.ts';

const STATE = 'a'.repeat(43);
const ids = () => [...world.rules.keys()].sort((a, b) => a - b);

describe('ids of rules', () => {
  it('belong to one owner each', () => {
    const ranges = Object.values(RULE_IDS).sort(([a], [b]) => a - b);
    for (const [n, [first, last]] of ranges.entries()) {
      expect(first).toBeLessThan(last);
      expect(first).toBeGreaterThan(ranges[n - 1]?.[1] ?? 0);
    }
    expect(isRuleOf('responseBlocks', { id: 999 })).toBe(false);
    expect(isRuleOf('responseBlocks', { id: 1149 })).toBe(true);
    expect(isRuleOf('channels', { id: 1149 })).toBe(false);
  });

  it('of as many holds as there may be are all its own', async () => {
    for (let hold = 0; hold < MAX_BLOCKS; hold += 1) await responseBlocks.put(hold, STATE);
    await responseBlocks.possible();
    expect(ids()).toHaveLength(2 * MAX_BLOCKS);
    expect([...world.rules.values()].every((rule) => isRuleOf('responseBlocks', rule))).toBe(true);
  });
});

describe('holds', () => {
  it('are up once both of their rules are', async () => {
    await responseBlocks.put(3, STATE);
    expect(await responseBlocks.up()).toEqual(new Set([3]));
    world.rules.delete(1003);
    expect(await responseBlocks.up()).toEqual(new Set());
  });

  it('compare our own state, and no other host than Atlassian’s is let through', async () => {
    await responseBlocks.put(0, STATE);
    const [target] = [...world.rules.values()].filter(({ id }) => id === 1000);
    expect(target?.condition).toMatchObject({ urlFilter: `state=${STATE}` });
  });

  it('that are not kept go, and nobody else’s rules with them', async () => {
    for (const id of [1, 999, 1150, 2000, 2099]) world.rules.set(id, { id, condition: {} });
    await responseBlocks.put(0, STATE);
    await responseBlocks.put(1, STATE);
    await responseBlocks.keepOnly([1]);
    expect(await responseBlocks.up()).toEqual(new Set([1]));
    await responseBlocks.keepOnly([]);
    expect(ids()).toEqual([1, 999, 1150, 2000, 2099]);
  });

  it('are possible where the browser keeps conditions on responses, and leave no trace', async () => {
    expect(await responseBlocks.possible()).toBe(true);
    expect(ids()).toEqual([]);
  });
});
