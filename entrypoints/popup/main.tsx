import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import '../../components/styles/popup.css';
import '../../components/styles/review.css';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { provideText, t } from '../../components/i18n.ts';
import { Frame, type Rest } from '../../components/popup/Frame.tsx';
import { createFirstModel } from '../../components/popup/first-model.ts';
import { firstRowsOf } from '../../lib/storage/first-read.ts';

/*
 * The first look: the frame and the first rows. Whatever is imported here stands between a person and
 * the list; the rest is in rest.tsx.
 */
const VIEW = 'view';

const texts = new Map<string, string>();
provideText((key, substitutions) => {
  const known = substitutions.length === 0 ? texts.get(key) : undefined;
  if (known !== undefined) return known;
  const text = browser.i18n.getMessage(key as '@@ui_locale', substitutions);
  if (substitutions.length === 0) texts.set(key, text);
  return text;
});
const html = document.documentElement;
html.lang = t('languageTag');
html.dir = browser.i18n.getMessage('@@bidi_dir');
// A popup is as wide as its content asks for; a tab is as wide as it is.
html.classList.toggle('in-popup', browser.extension.getViews({ type: 'popup' }).includes(window));

/** After what was drawn first is on the screen. */
const painted = () =>
  new Promise<void>((done) => {
    requestAnimationFrame(() => setTimeout(done));
  });

const rest = () => import('./rest.tsx');
let begun = globalThis.countersignFirst;
/** At first what was begun before this came. Where the store has to be made, upgraded or read again: the rest. */
async function readFirst(limit: number) {
  const already = begun;
  begun = undefined;
  const later = async () => (await rest()).readRows(limit);
  return already ? firstRowsOf(already).catch(later) : later();
}
const first = createFirstModel({
  now: Date.now,
  readFirst,
  // A taste of this person's, in this page: not worth a message and an answer before the first list.
  recall: () => localStorage.getItem(VIEW) ?? undefined,
  remember: (view) => localStorage.setItem(VIEW, view),
});
void first.queue.load();

const root = document.getElementById('root');
function draw(more?: Rest): void {
  if (root) render(<Frame first={first} rest={more} inTab={location.hash !== ''} />, root);
}
/** So long the first rows are waited for: drawing twice takes longer. */
const twoFrames = () =>
  new Promise<void>((done) => {
    requestAnimationFrame(() => requestAnimationFrame(() => done()));
  });
/** Style sheets that hold up nothing; see paintFirst in scripts/build/page-parts.ts. */
const sheets = [...document.querySelectorAll<HTMLLinkElement>('link[media="not all"]')];
const styled = Promise.all(
  sheets.map(
    (link) =>
      link.sheet ??
      new Promise((done) => {
        link.onload = done;
        link.onerror = done;
      }),
  ),
);
const drawn = Promise.race([first.queue.first, twoFrames()])
  .then(() => styled)
  .then(() => {
    for (const link of sheets) link.removeAttribute('media');
    root?.replaceChildren();
    draw();
  });
void Promise.all([first.queue.first, drawn])
  .then(painted)
  .then(async () => (await rest()).start(first, draw));
