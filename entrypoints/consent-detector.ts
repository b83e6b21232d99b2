import { defineUnlistedScript } from '#imports';
import { consentEdition } from '../lib/atlassian/hosts.ts';
import { nativeApi } from '../lib/browser/native-api.ts';
import { watchForBlock } from '../lib/consent/detect.ts';

/**
 * Runs on every page of the consent hosts, so it is plain DOM and nothing else: it asks whether
 * the page shows a block, and on a hit has the background bring the banner. What the page says in
 * detail is read by the banner's own code.
 */
export default defineUnlistedScript(() => {
  const api = nativeApi();
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
  if (consentEdition(location)) {
    api.runtime.sendMessage({ name: 'pageSeen', data: {} }).catch(() => undefined);
  }
  const observer = watchForBlock(document.documentElement, () => {
    if (!consentEdition(location)) return;
    api.runtime.sendMessage({ name: 'blockSeen', data: {} }).then(
      (heard?: { ok: boolean }) => heard?.ok && observer.disconnect(),
      // The extension was updated or its worker is just starting: the next change asks again.
      () => undefined,
    );
  });
});
