import { connectedAppsOf } from '../../lib/atlassian/links.ts';

/**
 * Tells of every change of page, and of every return to it, in a page that changes its address
 * without loading anew. Where the browser has no Navigation API (Firefox before 147), an address
 * that has changed is noticed by what the page draws then.
 * @param look told the cloud id of the Connected apps page that is there now, if it is one
 * @returns asks for the same at once
 */
export function watchAddress(look: (cloudId: string | undefined) => void): () => void {
  const now = () => look(connectedAppsOf(location.pathname));
  let last = location.pathname;
  const moved = () => {
    if (location.pathname === last) return;
    last = location.pathname;
    now();
  };
  const { navigation } = globalThis as { navigation?: EventTarget };
  if (navigation) navigation.addEventListener('currententrychange', moved);
  else {
    addEventListener('popstate', moved);
    new MutationObserver(moved).observe(document, { childList: true, subtree: true });
  }
  // A discarded tab received no messages.
  addEventListener('focus', now);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) now();
  });
  now();
  return now;
}
