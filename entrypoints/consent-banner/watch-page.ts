import type { Reading, Sure } from '../../components/banner/banner-state.ts';
import { readBlock, readClear, viewPage } from '../../lib/consent/read-page.ts';
import { readPerhaps } from '../../lib/consent/readers/perhaps-blocked.ts';

/** Changes of a page come in bursts: one look after each, in milliseconds. */
const BURST = 25;
/** How long a page must look clear, or unsure, before it is taken for that: blocks come late. */
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
  const clear = view && readClear(view, document);
  const otherwise: Sure =
    view && clear ? { kind: 'clear', consent: clear, edition: view.edition } : { kind: 'nothing' };
  const pressed = globalThis.countersignAccepted === true;
  const perhaps = view && readPerhaps(view, document, pressed);
  return perhaps ? { kind: 'perhaps', perhaps, otherwise } : otherwise;
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
  let waiting = '';

  const tell = (reading: Reading) => {
    const now = JSON.stringify(reading);
    if (now === last) return;
    last = now;
    changed(reading);
  };

  /** Told once it has stayed so; a page that redraws the same does not begin anew. */
  const settle = (reading: Reading) => {
    const now = JSON.stringify(reading);
    if (now === waiting) return;
    clearTimeout(settling);
    waiting = now;
    settling = window.setTimeout(() => tell(reading), SETTLED);
  };

  const unsettle = () => {
    clearTimeout(settling);
    waiting = '';
  };

  const look = () => {
    burst = false;
    const reading = read();
    const wasUnsure = last.startsWith('{"kind":"perhaps"');
    const wasBlocked = last.startsWith('{"kind":"blocked"');
    if (reading.kind === 'blocked' || (wasUnsure && reading.kind === 'perhaps')) tell(reading);
    // A page between two states says nothing; what was blocked is not blocked any more.
    else if (wasBlocked || wasUnsure) tell({ kind: 'nothing' });
    if (reading.kind === 'clear' || reading.kind === 'perhaps') settle(reading);
    else unsettle();
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
