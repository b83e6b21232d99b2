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
/** The first look comes this long after a change, in milliseconds: changes come in bursts. */
const SOON = 30;
/** While a page goes on changing, each look comes later than the last, up to this. */
const LATE = 300;
/** Quiet for so long, a page counts as new again. */
const QUIET = 500;

/**
 * The quick question, in lower case: a word of each wording, or any character that can disguise a
 * letter or hide between two (all beyond Latin-1 but dashes, quotes and the like).
 */
const WORTH_A_LOOK = /must|blocked|[\xad\u0100-\u200f\u2028-\u202f\u205f-\uffff]/;

/** True where the letters of a wording stand in the text, whatever stands between them. */
export function saysBlocked(text: string): boolean {
  const lower = text.toLowerCase();
  if (!WORTH_A_LOOK.test(lower)) return false;
  const letters = lower
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^a-z]+/g, '');
  return LETTERS.some((wording) => letters.includes(wording));
}

/**
 * Calls `hit` when a block's wording is to be seen, now or later: the page renders late, and the
 * sentence comes and goes with the site that is picked. Words that are there but not drawn (in a
 * script, a template, a hidden box) do not count until they are.
 * @returns stops watching
 */
export function watchForBlock(page: Document, hit: () => void): () => void {
  let undrawn = false;
  let pause = SOON;
  let lookedAt = 0;
  let stopped = false;
  const look = () => {
    if (stopped) return;
    // From now on, before looking: no change may slip in between.
    observer.observe(page, {
      childList: true,
      subtree: true,
      characterData: true,
      // Any change of style can show words that are there and not drawn.
      attributes: undrawn,
    });
    lookedAt = Date.now();
    // 2 is XPathResult.STRING_TYPE.
    if (!saysBlocked(page.evaluate('string(/html/body)', page, null, 2).stringValue)) return;
    if (saysBlocked(page.body.innerText)) hit();
    else undrawn = true;
  };
  const observer = new MutationObserver(() => {
    // Nobody needs to be told twice before the look that follows.
    observer.disconnect();
    pause = Date.now() - lookedAt > QUIET ? SOON : Math.min(pause * 2, LATE);
    setTimeout(look, pause);
  });
  look();
  return () => {
    stopped = true;
    observer.disconnect();
  };
}
