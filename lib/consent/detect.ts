import { DETECTOR_LETTERS, detectorWords } from './wordings.ts';

/**
 * The tiny half of reading a page: does it say anywhere that it is blocked? It may be wrong in one
 * direction only. What it hits on, the readers look at for certain; what it misses, nobody sees.
 *
 * Written for what it costs on the pages that are not blocked, which are nearly all. One XPath
 * answers with the whole text and touches no element: the first element an extension touches costs
 * 70 kB of heap for its prototypes. Letters alone are compared, so that blanks, quotes, invisible
 * characters and the seams between elements need no expression of their own.
 */

/*
 * What may be a block in words nobody knows (see readers/unknown-wording.ts), whatever the language:
 * an alert, or a sentence that names a site and is no label, no list and no data. Both walk through
 * the whole page, so what is cheaper is asked before.
 */
const ALERT = 'string(//*[@role="alert"][.!=""])';
const SITE_SENTENCE =
  'string(/html/body/descendant::text()[contains(.,".atlassian")][not(parent::script)]/ancestor::*[position()<3 and string-length()>60 and not(.//button|*[@role])])';

/**
 * What may be a dead end (see readers/unknown-wording.ts): words, no field, and one button at most.
 */
const DEAD_END =
  'string(//body[not(.//input|.//select|.//button[@type="submit"]|(.//button)[2])]//text()[string-length(normalize-space(.))>15][not(ancestor::script|ancestor::style|ancestor::noscript|ancestor::template)])';
/** A page is loading for so long after it changed last, in milliseconds. */
const STILL_MS = 1500;
/** No sentence about a block is shorter than this, in characters. */
const MIN_TEXT_CHARS = 40;
/** After a pause of the page, its first change is looked at so soon, in milliseconds. */
const FIRST_LOOK_MS = 8;
/** A page that has not changed for so long has paused: what comes then is news, in milliseconds. */
const PAUSE_MS = 100;
/** While it goes on changing, looks come so long after one another, ever rarer… */
const NEXT_LOOK_MS = 200;
/** …but never rarer than this. */
const MAX_LOOK_MS = 400;

const CHANGES = { childList: true, subtree: true, characterData: true };

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
  return DETECTOR_LETTERS.split('|').some((one) => letters.includes(one));
}

/**
 * The quick question, a tenth of the whole look: does a word of any wording stand there?
 * @param closely in any case of letters, or so that it may be disguised
 */
export function worthIt(text: string, closely: boolean): boolean {
  return (
    detectorWords(closely ? text.toLowerCase() : text) ||
    // Whatever can disguise a letter or hide between two: beyond Latin-1, but for dashes and quotes.
    // Not asked of a shell: an expression that runs twice is made into machine code.
    (closely &&
      text.length > MIN_TEXT_CHARS &&
      /[\xad\u0100-\u200f\u2028-\u202f\u205f-\uffff]/.test(text))
  );
}

/**
 * Calls `hit` when a block's wording, or what may be one, is to be seen, now or later: the page renders
 * late, and the sentence comes and goes with the site that is picked. Words that are there but not
 * drawn (in a script, a template, a hidden box) do not count until they are.
 * @returns stops watching
 */
export function watchForBlock(page: Document, hit: () => void): () => void {
  let undrawn = false;
  let timer = 0;
  let pause = NEXT_LOOK_MS;
  let changed = false;
  let last = 0;
  let still = 0;
  // Each function of its own costs some 200 bytes on every page, so there are few.
  // A page that goes on changing only puts this off: no change of it costs a timer.
  const wait = () => {
    const early = last + STILL_MS - Date.now();
    still = early > 0 ? Number(setTimeout(wait, early)) : 0;
    if (!still && page.evaluate(DEAD_END, page, null, 2).stringValue) hit();
  };
  const certain = () => {
    if (saysBlocked(page.body.innerText)) hit();
    // Any change of style can show words that are there and not drawn.
    else if (!undrawn) observer.observe(page, { ...CHANGES, attributes: true });
    undrawn = true;
  };
  const look = () => {
    // 2 is XPathResult.STRING_TYPE.
    const text = page.evaluate('string(/html/body)', page, null, 2).stringValue;
    // What may be disguised waits until the page is still, or has changed for long.
    const closely = !changed || pause === MAX_LOOK_MS;
    if (worthIt(text, closely) && saysBlocked(text)) certain();
    // An empty shell, which is what a page begins as, is not worth the question.
    else if (
      closely &&
      text.length > MIN_TEXT_CHARS &&
      // It finds nothing on nearly every page; an element that it finds costs the 70 kB.
      ((page.querySelector('[role=alert]:not(:empty)') &&
        page.evaluate(ALERT, page, null, 2).stringValue) ||
        (text.includes('.atlassian') && page.evaluate(SITE_SENTENCE, page, null, 2).stringValue))
    ) {
      hit();
    }
    still ||= Number(setTimeout(wait, STILL_MS));
    // Each look but the last of a row is followed by another, so one timer is enough, and a batch
    // of changes in between costs one assignment.
    timer = changed ? Number(setTimeout(look, pause)) : 0;
    pause = changed ? Math.min(2 * pause, MAX_LOOK_MS) : NEXT_LOOK_MS;
    changed = false;
  };
  const observer = new MutationObserver(() => {
    const now = Date.now();
    if (now - last > PAUSE_MS) {
      // Whoever waits for the next look of a row would find the block half a second late.
      // The row goes on all the same: a page that pauses again and again is looked at closely, too.
      clearTimeout(timer);
      timer = 0;
    }
    last = now;
    changed = true;
    timer ||= Number(setTimeout(look, FIRST_LOOK_MS));
  });
  observer.observe(page, CHANGES);
  look();
  return () => {
    clearTimeout(timer);
    clearTimeout(still);
    observer.disconnect();
  };
}
