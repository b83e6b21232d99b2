import { defineUnlistedScript } from '#imports';
import { nativeApi } from '../lib/browser/native-api.ts';
import { watchForBlock } from '../lib/consent/detect.ts';

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
  const stop = watchForBlock(document, () => {
    nativeApi()
      .runtime.sendMessage({ name: 'blockSeen', data: {} })
      .then(
        (heard) => heard?.ok && stop(),
        // The extension was updated or its worker is just starting: the next change asks again.
        () => undefined,
      );
  });
});
