import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { afterEach, beforeEach, vi } from 'vitest';
import { carryFrom } from '../../../lib/storage/kept-item.ts';
import { afterEachWrite } from '../../../lib/storage/written.ts';
import { NOW } from '../samples.ts';
import { Channel, freshChannels } from './channel.ts';
import { freshBrowser } from './fake-browser.ts';
import { Locks } from './locks.ts';
import { quiet } from './quiet.ts';

// A new database, browser and clock for each test; nothing is left of the one before.
beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  vi.stubGlobal('indexedDB', new IDBFactory());
  vi.stubGlobal('BroadcastChannel', Channel);
  Object.defineProperty(navigator, 'locks', { value: new Locks(), configurable: true });
  freshChannels();
  freshBrowser();
  carryFrom(async () => ({}));
  afterEachWrite();
});

afterEach(async () => {
  await quiet();
  vi.restoreAllMocks();
  vi.useRealTimers();
});
