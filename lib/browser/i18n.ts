import { browser } from 'wxt/browser';
import type messages from '../../public/_locales/en/messages.json';

/** A text in the person's language, for what the background itself has to word. */
export function say(key: keyof typeof messages, ...substitutions: string[]): string {
  // The key comes from our own file; the type of getMessage knows only the browser's own names.
  return browser.i18n.getMessage(
    key as Parameters<typeof browser.i18n.getMessage>[0],
    substitutions,
  );
}
