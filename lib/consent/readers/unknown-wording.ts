import { present } from '../../present.ts';
import type { BlockedConsent, PageView } from '../blocked-consent.ts';
import { hostsIn, isShown, isSiteHost, shownText } from '../page-text.ts';
import { withoutOpaque } from '../quote.ts';
import { fold, plain } from '../text.ts';

/**
 * Atlassian's own word for "administrator" in the languages of its published locale files
 * (observed: @atlaskit/afm-i18n packages; the word itself, never a whole sentence of the block).
 * Without its ending where the language changes it. Folded, as fold() leaves it.
 * Data, kept apart from the texts of this extension: it says nothing by itself.
 */
const WORDS: Readonly<Record<string, string>> = {
  // Stands for da, nb, pl, hr and sr too, and for English when it is written out.
  de: 'administrator',
  fr: 'administrateur',
  'fr, of a woman': 'administratrice',
  es: 'administrador',
  it: 'amministrator',
  'it, of a woman': 'amministratrice',
  nl: 'beheerder',
  sv: 'administratör',
  fi: 'ylläpitäj',
  'fi, of systems': 'järjestelmänvalvoj',
  cs: 'správc',
  'cs, in other products': 'administrátor',
  hu: 'adminisztrátor',
  'hu, in other products': 'rendszergazd',
  et: 'administraator',
  is: 'stjórnand',
  'is, of systems': 'kerfisstjór',
  ru: 'администратор',
  uk: 'адміністратор',
  tr: 'yönetici',
  sl: 'skrbni',
  ja: '管理者',
  ko: '관리자',
  'zh-CN': '管理员',
  'zh-TW': '管理員',
  th: 'ผู้ดูแล',
  vi: 'quản trị viên',
};

/** In English the short form stands alone: "administered by" is something else. */
const ENGLISH = /\badmins?\b/;

// Folded like the page: NFKC takes some of the scripts' signs apart.
const FOLDED = Object.values(WORDS).map((word) => word.normalize('NFKC'));

/** The word for "administrator" in a folded text, in whatever language. */
export function adminWord(folded: string): string | undefined {
  // The lower case of İ is an i with a dot above it.
  const text = folded.replaceAll('i\u0307', 'i');
  return ENGLISH.exec(text)?.[0] ?? FOLDED.find((word) => text.includes(word));
}

/**
 * Evidence of a block that no reader knows, best first. The address of a consent page and the word
 * for "administrator" are asked for in any case, and are not counted.
 * - `alert`: the words stand in an alert (role, or a live region that interrupts)
 * - `site`: they name an Atlassian site, or the one that is chosen
 * - `no-effect`: Accept was pressed, and the page is still there
 * - `disabled`: a site is chosen, and Accept cannot be pressed
 */
export type Evidence = 'alert' | 'site' | 'no-effect' | 'disabled';

/** A candidate for a block: never certain, so a person is asked. */
export interface UnknownWording {
  /** what a yes makes of it */
  consent: BlockedConsent;
  evidence: Evidence[];
  /** the words without names and numbers: a no counts for the wording, wherever it is seen */
  wording: string;
}

const ALERTS = '[role="alert"],[role="alertdialog"],[aria-live="assertive"]';
/** More alerts, and longer ones, than a consent page has. */
const MAX_ELEMENTS = 10;
const MAX_SENTENCE_CHARS = 1000;
const MAX_WORDING_CHARS = 400;

/** What is known of the Accept button. English or not: it is the page's submit button. */
function acceptEvidence(page: PageView, document: Document, pressed: boolean): Evidence[] {
  if (pressed) return ['no-effect'];
  if (!page.chosenSite) return [];
  const submits = [...document.querySelectorAll<HTMLButtonElement>('button[type="submit"]')]
    .slice(0, MAX_ELEMENTS)
    .filter(isShown);
  const held = submits.every((one) => one.disabled || one.getAttribute('aria-disabled') === 'true');
  return submits.length > 0 && held ? ['disabled'] : [];
}

/** The blocked site, where the words name it; endings may be joined to it (Finnish, Hungarian). */
function siteIn(folded: string, chosen: string | undefined): string | undefined {
  const named = hostsIn(folded).find((host) => host === chosen || isSiteHost(host));
  if (named && isSiteHost(named)) return named;
  const at = chosen ? folded.indexOf(chosen) : -1;
  return at >= 0 && !/[\w.@-]/.test(folded.charAt(at - 1)) ? chosen : named;
}

