import { type Place, type Product, productOf } from '../atlassian/custom-hosts.ts';
import { DATA_CENTER_READERS } from '../consent/data-center/read-page.ts';
import { viewDataCenter } from '../consent/data-center/view.ts';
import { READERS, readClear, viewPage } from '../consent/read-page.ts';
import { readUnknownWording } from '../consent/readers/unknown-wording.ts';
import { present } from '../present.ts';
import { HEAD, maskAddress, maskPart, type Skeleton } from './mask.ts';

function dataCenterAnswers(
  page: Document,
  address: string,
  where: { product: Product; base: string },
): Record<string, string> {
  const view = viewDataCenter(page, address, where);
  if (!view) return { address: 'no page of the sign-in' };
  const answers = DATA_CENTER_READERS.map((one) => [one.id, one.read(view)?.cause ?? 'no']);
  return { ...Object.fromEntries(answers), asks: view.asks ? 'yes' : 'no' };
}

/** Who says what of the page: `yes` or `no` for each reader; the evidence where the wording is unknown. */
export function pageAnswers(
  page: Document,
  address: string,
  place?: Place,
): Record<string, string> {
  const product = place && productOf(place.kind);
  if (place && product) return dataCenterAnswers(page, address, { product, base: place.base });
  const view = viewPage(page, address, place ? { edition: place.edition } : {});
  if (!view) return { address: 'no page of the sign-in' };
  const evidence = readUnknownWording(view, page, false)?.evidence.join(' ');
  return {
    ...Object.fromEntries(READERS.map((reader) => [reader.id, reader.read(view) ? 'yes' : 'no'])),
    perhaps: evidence ?? 'no',
    clear: readClear(view, page) ? 'yes' : 'no',
  };
}

/**
 * A page that was read wrongly, as it may be told to strangers: no letter of it but the wordings
 * that readers match, no value of its address but those that are the same for everybody.
 */
export interface FieldReport extends Findings {
  /** as maskAddress() leaves it */
  address: string;
  lang: string;
  /** the block's words, where the person wants them told */
  words?: string | undefined;
  html: string[];
}

/** Facts about a page beside its skeleton. */
export interface Findings {
  extension: string;
  /** name and version, no more */
  browser: string;
  /** each reader's answer, `perhaps` with its evidence, and `clear` */
  answers: Record<string, string>;
}

/** `Chrome 140`: of the browser's long word for itself nothing else. */
export function browserName(userAgent: string): string {
  // Edge calls itself Chrome as well, and before.
  const found = /\b(Edg)\/(\d+)/.exec(userAgent) ?? /\b(Firefox|Chrome)\/(\d+)/.exec(userAgent);
  return found ? `${found[1] === 'Edg' ? 'Edge' : found[1]} ${found[2]}` : 'unknown';
}

const NONE: ReadonlySet<string> = new Set();

/**
 * The whole report as a text to be copied.
 * @param words of the block, where the person wants them told
 * @param told sentences of the page that the person wants told, see sentencesOf()
 */
export function reportText(
  skeleton: Skeleton,
  findings: Findings,
  words?: string,
  told = NONE,
): string {
  const report: FieldReport = {
    ...findings,
    address: maskAddress(skeleton.address),
    lang: /^[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?$/.test(skeleton.lang) ? skeleton.lang : '',
    ...present({ words }),
    html: maskPart(skeleton.body, told).map((line) => line.slice(0, 4000)),
  };
  return `${HEAD}\n${JSON.stringify(report, null, 1)}\n`;
}
