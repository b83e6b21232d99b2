import type { Reading } from '../../components/banner/banner-state.ts';
import { isConsentPath } from '../../lib/atlassian/hosts.ts';
import { type Place, productOf } from '../../lib/atlassian/other-hosts.ts';
import { readDataCenterBlock, readDataCenterClear } from '../../lib/consent/data-center/read.ts';
import { viewDataCenter } from '../../lib/consent/data-center/view.ts';
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

/** HTTP status of this document; 0 where the browser does not tell it. */
function httpStatus(): number {
  const [navigation] = performance.getEntriesByType('navigation');
  return (navigation as PerformanceNavigationTiming | undefined)?.responseStatus ?? 0;
}

function readDataCenter(place: Place, product: 'jira' | 'confluence'): Reading {
  const where = { product, base: place.base };
  const view = viewDataCenter(document, location.href, where, httpStatus());
  const blocked = view && readDataCenterBlock(view);
  if (blocked) return { kind: 'blocked', consent: blocked };
  const clear = view && readDataCenterClear(view);
  return clear ? { kind: 'clear', consent: clear, edition: 'data-center' } : { kind: 'nothing' };
}

/** What is on the page at this moment. */
function readHere(place: Place | undefined): Reading {
  const product = place && productOf(place.kind);
  if (place && product) return readDataCenter(place, product);
  if (place && !isConsentPath(location.pathname)) return { kind: 'nothing' };
  const view = viewPage(document, location.href, place ? { edition: place.edition } : {});
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
 * @param place where the page is, on a host that was added
 */
export function watchPage(changed: (reading: Reading) => void, place?: Place): Watch {
  const read = () => readHere(place);
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