function wordingOf(folded: string, page: PageView): string {
  const name = fold(page.appName ?? '').trim();
  return (name ? folded.replaceAll(name, '_') : folded)
    .replace(/(?<![a-z0-9-])[a-z0-9-]+(?:\.[a-z0-9-]+)+/g, '_')
    .replace(/\d+/g, '0')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, MAX_WORDING_CHARS);
}

function candidateIn(text: string, page: PageView, before: Evidence[]): UnknownWording | undefined {
  const name = fold(page.appName ?? '').trim();
  const folded = fold(text);
  // An app may call itself Administrator: its name is no witness.
  const unnamed = name ? folded.replaceAll(name, '_') : folded;
  if (!adminWord(unnamed)) return undefined;
  const site = siteIn(unnamed, page.chosenSite);
  const evidence: Evidence[] = [...before, ...(site ? ['site' as const] : [])];
  if (evidence.length < 2) return undefined;
  const of = site ?? page.chosenSite;
  return {
    evidence,
    wording: wordingOf(folded, page),
    consent: {
      ...page.facts,
      reader: 'perhaps-blocked',
      cause: 'by-hand',
      edition: page.edition,
      ...present({ site: of, appName: page.appName }),
      // Without the mark that an alert begins with.
      message: plain(text, 400).replace(/^[^\p{L}\p{N}"'“«「]+/u, ''),
    },
  };
}

/**
 * A block in words that no reader knows: another language, or a new wording. By structure, not by
 * words: two pieces of evidence of the four, beside the address and the word for "administrator". One alone also
 * stands on clean pages ("Your administrator can remove this app"; Accept before a site is chosen).
 * To be asked only where no reader answers.
 * @param pressed Accept was pressed, and the page is still there after a while
 */
export function readUnknownWording(
  page: PageView,
  document: Document,
  pressed: boolean,
): UnknownWording | undefined {
  const accept = acceptEvidence(page, document, pressed);
  for (const alert of [...document.querySelectorAll(ALERTS)]
    .slice(0, MAX_ELEMENTS)
    .filter(isShown)) {
    const text = shownText(alert);
    const found =
      text.length > MAX_SENTENCE_CHARS ? undefined : candidateIn(text, page, ['alert', ...accept]);
    if (found) return found;
  }
  if (accept.length === 0) return undefined;
  for (const line of page.text.split('\n')) {
    const found = line.length > MAX_SENTENCE_CHARS ? undefined : candidateIn(line, page, accept);
    if (found) return found;
  }
  return undefined;
}

/** More than this is no message about a dead end, in characters. */
const MAX_DEAD_END_CHARS = 600;

/** What a page has that goes on: a choice, a form, something under way. */
const GOES_ON =
  'button[type="submit"],input,select,textarea,progress,[role="combobox"],[role="listbox"],[role="progressbar"],[aria-busy="true"]';

/** True where one thing at most can be pressed, which would lead back. */
const leadsNowhere = (document: Document): boolean =>
  ![...document.querySelectorAll(GOES_ON)].some(isShown) &&
  [...document.querySelectorAll('button,[role="button"]')].filter(isShown).length < 2;

/**
 * The address of a consent page, a short text, and neither the consent page's heading nor anything
 * to accept: whatever it says, it does not lead on. By structure, for words that no reader knows. A
 * page that is still loading looks the same: to be believed only once it has stayed so.
 */
export function readDeadEnd(page: PageView, document: Document): BlockedConsent | undefined {
  const text = page.text.trim();
  if (page.place !== 'consent' || page.heading || text.length > MAX_DEAD_END_CHARS)
    return undefined;
  // "Loading…"
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  const says = words.slice(0, -1).some((word) => word.length > 2);
  if (!says || /(?:…|\.\.\.)$/.test(text)) return undefined;
  if (!leadsNowhere(document)) return undefined;
  return {
    ...page.facts,
    reader: 'dead-end',
    cause: 'dead-end',
    edition: page.edition,
    ...present({ appName: page.appName }),
    message: withoutOpaque(text, 200),
  };
}
