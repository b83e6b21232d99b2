import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { watchForBlock } from '../../lib/consent/detect.ts';
import {
  type ClearConsent,
  READERS,
  readBlock,
  readClear,
  viewPage,
} from '../../lib/consent/read-page.ts';
import { readPerhaps } from '../../lib/consent/readers/perhaps-blocked.ts';

/** What one page gives: every reader's own answer, and the two answers the extension acts on. */
export interface Reading {
  /** false where the address is no page of the flow: then nothing else was even asked */
  isPage: boolean;
  /** the AI client that the first stage of an MCP sign-in names */
  client: string | null;
  edition?: string;
  answers: Record<string, BlockedConsent | null>;
  block: BlockedConsent | null;
  clear: ClearConsent | null;
  /** where no reader answers: the signs of a block all the same, before and after Accept */
  perhaps: string[] | null;
  afterAccept: string[] | null;
  /** true where the detector, as it is shipped, calls for the banner */
  detected: boolean;
}

function read(byHand = false): Reading {
  const view = viewPage(document, location.href, { byHand });
  const none = {
    answers: {},
    block: null,
    clear: null,
    client: null,
    perhaps: null,
    afterAccept: null,
    detected: false,
  };
  if (!view) return { isPage: false, ...none };
  const block = readBlock(view);
  const signs = (pressed: boolean) =>
    block ? null : (readPerhaps(view, document, pressed)?.signs ?? null);
  const answers = READERS.map((reader) => [reader.id, reader.read(view) ?? null]);
  return {
    isPage: true,
    client: view.client ?? null,
    edition: view.edition,
    answers: Object.fromEntries(answers),
    block: block ?? null,
    clear: readClear(view, document) ?? null,
    perhaps: signs(false),
    afterAccept: signs(true),
    // On the other pages of the flow the address alone calls (CALLING_MATCHES), or a person does.
    detected: view.place !== 'consent' || detects(),
  };
}

function detects(): boolean {
  let hit = false;
  watchForBlock(document, () => {
    hit = true;
  })();
  return hit;
}

/**
 * Time of one reading in milliseconds, as the extension reads: the fastest of several runs, since
 * whatever else the machine does can only make a run slower. The first warms up.
 */
function time(runs: number): number {
  let fastest = Number.POSITIVE_INFINITY;
  for (let run = 0; run <= runs; run += 1) {
    const start = performance.now();
    const view = viewPage(document, location.href);
    if (view && !readBlock(view)) {
      readClear(view, document);
      readPerhaps(view, document, true);
    }
    if (run > 0) fastest = Math.min(fastest, performance.now() - start);
  }
  return fastest;
}

/** What the spec calls inside the page. */
export interface Harness {
  read: typeof read;
  time: typeof time;
  readerIds: string[];
}

declare global {
  interface Window {
    countersignHarness: Harness;
  }
}

window.countersignHarness = { read, time, readerIds: READERS.map((reader) => reader.id) };
