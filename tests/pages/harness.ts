import {
  baseOf,
  type HostEntry,
  placeOf,
  productOf,
  readHostList,
} from '../../lib/atlassian/custom-hosts.ts';
import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import {
  DATA_CENTER_READERS,
  readDataCenterBlock,
  readDataCenterClear,
} from '../../lib/consent/data-center/read-page.ts';
import { type DataCenterView, viewDataCenter } from '../../lib/consent/data-center/view.ts';
import { watchForBlock } from '../../lib/consent/detect.ts';
import {
  READERS,
  readBlock,
  readClear,
  type UnblockedConsent,
  viewPage,
} from '../../lib/consent/read-page.ts';
import { readDeadEnd, readUnknownWording } from '../../lib/consent/readers/unknown-wording.ts';
import { handed } from '../work.ts';

const readerIds: string[] = [...READERS, ...DATA_CENTER_READERS].map((reader) => reader.id);

/** What one page gives: every reader's own answer, and the two answers the extension acts on. */
export interface Reading {
  /** false where the address is no page of the flow: then nothing else was even asked */
  isPage: boolean;
  /** the AI client that the first stage of an MCP sign-in names */
  client: string | null;
  edition?: string;
  answers: Record<string, BlockedConsent | null>;
  block: BlockedConsent | null;
  clear: UnblockedConsent | null;
  /** where no reader answers: the evidence of a block all the same, before and after Accept */
  perhaps: string[] | null;
  afterAccept: string[] | null;
  /** short words that no reader knows, and nothing to accept */
  deadEnd: boolean;
  /** true where the detector, as it is shipped, calls for the banner */
  detected: boolean;
}

const NOTHING_MORE = { deadEnd: false, client: null, perhaps: null, afterAccept: null };
const NOTHING = { ...NOTHING_MORE, answers: {}, block: null, clear: null, detected: false };

/** The page as the banner sees it on a host that was added: by the list first. */
function dataCenterView(entry: HostEntry): DataCenterView | undefined {
  const { hosts } = readHostList([entry]);
  const place = placeOf(new URL(location.href), hosts);
  const product = place && productOf(place.kind);
  if (!hosts[0] || !place || !product) return undefined;
  const [timing] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  const where = { product, base: baseOf(hosts[0]) };
  return viewDataCenter(document, location.href, where, timing?.responseStatus);
}

function readDataCenter(entry: HostEntry): Reading {
  const view = dataCenterView(entry);
  if (!view) return { isPage: false, ...NOTHING };
  const block = readDataCenterBlock(view) ?? null;
  const answers = DATA_CENTER_READERS.map((reader): [string, BlockedConsent | null] => {
    const found = view.asks ? undefined : reader.read(view);
    return [reader.id, found ? block : null];
  });
  return {
    isPage: true,
    edition: 'data-center',
    answers: { ...silent(), ...Object.fromEntries(answers) },
    block,
    ...NOTHING_MORE,
    clear: readDataCenterClear(view) ?? null,
    // There is no detector on these hosts: the banner itself stands ready.
    detected: block !== null,
  };
}

/** No reader answers. */
const silent = (): Reading['answers'] => Object.fromEntries(readerIds.map((id) => [id, null]));

/** How a page is read: asked for by hand, or on a host that was added. */
function read({ manual = false, host }: { manual?: boolean; host?: HostEntry } = {}): Reading {
  if (host) return readDataCenter(host);
  const view = viewPage(document, location.href, { manual });
  if (!view) return { isPage: false, ...NOTHING };
  const block = readBlock(view);
  const evidence = (pressed: boolean) =>
    block ? null : (readUnknownWording(view, document, pressed)?.evidence ?? null);
  const answers = READERS.map((reader) => [reader.id, reader.read(view) ?? null]);
  return {
    isPage: true,
    client: view.client ?? null,
    edition: view.edition,
    answers: { ...silent(), ...Object.fromEntries(answers) },
    block: block ?? null,
    clear: readClear(view, document) ?? null,
    deadEnd: !block && readDeadEnd(view, document) !== undefined,
    perhaps: evidence(false),
    afterAccept: evidence(true),
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

/** One reading, as the extension reads. */
function readOnce(): void {
  const view = viewPage(document, location.href);
  if (view && !readBlock(view)) {
    readClear(view, document);
    readUnknownWording(view, document, true);
  }
}

/** The characters and elements that one reading hands to the browser's own functions. */
const handedOn = (): number => handed(readOnce);

/** What the spec calls inside the page. */
export interface Harness {
  read: typeof read;
  readOnce: typeof readOnce;
  handedOn: typeof handedOn;
  readerIds: string[];
}

declare global {
  interface Window {
    countersignHarness: Harness;
  }
}

window.countersignHarness = { read, readOnce, handedOn, readerIds };
