import { nativeApi } from '../lib/browser/native-api.ts';

/**
 * Takes a share link or a set-up link in on Atlassian's administration and sign-in pages: hands the
 * fragment to the background, and takes it out of the address bar and the tab's own history once it
 * was taken in (or was refused with a sentence). The browser's list of visited addresses may still hold it.
 */
export default {
  main() {
    const take = () => {
      const { hash } = location;
      if (!/^#countersign(?:-setup)?=/.test(hash)) return;
      const message = { name: 'linkOpened', data: { fragment: hash.slice(0, 70_000) } };
      nativeApi()
        .runtime.sendMessage(message)
        .then(
          (response?: { ok: boolean }) => {
            if (response?.ok && location.hash === hash) {
              history.replaceState(history.state, '', location.pathname + location.search);
            }
          },
          () => undefined,
        );
    };
    addEventListener('hashchange', take);
    take();
  },
};
