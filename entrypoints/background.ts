import { defineBackground } from '#imports';
import { afterWrite } from '../lib/background/after-write.ts';
import { authorizeHandlers } from '../lib/background/authorize-handlers.ts';
import { channelHandlers } from '../lib/background/channel-handlers.ts';
import { createChannels } from '../lib/background/channels.ts';
import { watchConnections } from '../lib/background/connections.ts';
import { watchConsents } from '../lib/background/consent-answers.ts';
import { watchHosts } from '../lib/background/content-scripts.ts';
import { destinationHandlers } from '../lib/background/destination-handlers.ts';
import { sampleHandlers, shutOutScripts, watchInstall } from '../lib/background/first-run.ts';
import { hostsHandlers } from '../lib/background/hosts-handlers.ts';
import { linkHandlers } from '../lib/background/link-handlers.ts';
import { watchNews } from '../lib/background/notify.ts';
import { manualHandlers, pageHandlers } from '../lib/background/page-handlers.ts';
import {
  lookAtToggles,
  panelHandlers,
  toggleHandlers,
  watchToggles,
} from '../lib/background/panel-handlers.ts';
import { queueHandlers } from '../lib/background/queue-handlers.ts';
import { auditHandlers, backupHandlers } from '../lib/background/records-handlers.ts';
import {
  levelsHandlers,
  reviewHandlers,
  rulesHandlers,
  settingsHandlers,
} from '../lib/background/review-handlers.ts';
import {
  cleanup,
  lookAtClock,
  watchAlarms,
  watchCleanup,
  watchExpiry,
} from '../lib/background/schedule.ts';
import { serve } from '../lib/background/serve.ts';
import { openStore } from '../lib/storage/request-store.ts';
import { afterEachWrite, followUp } from '../lib/storage/written.ts';

/** Listens and asks the handlers. No state of its own: the worker dies at any moment. */
function main() {
  // First of all, and at every start: an update or a new profile knows nothing of it.
  shutOutScripts().catch(() => undefined);
  const store = openStore();
  const channels = createChannels(store);
  afterEachWrite(() => {
    channels.afterWrite();
    return afterWrite(store);
  });
  serve({
    ...pageHandlers(store),
    ...linkHandlers(store),
    ...reviewHandlers(store),
    ...auditHandlers(),
    ...rulesHandlers(),
    ...levelsHandlers(),
    ...settingsHandlers(),
    ...backupHandlers(),
    ...sampleHandlers(),
    ...queueHandlers(store),
    ...authorizeHandlers(store),
    ...panelHandlers(),
    ...toggleHandlers(store),
    ...hostsHandlers(store),
    ...destinationHandlers(store, channels),
    ...channelHandlers(store, channels),
    ...manualHandlers(store),
  });
  watchAlarms({
    expiry: lookAtClock,
    tidy: cleanup,
    'open-toggle': lookAtToggles,
    outbox: channels.send,
    look: channels.look,
  });
  watchNews(store.one);
  channels.watch();
  watchConnections();
  watchExpiry();
  watchInstall();
  watchConsents(store);
  watchCleanup();
  watchToggles();
  watchHosts();
  followUp().catch(() => undefined);
}

export default defineBackground({ type: 'module', main });
