import { defineUnlistedScript } from '#imports';
import { nativeApi } from '../lib/browser/native-api.ts';

/**
 * Takes a share link in on Atlassian's administration and sign-in pages: hands the fragment to the
 * background, and takes it out of the address bar and the tab's own history once it was taken in
 * (or was refused with a sentence). The browser's list of visited addresses may still hold it.
 */
export default defineUnlistedScript(() => {
  const api = nativeApi();
  const take = () => {
    const { hash } = location;
    if (!hash.startsWith('#countersign=')) return;
    api.runtime.sendMessage({ name: 'linkOpened', data: { fragment: hash.slice(0, 70_000) } }).then(
      (heard?: { ok: boolean }) => {
        if (heard?.ok && location.hash === hash) {
          history.replaceState(history.state, '', location.pathname + location.search);
        }
      },
      () => undefined,
    );
  };
  addEventListener('hashchange', take);
  take();
  // A link may have been taken in before a sign-in led here: then there is something to tell.
  api.runtime.sendMessage({ name: 'pageSeen', data: {} }).catch(() => undefined);
});
