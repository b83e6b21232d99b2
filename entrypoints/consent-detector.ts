import { nativeApi } from '../lib/browser/native-api.ts';
import { watchForBlock } from '../lib/consent/detect.ts';

/** In milliseconds. */
const SOON = 50;
/** So long after an Accept that did not lead away, in milliseconds. */
const NO_EFFECT = 1500;

/**
 * Runs on every page of the consent hosts, so it is plain DOM and nothing else: it asks whether
 * the page shows a block, and on a hit has the background bring the banner. What the page says in
 * detail is read by the banner's own code, and whether this address can be a consent page at all
 * is asked in the background. Until there is a hit, no extension API is touched.
 */
export default {
  main() {
    let done = false;
    // A block that comes only after Accept asks for better proof later (see provesGrant).
    addEventListener(
      'click',
      (event) => {
        if (event.isTrusted && (event.target as Element).closest?.('[type=submit]')) {
          (globalThis as { countersignAccepted?: boolean }).countersignAccepted = true;
          // Accept without any effect changes nothing on the page, and nothing would look again.
          if (!done) setTimeout(tell, NO_EFFECT);
        }
      },
      true,
    );
    const tell = () => {
      nativeApi()
        .runtime.sendMessage({ name: 'blockSeen', data: {} })
        .then(
          (response) => {
            done ||= response?.ok === true;
            if (done) stop();
            // The words may be there before the address is: it changes without a load. Not asked for
            // before: the browser's objects for it are some kB in every page.
            else {
              const { navigation } = globalThis as { navigation?: EventTarget };
              navigation?.addEventListener('currententrychange', later);
            }
          },
          // The extension was updated or its worker is just starting: the next change asks again.
          () => undefined,
        );
    };
    // The browser hears of the new address a moment after the page.
    const later = () => setTimeout(tell, SOON);
    const stop = watchForBlock(document, tell);
  },
};
