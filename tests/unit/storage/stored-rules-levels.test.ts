import { describe, expect, it } from 'vitest';
import { MAX_LEVEL_OVERRIDES } from '../../../lib/review/scopes/level-overrides.ts';
import { keptItem } from '../../../lib/storage/kept-item.ts';
import { levelList } from '../../../lib/storage/stored-rules.ts';

const level = (scope: string) => ({ scope, level: 'high' as const });

describe('levels of the organization’s own', () => {
  it('are kept in the order of their names', async () => {
    await levelList.change(() => [level('write:b'), level('read:a')]);
    expect((await levelList.read()).levels).toEqual([level('read:a'), level('write:b')]);
  });

  it('are no more than a hundred: then nothing changes', async () => {
    await levelList.change(() => [level('read:a')]);
    const bulk = Array.from({ length: MAX_LEVEL_OVERRIDES + 1 }, (_, n) => level(`read:x${n}`));
    expect(await levelList.change(() => bulk)).toBeUndefined();
    expect((await levelList.read()).levels).toEqual([level('read:a')]);
  });

  it('that cannot be read are told apart', async () => {
    await keptItem<unknown>('levels', []).setValue([level('read:a'), level('*'), { scope: 'x' }]);
    expect(await levelList.read()).toEqual({
      levels: [level('read:a')],
      unreadable: [level('*'), { scope: 'x' }],
    });
  });

  it('are forgotten', async () => {
    await levelList.change(() => [level('read:a')]);
    await levelList.forget();
    expect((await levelList.read()).levels).toEqual([]);
  });
});
