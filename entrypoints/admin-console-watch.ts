import { defineUnlistedScript } from '#imports';
import { nativeApi } from '../lib/browser/native-api.ts';
import { watchAddress } from './admin-console-panel/watch-address.ts';

declare global {
  var countersignWatch: boolean | undefined;
}

/**
 * Stands ready in Administration while requests wait, and looks at the address alone: the panel
 * comes only where Connected apps of a site is shown. From then on the panel looks for itself.
 */
export default defineUnlistedScript(() => {
  if (globalThis.countersignWatch) return;
  globalThis.countersignWatch = true;
  let drawn = false;
  watchAddress((cloudId) => {
    if (drawn || !cloudId) return;
    nativeApi()
      .runtime.sendMessage({ name: 'panelPage', data: { cloudId } })
      .then(
        (heard) => {
          drawn ||= heard?.ok === true;
        },
        // The extension was updated: the page that is loaded next has its new script.
        () => undefined,
      );
  });
});
