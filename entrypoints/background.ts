import { defineBackground } from '#imports';
import { showBadge } from '../lib/browser/badge.ts';
import { watchConnections } from '../lib/browser/connections.ts';
import { linkHandlers } from '../lib/browser/link-handlers.ts';
import { pageHandlers } from '../lib/browser/page-handlers.ts';
import { pageSeen } from '../lib/browser/pages.ts';
import { reviewHandlers } from '../lib/browser/review-handlers.ts';
import { serve } from '../lib/browser/serve.ts';
import { openStore } from '../lib/browser/store.ts';

/** Listens and asks the handlers. No state of its own: the worker dies at any moment. */
export default defineBackground(() => {
  const store = openStore();
  serve({
    ...pageSeen(store),
    ...pageHandlers(store),
    ...linkHandlers(store),
    ...reviewHandlers(store),
  });
  watchConnections();
  showBadge(store).catch(() => undefined);
});
