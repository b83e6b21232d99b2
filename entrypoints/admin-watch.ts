import { defineUnlistedScript } from '#imports';
import { nativeApi } from '../lib/browser/native-api.ts';
import { watchAddress } from './admin-panel/watch-address.ts';

declare global {
  var countersignWatch: { lookNow: () => void } | undefined;
}

/**
 * Stands ready in Administration while requests wait, and looks at the address alone: the panel
 * comes only where Connected apps of a site is shown. From then on the panel looks for itself. A
 * second injection has whichever of them is there look again.
 */
export default defineUnlistedScript(() => {
  const there = globalThis.countersignQueue ?? globalThis.countersignWatch;
  if (there) {
    there.lookNow();
    return;
  }
  let drawn = false;
  const lookNow = watchAddress((cloudId) => {
    if (drawn || !cloudId) return;
    nativeApi()
      .runtime.sendMessage({ name: 'panelPage', data: { cloudId } })
      .then(
        (response) => {
          drawn ||= response?.ok === true;
        },
        // The extension was updated: the page that is loaded next has its new script.
        () => undefined,
      );
  });
  globalThis.countersignWatch = { lookNow };
});
