import { expect, it, vi } from 'vitest';
import { readSettings } from '../../lib/requests/settings.ts';
import { createWorld } from './model-support.ts';
import { request } from './support.ts';

it('reads the settings again when Options changes them while the popup fills a tab', async () => {
  const world = createWorld();
  const before = readSettings({});
  world.readSettings.mockResolvedValue(before);
  await world.start(request());
  expect(world.model.pages.settings.value).toEqual(before);
  world.readSettings.mockResolvedValue({ ...before, expireAfterDays: 7 });
  world.store.changed(['01KA000000000000000000RW1E']);
  expect(world.readSettings).toHaveBeenCalledTimes(1);
  world.store.changed();
  await vi.waitFor(() => expect(world.model.pages.settings.value?.expireAfterDays).toBe(7));
});
