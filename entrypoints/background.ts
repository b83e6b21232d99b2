import { defineBackground } from '#imports';
import { afterWrite } from '../lib/browser/after-write.ts';
import { watchConsents } from '../lib/browser/answers.ts';
import { auditHandlers } from '../lib/browser/audit-handlers.ts';
import { authoriseHandlers } from '../lib/browser/authorise-handlers.ts';
import { backupHandlers } from '../lib/browser/backup-handlers.ts';
import { watchConnections } from '../lib/browser/connections.ts';
import { deskHandlers } from '../lib/browser/desk-handlers.ts';
import { watchExpiry } from '../lib/browser/expiry.ts';
import { handHandlers } from '../lib/browser/hand-handlers.ts';
import { hostsHandlers } from '../lib/browser/hosts-handlers.ts';
import { shutOutScripts } from '../lib/browser/kept-item.ts';
import { levelsHandlers } from '../lib/browser/levels-handlers.ts';
import { linkHandlers } from '../lib/browser/link-handlers.ts';
import { watchHosts } from '../lib/browser/other-hosts.ts';
import { pageHandlers } from '../lib/browser/page-handlers.ts';
import { panelHandlers } from '../lib/browser/panel-handlers.ts';
import { reviewHandlers } from '../lib/browser/review-handlers.ts';
import { rulesHandlers } from '../lib/browser/rules-handlers.ts';
import { serve } from '../lib/browser/serve.ts';
import { settingsHandlers } from '../lib/browser/settings-handlers.ts';
import { openStore } from '../lib/browser/store.ts';
import { watchTidy } from '../lib/browser/tidy.ts';
import { toggleHandlers, watchToggles } from '../lib/browser/toggle-handlers.ts';

/** Listens and asks the handlers. No state of its own: the worker dies at any moment. */
export default defineBackground(() => {
  // First of all, and at every start: an update or a new profile knows nothing of it.
  shutOutScripts().catch(() => undefined);
  const store = openStore();
  serve({
    ...pageHandlers(store),
    ...linkHandlers(store),
    ...reviewHandlers(store),
    ...auditHandlers(),
    ...rulesHandlers(),
    ...levelsHandlers(),
    ...settingsHandlers(store),
    ...backupHandlers(store),
    ...deskHandlers(store),
    ...authoriseHandlers(store),
    ...panelHandlers(store),
    ...toggleHandlers(store),
    ...hostsHandlers(store),
    ...handHandlers(store),
  });
  watchConnections();
  watchExpiry(store);
  watchConsents(store);
  watchTidy();
  watchToggles(store);
  watchHosts();
  afterWrite(store).catch(() => undefined);
});
