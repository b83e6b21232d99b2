import { fold } from './fold.ts';
import { shownText } from './page-text.ts';
import { HINT, NEEDLE } from './wordings.ts';

/** A sentence of the block is shorter than this, however it is padded. */
const ENOUGH = 600;
/** A batch that touches more places than this is looked at as a whole. */
const MANY = 40;
/** How often a page is walked whose words are there but not drawn, in milliseconds. */
const PAUSE = 100;

const says = (words: RegExp, text: string | null): boolean => words.test(fold(text ?? ''));

/** The smallest element round a change whose text is long enough to hold the sentence. */
function surroundings(node: Node): Element | null {
  let element = node.nodeType === 1 ? (node as Element) : node.parentElement;
  while (element?.parentElement && (element.textContent ?? '').length < ENOUGH) {
    element = element.parentElement;
  }
  return element;
}

/**
 * Calls `hit` whenever a block's wording is to be seen, now or later: the page renders late, and
 * the sentence comes and goes with the site that is picked. Costs one look at the whole page at
 * the start, and then only at what changed. The cheap question (is it in the text?) comes first;
 * the walk that knows what is drawn only after a yes, because the words may as well stand in a
 * script, a template or a hidden box.
 */
export function watchForBlock(root: Element, hit: () => void): MutationObserver {
  let undrawn = false;
  let waiting = false;
  const observer = new MutationObserver((records) => {
    if (undrawn) {
      // Any change of style can now show them: look at everything, but not at each change.
      if (waiting) return;
      waiting = true;
      setTimeout(() => {
        waiting = false;
        look(root);
      }, PAUSE);
      return;
    }
    const places = new Set(
      records.length > MANY ? [root] : records.map((record) => surroundings(record.target)),
    );
    for (const place of places) if (place?.isConnected && look(place)) return;
  });
  const what = { childList: true, subtree: true, characterData: true };
  const look = (element: Element): boolean => {
    if (!says(HINT, element.textContent)) return false;
    if (!says(NEEDLE, shownText(element))) {
      if (!undrawn) observer.observe(root, { ...what, attributes: true });
      undrawn = true;
      return false;
    }
    hit();
    return true;
  };
  observer.observe(root, what);
  look(root);
  return observer;
}
