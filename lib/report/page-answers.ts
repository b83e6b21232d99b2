import { type Place, type Product, productOf } from '../atlassian/custom-hosts.ts';
import { DATA_CENTER_READERS } from '../consent/data-center/read-page.ts';
import { viewDataCenter } from '../consent/data-center/view.ts';
import { READERS, readClear, viewPage } from '../consent/read-page.ts';
import { readPerhaps } from '../consent/readers/unknown-wording.ts';

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

/** Who says what of the page: `yes` or `no` for each reader; the signs where it perhaps is one. */
export function pageAnswers(
  page: Document,
  address: string,
  place?: Place,
): Record<string, string> {
  const product = place && productOf(place.kind);
  if (place && product) return dataCenterAnswers(page, address, { product, base: place.base });
  const view = viewPage(page, address, place ? { edition: place.edition } : {});
  if (!view) return { address: 'no page of the sign-in' };
  const signs = readPerhaps(view, page, false)?.signs.join(' ');
  return {
    ...Object.fromEntries(READERS.map((reader) => [reader.id, reader.read(view) ? 'yes' : 'no'])),
    perhaps: signs ?? 'no',
    clear: readClear(view, page) ? 'yes' : 'no',
  };
}
