import { parseHostName } from '../atlassian/hosts.ts';
import { present } from '../present.ts';
import { isShown, shownText } from './page-text.ts';
import { fold, hiddenInside, plain } from './text.ts';

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
