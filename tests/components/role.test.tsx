import { beforeEach, describe, expect, it } from 'vitest';
import { DEFAULTS, type Role } from '../../lib/requests/settings.ts';
import { createWorld } from './model-support.ts';
import { request, useEnglish } from './support.ts';

beforeEach(useEnglish);

/** The tab that is open after the start, with a request of the person's own, and what waits here. */
async function tabFor(role: Role, waits: boolean) {
  const world = createWorld();
  world.store.settings = { ...DEFAULTS, role };
  await world.start(request({ review: false, asked: true }), ...(waits ? [request()] : []));
  return world.model.side.value;
}

describe('the tab that opens first', () => {
  it.each([
    ['asks', true, 'mine'],
    ['asks', false, 'mine'],
    ['reviews', true, 'review'],
    ['reviews', false, 'review'],
    ['both', true, 'review'],
    ['both', false, 'mine'],
  ] as const)('for %s, with requests to review: %s, is %s', async (role, waits, side) => {
    expect(await tabFor(role, waits)).toBe(side);
  });
});
