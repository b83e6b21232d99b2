import { parseHostName } from '../../atlassian/hosts.ts';
import { present } from '../../present.ts';
import type { PageView, Reader } from '../blocked-consent.ts';
import { hostsIn } from '../page-text.ts';
import { quote } from '../quote.ts';
import { plain } from '../text.ts';
import { BLOCK_WORDINGS, type BlockWording } from '../wordings.ts';

/**
 * The site named right after the block's sentence: `for the site 'acme.atlassian.net' before …`,
 * with any quotes or none, in one piece or with quotes round a part of it (AWS prints it so); or the
 * host in quotes alone: `before it can use 'acme.atlassian.net'`.
 * @param rest folded text that follows the sentence
 * @returns the host (undefined where none is named or it is no host name), whether there is one that
 *   cannot be read, and how many characters of `rest` belong to the wording
 */
export function siteAfter(rest: string): { site?: string; unreadable?: true; length: number } {
  const named =
    /^[ ,:]{0,3}(?:(?:for|on) (?:the |this |your )?site[ :]{0,2}|(?='[^'\s.]{1,63}(?:\.[^'\s.]{1,63}){2,8}'))'{0,2} ?([^\s',;]{1,300}(?:'[a-z0-9.-]{1,300}){0,2})(?: ?'{1,2})?/.exec(
      rest,
    );
  const site = hostOf(named?.[1] ?? '');
  // What stands in quotes alone and is no host is a name ("Node.js" has one dot), and not quoted.
  if (named && !site && /^[ ,:]{0,3}'/.test(named[0])) return { length: 0 };
  const head = named?.[0] ?? '';
  const isOpen = /'$/.test(head) || !head.includes("'");
  const tail = /^[ .]{0,2}before (?:the |this )app(?:lication)? can access your account\.?/.exec(
    rest.slice(head.length),
  );
  const length = head.length + (tail?.[0].length ?? 0);
  if (site) return { site, length };
  // A name that goes on behind a blank: what follows would be a piece of it.
  const whole = isOpen ? named?.[1] : /^[^']{0,300}'/.exec(rest.slice(head.length))?.[0];
  return whole?.includes('.') ? { unreadable: true, length } : { length };
}

/** A host by itself, in quotes or none, or as the address of its first page. */
function hostOf(words: string): string | undefined {
  const address = words.replace(/'/g, '').replace(/(?<![.,;:)])[.,;:)]+$/, '');
  return parseHostName(address.replace(/^https?:\/\/|(?<=[a-z])\/$/g, ''));
}

interface Fit {
  wording: BlockWording;
  words: RegExpExecArray;
  detail?: RegExpExecArray;
}

function search({ place, folded }: PageView): Fit | undefined {
  if (place !== 'consent') return undefined;
  for (const wording of BLOCK_WORDINGS) {
    const words = wording.words.exec(folded);
    const detail = words && wording.detail?.exec(folded);
    if (words && detail) return { wording, words, detail };
    if (words && !wording.detail) return { wording, words };
  }
  return undefined;
}

/** The last pages and what was found on them: every reader asks the same question. */
const found = new WeakMap<PageView, Fit | undefined>();

/** The wording of the block on this page: the first that fits. */
export function blockOn(page: PageView): Fit | undefined {
  if (!found.has(page)) found.set(page, search(page));
  return found.get(page);
}

/** What the wording says of app and site, and the words to be shown. */
interface Words {
  site: string | undefined;
  appName: string | undefined;
  message: string;
}

function saidBySentence(page: PageView, words: RegExpExecArray): Words {
  const end = words.index + words[0].length;
  const named = siteAfter(page.folded.slice(end, end + 1000));
  return {
    // Of a host that cannot be read, no other that is named somewhere takes the place.
    site: named.site ?? (named.unreadable && !page.picked ? undefined : page.chosenSite),
    appName: page.appName,
    message: quote(page.text, words.index, end + named.length),
  };
}

function saidByDetail(page: PageView, words: RegExpExecArray, detail: RegExpExecArray): Words {
  const { before = '', app = '', site = '' } = detail.groups ?? {};
  const appFrom = detail.index + before.length;
  const named = quote(page.text, appFrom, appFrom + app.length, 120);
  const other = site.includes('.') && !page.picked ? undefined : page.chosenSite;
  const quoted = ({ index, 0: all }: RegExpExecArray) =>
    quote(page.text, index, index + all.length);
  return {
    site: hostOf(site.replace(/ /g, '')) ?? (hostsIn(site).length === 1 ? hostsIn(site)[0] : other),
    appName: page.appName ?? plain(named.replace(/^['"“‘](.+)['"”’]$/, '$1'), 120),
    // What stands between the two sentences is not quoted: it may be private (who is signed in).
    message: plain(`${quoted(words)} ${quoted(detail)}`, 400),
  };
}

const blockReader = ({ reader, cause }: BlockWording): Reader => ({
  id: reader,
  read(page) {
    const fit = blockOn(page);
    if (fit?.wording.reader !== reader) return undefined;
    const { words, detail } = fit;
    const { site, appName, message } = detail
      ? saidByDetail(page, words, detail)
      : saidBySentence(page, words);
    return {
      ...page.facts,
      reader,
      cause,
      edition: page.edition,
      ...present({ site, appName }),
      message,
    };
  },
});

/** A reader for each wording of the block. */
export const BLOCK_READERS: readonly Reader[] = BLOCK_WORDINGS.map(blockReader);
