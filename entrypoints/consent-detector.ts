import { defineUnlistedScript } from '#imports';
import { nativeApi } from '../lib/browser/native-api.ts';
import { watchForBlock } from '../lib/consent/detect.ts';

/** In milliseconds. */
const SOON = 50;

/**
 * Runs on every page of the consent hosts, so it is plain DOM and nothing else: it asks whether
 * the page shows a block, and on a hit has the background bring the banner. What the page says in
 * detail is read by the banner's own code, and whether this address can be a consent page at all
 * is asked in the background. Until there is a hit, no extension API is touched.
 */
export default defineUnlistedScript(() => {
  // A block that comes only after Accept asks for better proof later (see provesGrant).
  addEventListener(
    'click',
    (event) => {
      if (event.isTrusted && (event.target as Element).closest?.('[type=submit]')) {
        (globalThis as { countersignAccepted?: boolean }).countersignAccepted = true;
      }
    },
    true,
  );
  const tell = () => {
    nativeApi()
      .runtime.sendMessage({ name: 'blockSeen', data: {} })
      .then(
        (heard) => {
          if (heard?.ok) stop();
          // The words may be there before the address is: it changes without a load.
          else navigation?.addEventListener('currententrychange', later);
        },
        // The extension was updated or its worker is just starting: the next change asks again.
        () => undefined,
      );
  };
  // The browser hears of the new address a moment after the page.
  const later = () => setTimeout(tell, SOON);
  const { navigation } = globalThis as { navigation?: EventTarget };
  const stop = watchForBlock(document, tell);
});
