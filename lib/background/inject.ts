import { browser } from 'wxt/browser';

/** What is drawn into a page only when there is something to draw. */
export type Drawing =
  | '/consent-banner.js'
  | '/consent-guard.js'
  | '/link-notice.js'
  | '/admin-watch.js'
  | '/admin-panel.js';

/**
 * Brings a script of ours into the top frame of a tab. Each of them sees to it that a second one
 * changes nothing.
 * @returns false where the page is gone or may not be touched
 */
export async function draw(tabId: number, file: Drawing): Promise<boolean> {
  try {
    await browser.scripting.executeScript({ target: { tabId, frameIds: [0] }, files: [file] });
    return true;
  } catch {
    return false;
  }
}
