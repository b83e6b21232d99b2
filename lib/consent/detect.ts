/**
 * The tiny half of reading a page: does it say anywhere that it is blocked? It may be wrong in one
 * direction only. What it hits on, the readers look at for certain; what it misses, nobody sees.
 *
 * Written for what it costs on the pages that are not blocked, which are nearly all. One XPath
 * answers with the whole text and touches no element: the first element an extension touches costs
 * 70 kB of heap for its prototypes. Letters alone are compared, so that blanks, quotes, invisible
 * characters and the seams between elements need no expression of their own.
 */

/** The wordings (see wordings.ts) as letters; tests/pages hold every reader to them. */
const LETTERS = [
  'mustauthorizethisapp',
  'mustauthorisethisapp',
  'mustreauthorizethisapp',
  'mustreauthorisethisapp',
  'isblockedbyanadmin',
];
/** After a pause of the page, its first change is looked at so soon, in milliseconds. */
const AT_ONCE = 8;
/** Else a look comes when the page has been still for so long… */
const STILL = 55;
/** …and while it goes on changing, after so long all the same. */
const AT_LATEST = 250;
/** So long is a pause, after which the page is also looked at closely. */
const PAUSE = 120;

const WHAT = { childList: true, subtree: true, characterData: true };

/**
 * True where the letters of a wording stand in the text, whatever stands between them and however
 * they are disguised (full-width, padded with invisible characters, run together).
 */
export function saysBlocked(text: string): boolean {
  const letters = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z]+/g, '');
  // The engine keeps the last text in which an expression found something, and that was the whole
  // page: give it a short one to keep instead.
  'a'.replace(/a/, '');
  return LETTERS.some((wording) => letters.includes(wording));
}

/** Whatever can disguise a letter or hide between two: beyond Latin-1, but for dashes and quotes. */
const STRANGE = /[\xad\u0100-\u200f\u2028-\u202f\u205f-\uffff]/;

/** The quick question: a word of each wording, plainly written. A fifth of the price. */
function mayBeBlocked(text: string): boolean {
  const lower = text.toLowerCase();
  return lower.includes('must') || lower.includes('blocked');
}

/**
 * Calls `hit` when a block's wording is to be seen, now or later: the page renders late, and the
 * sentence comes and goes with the site that is picked. Words that are there but not drawn (in a
 * script, a template, a hidden box) do not count until they are.
 * @returns stops watching
 */
export function watchForBlock(page: Document, hit: () => void): () => void {
  let undrawn = false;
  let soon = 0;
  let later = 0;
  let atOnce = false;
  let changedAt = 0;
  /** when the first change came that no look has seen, or 0 */
  let unseenAt = 0;
  // 2 is XPathResult.STRING_TYPE.
  const text = () => page.evaluate('string(/html/body)', page, null, 2).stringValue;
  const lookClosely = () => {
    const all = text();
    if (!mayBeBlocked(all) && !STRANGE.test(all)) return;
    if (!saysBlocked(all)) return;
    if (saysBlocked(page.body.innerText)) hit();
    // Any change of style can show words that are there and not drawn.
    else if (!undrawn) observer.observe(page, { ...WHAT, attributes: true });
    undrawn = true;
  };
  const look = () => {
    atOnce = false;
    unseenAt = 0;
    if (mayBeBlocked(text())) lookClosely();
  };
  const after = (work: () => void, pause: number) => setTimeout(work, pause) as unknown as number;
  const observer = new MutationObserver(() => {
    const now = Date.now();
    const paused = now - changedAt > PAUSE;
    changedAt = now;
    unseenAt ||= now;
    clearTimeout(later);
    later = after(lookClosely, PAUSE);
    // What is to be looked at in a moment is not put off by what follows it.
    if (atOnce) return;
    atOnce = paused;
    clearTimeout(soon);
    soon = after(look, paused ? AT_ONCE : Math.min(STILL, unseenAt + AT_LATEST - now));
  });
  observer.observe(page, WHAT);
  lookClosely();
  return () => {
    clearTimeout(soon);
    clearTimeout(later);
    observer.disconnect();
  };
}
