import { READERS, readClear, viewPage } from '../consent/read-page.ts';
import { readPerhaps } from '../consent/readers/perhaps-blocked.ts';

/** Who says what of the page: `yes` or `no` for each reader; the signs where it perhaps is one. */
export function pageAnswers(page: Document, address: string): Record<string, string> {
  const view = viewPage(page, address);
  if (!view) return { address: 'no consent page' };
  const signs = readPerhaps(view, page, false)?.signs.join(' ');
  return {
    ...Object.fromEntries(READERS.map((reader) => [reader.id, reader.read(view) ? 'yes' : 'no'])),
    perhaps: signs ?? 'no',
    clear: readClear(view, page) ? 'yes' : 'no',
  };
}
