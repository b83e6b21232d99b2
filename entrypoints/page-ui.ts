import * as signals from '@preact/signals';
import * as preact from 'preact';
import * as hooks from 'preact/hooks';
import * as jsx from 'preact/jsx-runtime';
import { defineUnlistedScript } from '#imports';
import * as i18n from '../components/i18n.ts';
import * as ownElement from '../components/page/own-element.ts';
import * as styles from '../components/page/styles.ts';
import * as trusted from '../components/ui/trusted.ts';
import * as send from '../lib/browser/send.ts';

declare global {
  /** what draws, for the scripts that come right after this one */
  var countersignUi: object;
}

/**
 * What all scripts share that draw in pages of others. The build takes these modules out of them
 * (scripts/build/page-parts.ts). Set anew each time: each script keeps what it found when it came.
 */
export default defineUnlistedScript(() => {
  globalThis.countersignUi = {
    signals,
    preact,
    hooks,
    jsx,
    i18n,
    ownElement,
    styles,
    trusted,
    send,
  };
});
