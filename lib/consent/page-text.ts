import { parseHostName } from '../atlassian/hosts.ts';
import { present } from '../present.ts';
import { fold, hiddenInside, plain } from './text.ts';

/** Elements whose text nobody sees, however it may look in the source. */
const UNSEEN =
  /^(?:script|style|noscript|template|textarea|title|option|svg|iframe|object|datalist)$/i;
/** Elements inside a sentence: no blank is put where they begin and end. */
const INLINE =
  /^(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strong|sub|sup|tt|u|var|wbr|countersign-[\w-]+)$/i;

/** checkVisibility(), but for `display: contents`: no box of its own, yet what is in it is drawn. */
function isDrawn(element: Element, how?: CheckVisibilityOptions): boolean {
  let at: Element | null = element;
  while (at?.checkVisibility?.(how) === false && getComputedStyle(at).display === 'contents') {
    at = at.parentElement;
  }
  return at?.checkVisibility?.(how) ?? true;
}

/** True where the browser draws the element (always true where there is no layout to ask). */
export function isShown(element: Element): boolean {
  // Opacity is left out on purpose: a block that fades in starts at 0 and fires no mutation later.
  return isDrawn(element, { visibilityProperty: true });
}

/** True for what stands on lines of its own: a span, too, where it is the child of a flex box. */
function isBlock(node: Node): boolean {
  return (
    !INLINE.test(node.nodeName) || !/^(?:inl|con|$)/.test(getComputedStyle(node as Element).display)
  );
}

/** Takes down what one node shows by itself; answers where to go on inside it. */
function enter(node: Node, parts: string[], withoutRole?: RegExp): Node | null {
  if (node.nodeType === 3 && isShown(node.parentNode as Element)) parts.push((node as Text).data);
  if (node.nodeType !== 1 || UNSEEN.test(node.nodeName)) return null;
  const element = node as Element;
  if (withoutRole?.test(element.getAttribute('role') ?? '') || !isDrawn(element)) return null;
  if (isBlock(element)) parts.push('\n');
  return element.firstChild;
}

/** The node that comes after `node` and all that is in it; ends the blocks that end there. */
function leave(node: Node, root: Node, parts: string[]): Node | null {
  let at = node;
  while (!at.nextSibling && at.parentNode && at.parentNode !== root) {
    at = at.parentNode;
    if (isBlock(at)) parts.push('\n');
  }
  return at.nextSibling;
}

/**
 * The text a person can see below `root`, in document order; blocks are set apart by a line feed.
 * One walk, linear in the number of nodes; elements that are not drawn, or of a role to be left
 * out, are passed over with all that is in them.
 */
export function shownText(root: Element, withoutRole?: RegExp): string {
  const parts: string[] = [];
  let node: Node | null = root.firstChild;
  while (node) node = enter(node, parts, withoutRole) ?? leave(node, root, parts);
  return parts.join('');
}

const SITE_HOST = /\.(?:atlassian\.net|atlassian-us-gov-mod\.net|jira\.com)$/;
/** True for the host of a site as Atlassian hands them out. */
export const isSiteHost = (host: string): boolean => SITE_HOST.test(host);

const LABEL = /(?:use|install) app on[ :*]*([^ ]{1,260})/;
const OPTIONS = /^(?:listbox|menu)$/;
/** More of a kind than a consent page has; what lies one inside the other must stay cheap. */
const MAX_ELEMENTS = 20;

/** What parts one word from the next; in Chinese, Japanese and Korean no blank does. */
const BETWEEN =
  /[\s'<>()[\]{},;|、。]+|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+/u;

/**
 * The host names in a folded text, without doubles. A word counts as a whole or not at all: what
 * is left of "аcme.atlassian.net" without its Cyrillic letter is another company's site, and what
 * stands before an @ is no host.
 */
export function hostsIn(folded: string): string[] {
  const hosts = folded.split(BETWEEN).flatMap((word) => {
    const authority = /^(?:[a-z]+:\/\/)?([^/?#@]*)(?:[/?#]|$)/.exec(word)?.[1] ?? '';
    return authority.split(':').map((part) => parseHostName(part.replace(/\.{1,3}$/, '')) ?? '');
  });
  return [...new Set(hosts)].filter(Boolean);
}

/** A site, and whether the page says that it is the chosen one, or only names it. */
export interface Chosen {
  host: string;
  picked: boolean;
}

/**
 * The site the page is about: what the picker shows as chosen (`.site-selector`, a `select`, or
 * the word that follows the label "Use app on" / "Install app on"; observed in public automation
 * code), else the only Atlassian site the shown text names. Never keyed on generated class names.
 */
export function chosenSite(document: Document, folded: string): Chosen | undefined {
  const picked = (host: string | undefined) => (host ? { host, picked: true } : undefined);
  for (const select of document.querySelectorAll('select')) {
    const host = parseHostName(select.selectedOptions?.[0]?.textContent ?? '');
    if (host && isShown(select)) return picked(host);
  }
  for (const picker of [...document.querySelectorAll('.site-selector')].slice(0, MAX_ELEMENTS)) {
    const hosts = hostsIn(fold(shownText(picker, OPTIONS)));
    if (hosts.length === 1) return picked(hosts[0]);
    // A picker that shows no value: nothing is chosen, whatever else the page names.
    if (isShown(picker) && hosts.length === 0) return undefined;
  }
  const labelled = hostsIn(LABEL.exec(folded)?.[1] ?? '');
  if (labelled.length === 1) return picked(labelled[0]);
  return onlySite(folded);
}

/** The site that a text names, where it names exactly one. */
export function onlySite(folded: string): Chosen | undefined {
  const [host, ...others] = hostsIn(folded).filter(isSiteHost);
  return host && others.length === 0 ? { host, picked: false } : undefined;
}

/** What follows the app's name in the heading. */
export const REQUESTING = ' is requesting access to your atlassian account';

/**
 * The app's name, whole, out of the heading "{App} is requesting access to your Atlassian account"
 * (with and without a final stop; observed in ServiceNow's documentation and four public files).
 * Headings first, then any line of the shown text. Where the words stand twice the last are the
 * heading's own: a name with them must not pass for a shorter one.
 * `hidden`: see `hiddenInside`.
 */
export function requestingApp(
  document: Document,
  text: string,
): { name: string; hidden?: string } | undefined {
  const sentence = new RegExp(`^(.+)${REQUESTING}\\b`, 'i');
  const headings = [...document.querySelectorAll('h1,h2,h3,[role="heading"]')]
    .slice(0, MAX_ELEMENTS)
    .filter(isShown)
    .map((heading) => shownText(heading));
  for (const line of [...headings, ...text.split('\n')]) {
    const name = sentence.exec(plain(line, 20_000))?.[1];
    if (!name) continue;
    const hidden = hiddenInside(line, name);
    return { name, ...present({ hidden }) };
  }
  return undefined;
}
