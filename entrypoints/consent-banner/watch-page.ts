import type { Reading, Sure } from '../../components/banner/banner-state.ts';
import { type Place, productOf } from '../../lib/atlassian/custom-hosts.ts';
import { isConsentPath } from '../../lib/atlassian/hosts.ts';
import type { PageView } from '../../lib/consent/blocked-consent.ts';
import {
  readDataCenterBlock,
  readDataCenterClear,
} from '../../lib/consent/data-center/read-page.ts';
import { viewDataCenter } from '../../lib/consent/data-center/view.ts';
import { readBlock, readClear, viewPage } from '../../lib/consent/read-page.ts';
import { readDeadEnd, readUnknownWording } from '../../lib/consent/readers/unknown-wording.ts';

/** Changes of a page come in bursts: one look after each, in milliseconds. */
const BURST = 25;
/** How long a page must look clear, or unsure, before it is taken for that: blocks come late. */
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

/** What a page is on which nothing looks like a block. */
function sureOf(view: PageView): Sure {
  const clear = readClear(view, document);
  if (clear) return { kind: 'clear', consent: clear, edition: view.edition };
  const deadEnd = readDeadEnd(view, document);
  return deadEnd ? { kind: 'dead-end', consent: deadEnd } : { kind: 'nothing' };
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
  const otherwise = view ? sureOf(view) : ({ kind: 'nothing' } as const);
  const pressed = globalThis.countersignAccepted === true;
  const perhaps = view && readUnknownWording(view, document, pressed);
  return perhaps ? { kind: 'perhaps', perhaps, otherwise } : otherwise;
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
    const wasBlocked = /^\{"kind":"(?:blocked|dead-end)"/.test(last);
    if (reading.kind === 'blocked' || (wasUnsure && reading.kind === 'perhaps')) tell(reading);
    // A page between two states says nothing; what was blocked is not blocked any more.
    else if (JSON.stringify(reading) !== last && (wasBlocked || wasUnsure))
      tell({ kind: 'nothing' });
    if (reading.kind === 'stage') tell(reading);
    if (/^(?:clear|perhaps|dead-end)$/.test(reading.kind)) settle(reading);
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
  // A page can become another, or the consent page, without a load.
  const { navigation } = globalThis as { navigation?: EventTarget };
  navigation?.addEventListener('currententrychange', soon);
  for (const end of ['transitionend', 'animationend', 'change']) {
    document.addEventListener(end, soon, true);
  }
  // Accept without any effect changes nothing on the page: another look shows that it is still there.
  document.addEventListener(
    'click',
    (event) => {
      const button = event.target instanceof Element && event.target.closest('[type="submit"]');
      if (event.isTrusted && button) setTimeout(look, SETTLED);
    },
    true,
  );
  look();
  return { lookNow: look, read };
}
