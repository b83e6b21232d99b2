import { joinWraps } from './unwrap-lines.ts';

/*
 * What people paste has been through other hands: a terminal colored it, a log put it into JSON, a
 * mail quoted it, a browser put it into an address. This takes all of that off again, layer by
 * layer, so that the readers see the words. Pure, and linear in the length of the text.
 */

/** More layers than anybody packs an error into. */
const MAX_LAYERS = 8;

/** Terminal colors and links (ECMA-48), also with the escape character written out or lost. */
const ANSI =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is taken out
  /(?:\x1b|\\{1,8}(?:u001b|x1b|e|033)|\^\[|\u241b)(?:\[[0-?]{0,40}[ -/]{0,4}[@-~]|\][^\x07\x1b\n]{0,400}(?:\x07|\x1b\\)|[()*+][0-9A-Z]|[=>78])|\x9b[0-?]{0,40}[ -/]{0,4}[@-~]|\[(?:\d{1,3}(?:;\d{1,3}){0,6})?m(?![\w-]*\])|\[0?m(?=\]\()/gi;

/** Names of signs (HTML §13.5) that stand in or beside sentences, and the signs in their order. */
const NAMES =
  'amp apos quot lt gt nbsp lsquo rsquo ldquo rdquo sbquo bdquo lsaquo rsaquo laquo raquo hellip ndash mdash dash hyphen shy zwj zwnj lrm rlm ensp emsp thinsp zerowidthspace newline tab period comma colon semi sol num percnt equals quest excl plus ast commat grave lowbar lpar rpar lbrack rbrack lsqb rsqb'.split(
    ' ',
  );
const SIGNS =
  '&\'"<>\u00a0‘’“”‚„‹›«»…–—‐‐\u00ad\u200d\u200c\u200e\u200f   \u200b\n .,:;/#%=?!+*@`_()[][]';
/** A number's semicolon is often lost; after letters it cannot be missed. */
const ENTITY = /&(?:#(\d{2,7});?|#x([0-9a-f]{1,6});|([a-z]{2,14});)/gi;

function sign(code: number): string {
  return code > 0 && code < 0x110000 && (code < 0xd800 || code > 0xdfff)
    ? String.fromCodePoint(code)
    : '\ufffd';
}

function entities(text: string): string {
  return text
    .replace(/&(?:amp;)+(?=#?\w{1,12}[;=])/gi, '&')
    .replace(ENTITY, (whole, decimal, hex, name) => {
      if (decimal) return sign(Number(decimal));
      if (hex) return sign(Number.parseInt(hex, 16));
      const at = NAMES.indexOf(String(name).toLowerCase());
      return at < 0 ? whole : SIGNS.charAt(at);
    });
}

/** Elements that people's programs write; `<instance-name>` is none. */
const INLINE =
  /<\/?(?:a|abbr|b|bd[io]|big|cite|code|del|dfn|em|font|i|ins|kbd|mark|nobr|q|s|samp|small|span|strike|strong|su[bp]|tt|u|var|wbr)(?:\s[^<>]{0,1000})?\/?>/gi;
const BLOCK =
  /<\/?(?:blockquote|body|br|dd|div|dl|dt|h[1-6]|head|html|li|ol|p|pre|section|table|tbody|td|th|tr|ul)(?:\s[^<>]{0,1000})?\/?>|<!--|-->|<!\[CDATA\[|\]\]>|<\/[a-z][\w:.-]{0,60}>|<[a-z][\w:.-]{0,60}\s[a-z:-]{1,40}=["'][^<>]{0,1000}>/gi;

/**
 * A link as Markdown (`[words](address "title")`), Jira (`[words|address]`), Slack
 * (`<address|words>`) and plain mails (`words <address>`) write it: the words, and the address where
 * it says more than they do.
 */
const LINK =
  /\[([^\][\n]{1,300})\]\((<?[a-z]+:[^\s()]{1,2000}>?)(?:\s{1,4}["'][^"'\n]{0,200}["'])?\)/gi;
const WIKI_LINK = /\[([^\][\n|]{1,300})\|([a-z]+:[^\s|\]]{1,2000})(?:\|[\w-]{1,20})?\]/gi;
const SLACK_LINK = /<([a-z]+:[^\s|<>]{1,2000})\|([^<>\n]{1,300})>/gi;
const MAIL_LINK = / ?<([a-z]+:\/\/[^\s<>|]{1,2000})>/gi;
/** `[words][1]` */
const NUMBERED = /\[([^\][\n]{1,300})\]\[\d{1,3}\]/g;

const bareAddress = (text: string): string =>
  text.replace(/^<?(?:mailto:|[a-z]+:\/\/)?|(?<![>/])[>/]+$/gi, '');
const link = (_: string, words: string, address: string): string => {
  const bare = bareAddress(words);
  // A mail's filter puts addresses of its own round the one that the words say.
  const same =
    bareAddress(address) === bare ||
    (/\.[a-z]/i.test(bare) &&
      !/[?&]client_id=/.test(address) &&
      decoded(address).includes(`://${bare}`));
  return same ? words : `${words} ${address}`;
};
const links = (text: string): string =>
  text
    .replace(LINK, link)
    .replace(WIKI_LINK, link)
    .replace(SLACK_LINK, (whole, address: string, words: string) => link(whole, words, address))
    .replace(NUMBERED, '$1')
    .replace(MAIL_LINK, (_, address: string, at: number, all: string) => {
      const words = /(?<![^\s"'`([])[^\s"'`([]+$/.exec(all.slice(Math.max(0, at - 300), at))?.[0];
      return words && link('', words, address) === words ? '' : ` ${address}`;
    });
/** Stars behind a word alone are a mask: `bS7k****`. */
const BOLD_TWICE = /(?<![\w*])\*{4,8}([^\s*][^*\n]{0,2000})\*{4,8}(?!\*)/g;
/** Bold, and a name in italics: a host has no underscore. */
const BOLD = /(?<!\*)\*{2,3}(?!\*)|~~|(?<![\w*/])\*(?=\S)|(?<=[^\s/*])\*(?![\w*/])/g;
const ITALIC = /(?<!\w)_{1,3}([a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63}){1,8})_{1,3}(?!\w)/gi;

/** A quote in single quotes, as YAML, SQL and PowerShell write it. */
const DOUBLED = /(?<=[a-z])''(?=[a-z])/gi;

/** One layer of the escapes that JSON, JavaScript, Python and Markdown have in common. */
const ESCAPE = /\\(?:u([0-9a-f]{4})|x([0-9a-f]{2})|u\{([0-9a-f]{1,6})\}|([nrt])|([^\w\s]))/gi;

function unescaped(text: string): string {
  return text.replace(ESCAPE, (_, half, byte, point, blank, itself) => {
    // Halves of a pair stand one after the other and find each other again.
    if (half || byte) return String.fromCharCode(Number.parseInt(half || byte, 16));
    if (point) return sign(Number.parseInt(point, 16));
    return blank ? (blank === 'n' ? '\n' : ' ') : itself;
  });
}

/**
 * `"key": "value"`, `key='value'`, `'key': "value"`. The value ends at the first quote of its kind
 * that is not escaped, and after that the line, the list or another pair must follow.
 */
const PAIR =
  /(["']?)\b([A-Za-z_][\w.-]{0,60})\1[ \t]{0,8}(?::|=>?)\s{0,20}(?:"([^"\\]*(?:\\[\s\S][^"\\]*)*)"|'([^'\\]*(?:\\[\s\S][^'\\]*)*)')(?:[ \t]*[,;]|(?=\s*(?:[}\])]|$)|[ \t]*\n|\s+["']?[\w.-]{1,40}["']?[ \t]*[:=]))/g;

/** Each pair on a line of its own, its value without one layer of escapes. */
function pairs(text: string): string {
  return text.replace(PAIR, (_, _quote, key: string, double?: string, single = '') => {
    const value = double ?? single;
    // A raw break in it is a terminal's; an escaped one is the writer's.
    return `\n${key}: ${unescaped(value.replace(/(?<!\s)\s*\n\s*/g, ' '))}\n`;
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/%[0-7][0-9a-f]/gi, decodeURIComponent);
  }
}

/** What stands in front of an address and has its like behind it. */
const OPENERS: Readonly<Record<string, string>> = { "'": "'", '`': '`', '(': ')', '[': ']' };

/**
 * Of an address that brings an error back: where it goes, `error` and `error_description`. Whatever
 * else stands behind it (state, codes, and what nobody knows) is dropped.
 */
function errorAddress(word: string): string {
  const start = Math.max(word.search(/[a-z][a-z0-9+.-]{0,20}:\/\//i), 0);
  const cut = word.slice(start).search(/[?#]/);
  const from = cut < 0 ? word.search(/\berror(?:_description)?=/) : start + cut + 1;
  const closer = OPENERS[word.charAt(start - 1)];
  const end = word.slice(from).search(/["<>]/);
  let query = end < 0 ? word.slice(from) : word.slice(from, from + end);
  if (closer && query.lastIndexOf(closer) >= 0) query = query.slice(0, query.lastIndexOf(closer));
  const parameters = new URLSearchParams(query.replace(/[?#]/g, '&'));
  const before = word.slice(0, cut < 0 ? 0 : from - 1);
  const lines = ['error', 'error_description'].flatMap((name) =>
    parameters
      .getAll(name)
      .slice(0, 1)
      .map((value) => `${name}: ${value.slice(0, 2000)}`),
  );
  const after = end < 0 ? '' : word.slice(from + end);
  return `${before}\n${lines.join('\n')}\n${after}`;
}

/** A sentence in one piece: its blanks are `%20` or `+`. */
const RUN_TOGETHER =
  /[a-z](?:%(?:25)*20|\+)[a-z'].*[a-z](?:%(?:25)*20|\+)[a-z'].*[a-z'](?:%(?:25)*20|\+)[a-z]/i;

function word(text: string): string {
  if (/[?&#]error(?:_description)?=|^\W?error_description=(?!["'])/.test(text))
    return errorAddress(text);
  if (text.includes('://')) return text;
  if (/%(?:25)*3a(?:%(?:25)*2f){2}/i.test(text)) return decoded(text);
  return text.length < 4000 && RUN_TOGETHER.test(text) ? decoded(text.replaceAll('+', ' ')) : text;
}

/** A soft break: these lines are filled up to 76 characters (RFC 2045 §6.7), and end in no `name=`. */
const SOFT_BREAK = /(?<=^[^\n]{59,75})(?<![?&][\w.-]{1,40})=\r?\n/gm;

/** An e-mail's source (RFC 2045 §6.7), where its soft breaks or its equals signs show it. */
function quotedPrintable(text: string): string {
  const isCoded =
    /=3d|=C2=A0|=E2=80=[89AB]/i.test(text) ||
    (/=\r?\n/.test(text) && /=(?:2[0-9E]|C2|E2)/.test(text));
  if (!isCoded) return text.replace(SOFT_BREAK, '');
  const joined = text.replace(/=\r?\n/g, '');
  return joined.replace(/(?:=[0-9A-F]{2})+/g, (run) => decoded(run.replaceAll('=', '%')));
}

/** `"one " + "two"`, in one line or several. */
const CONCATENATED = /(["'])[ \t]{0,8}(?:\+[ \t]{0,8}\n?|\n[ \t]{0,80}\+)[ \t]{0,80}\1/g;

/** What steers and joins letters without a trace: it may stand inside of anything that comes off. */
const MARKS = /[\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/g;

function layer(text: string): string {
  const unix = quotedPrintable(text.replace(MARKS, ''))
    .replace(/\\\r?\n/g, '')
    .replace(/\r\n?|[\x85\u2028\u2029]/g, '\n')
    .replace(CONCATENATED, '');
  // Lines first: whatever comes off inside them changes how long they are.
  let bare = entities(joinWraps(unix).replace(ANSI, ''));
  bare = bare.replace(INLINE, '').replace(BLOCK, '\n');
  bare = links(bare.replace(BOLD_TWICE, '$1').replace(BOLD, '').replace(ITALIC, '$1'));
  // Between an address's parts, before it is taken apart.
  bare = bare.replace(/\\{1,8}u00(?:26|3[dD])/g, (code) => (code.endsWith('6') ? '&' : '='));
  bare = bare.replace(DOUBLED, "'").replace(/\S+/g, word);
  const paired = pairs(bare);
  // Escapes in a value must not be taken off before its end was found.
  return paired === bare ? unescaped(bare) : paired;
}

/** Without the word that was cut; all of it where it is but one. */
function wholeWords(text: string): string {
  let end = text.length;
  while (end > 0 && /\S/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/**
 * The words of a pasted text without what they were wrapped in. Addresses keep what stands behind
 * them (see withoutQueries), but for those that bring an error back.
 * @param max characters; of a longer text the beginning is read, without the word that was cut
 */
export function unwrap(whole: string, max: number): string {
  let text = (whole.length > max ? wholeWords(whole.slice(0, max)) : whole).normalize('NFC');
  for (let round = 0; round < MAX_LAYERS; round += 1) {
    const next = layer(text);
    if (next === text) break;
    text = next;
  }
  return text.slice(0, 2 * max);
}
