import type { Reading } from '../../components/banner/banner-state.ts';
import { readBlock, readClear, viewPage } from '../../lib/consent/read-page.ts';

/** Changes of a page come in bursts: one look after each, in milliseconds. */
const BURST = 25;
/** How long a page must look clear before it is taken for clear: blocks come late. */
const SETTLED = 1200;

export interface Watch {
  lookNow: () => void;
  /** what is there at this moment, settled or not */
  read: () => Reading;
}

/** What is on the page at this moment. */
function read(): Reading {
  const view = viewPage(document, location.href);
  const blocked = view && readBlock(view);
  if (blocked) return { kind: 'blocked', consent: blocked };
  if (view?.client) return { kind: 'stage', client: view.client };
  const clear = view && readClear(view, document);
  return view && clear
    ? { kind: 'clear', consent: clear, edition: view.edition }
    : { kind: 'nothing' };
}

/**
 * Reads the page now and after every change, for as long as the page lives: the block comes and
 * goes with the site that is picked. Owns time; the readers know none.
 * @param changed told whenever what is there has changed; "clear" only after it stayed so
 */
export function watchPage(changed: (reading: Reading) => void): Watch {
  let last = '';
  let burst = false;
  let settling = 0;

  const tell = (reading: Reading) => {
    const now = JSON.stringify(reading);
    if (now === last) return;
    last = now;
    changed(reading);
  };

  const look = () => {
    burst = false;
    clearTimeout(settling);
    const reading = read();
    // A page between two states says nothing; what was blocked is not blocked any more.
    const wasBlocked = last.startsWith('{"kind":"blocked"');
    if (reading.kind === 'blocked' || wasBlocked) {
      tell(reading.kind === 'blocked' ? reading : { kind: 'nothing' });
    }
    if (reading.kind === 'stage') tell(reading);
    if (reading.kind === 'clear') settling = window.setTimeout(() => tell(reading), SETTLED);
  };

  const soon = () => {
    if (burst) return;
    burst = true;
    setTimeout(look, BURST);
  };
  new MutationObserver(soon).observe(document.documentElement, {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['hidden', 'class', 'style', 'disabled', 'aria-disabled', 'aria-hidden'],
  });
  for (const end of ['transitionend', 'animationend', 'change']) {
    document.addEventListener(end, soon, true);
  }
  look();
  return { lookNow: look, read };
}
