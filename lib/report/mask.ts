import type { Place } from '../atlassian/custom-hosts.ts';
import { isAtlassianHost } from '../atlassian/hosts.ts';
import { REQUESTING } from '../consent/page-text.ts';
import { adminWord } from '../consent/readers/unknown-wording.ts';
import { plain } from '../consent/text.ts';
import { BLOCK_WORDINGS } from '../consent/wordings.ts';

/** The first line of a report; the JSON follows. */
export const HEAD = 'Countersign field report 1';

/** One element of a page, or a text. As hostile and as private as the page: never kept or sent. */
type Part = string | { tag: string; attributes: Record<string, string>; inside: Part[] };

/** What is taken of a page for a report, before anything is masked. */
export interface Skeleton {
  address: string;
  /** the page's own word for its language */
  lang: string;
  body: Part;
}

/** A page for a report, and which entry of the list of hosts it belongs to. */
export interface TakenPage extends Skeleton {
  place?: Place;
}

/**
 * Takes the page's elements, the attributes that say what an element is, and its texts; at most
 * 4,000 parts. What is not drawn is marked `hidden`; scripts, styles and Countersign itself are
 * left out. It may be run in a page by itself: nothing from outside may be used in here.
 */
export function takeSkeleton(): Skeleton {
  const wanted = ['role', 'type', 'class', 'data-testid', 'disabled', 'aria-live', 'aria-disabled'];
  const left = /^(?:script|style|template|noscript|svg|iframe|object|link|meta|countersign-.*)$/i;
  let budget = 4000;
  const attributesOf = (element: Element): Record<string, string> => {
    const drawn = element.checkVisibility?.({ visibilityProperty: true }) ?? true;
    const found = wanted.flatMap((name) => {
      const value = element.getAttribute(name);
      return value === null ? [] : [[name, value.slice(0, 300)] as const];
    });
    return { ...Object.fromEntries(found), ...(drawn ? {} : { hidden: '' }) };
  };
  const takeText = (node: Node): Part[] => {
    const text = (node.nodeValue ?? '').trim();
    budget -= 1;
    return text ? [text.slice(0, 1000)] : [];
  };
  const takeNode = (node: Node, depth: number): Part[] => {
    if (node.nodeType === 3) return takeText(node);
    const isElement = node.nodeType === 1 && !left.test(node.nodeName);
    return isElement ? [take(node as Element, depth)] : [];
  };
  const takeAll = (element: Element, depth: number): Part[] =>
    [...element.childNodes].flatMap((node) =>
      budget > 0 && depth <= 60 ? takeNode(node, depth) : [],
    );
  const take = (element: Element, depth: number): Part => {
    budget -= 1;
    const { localName: tag } = element;
    return { tag, attributes: attributesOf(element), inside: takeAll(element, depth + 1) };
  };
  return {
    address: location.href,
    lang: document.documentElement.lang.slice(0, 20),
    body: take(document.body, 0),
  };
}

/** The page's texts in their order. */
export function textsOf(part: Part): string[] {
  return typeof part === 'string' ? [part] : part.inside.flatMap(textsOf);
}

/**
 * What stays of a page's words: the wordings that readers look for, each by itself. Nothing in
 * them is anybody's name.
 */
const KEPT: readonly RegExp[] = [
  ...BLOCK_WORDINGS.map(({ words }) => words),
  new RegExp(REQUESTING.trim()),
  /\bfor the site\b/,
  /\bbefore the app(?:lication)? can access your account\b/,
  /\ban admin(?:istrator)? has not allowed\b/,
  /\bto access data from\b/,
  /\bselect another site(?: to authori[sz]e access to)?\b/,
  /\b(?:use|install) app on\b/,
  /\bchoose a site\b/,
  /^\s*(?:accept|cancel|allow|deny|approve)\s*$/,
  // The end of a site's name: by it a site is known.
  /\.(?:atlassian\.net|atlassian-us-gov-mod\.net|jira\.com)\b/,
];

const WORDINGS = KEPT.map((wording) => new RegExp(wording.source, 'g'));

/** Letters become x, capitals X, digits 0; signs and blanks stay. */
function blank(text: string): string {
  return text
    .replace(/\p{Lu}/gu, 'X')
    .replace(/[\p{L}\p{M}\p{Extended_Pictographic}]/gu, (letter) => (letter === 'X' ? 'X' : 'x'))
    .replace(/\p{N}/gu, '0');
}

/** Every letter and digit taken out, but for the wordings that readers match. */
export function maskText(text: string): string {
  const low = text.toLowerCase();
  // Of letters that change their number with their case, no place could be told.
  if (low.length !== text.length) return blank(text);
  // By code unit, as matches tell their places.
  const kept = new Array<boolean>(low.length).fill(false);
  const keep = (from: number, length: number) => kept.fill(true, from, from + length);
  for (const wording of WORDINGS) {
    for (const found of low.matchAll(wording)) keep(found.index, found[0].length);
  }
  const admin = adminWord(low);
  if (admin && low.includes(admin)) keep(low.indexOf(admin), admin.length);
  let masked = '';
  let from = 0;
  for (let at = 1; at <= text.length; at += 1) {
    if (at < text.length && kept[at] === kept[from]) continue;
    const piece = text.slice(from, at);
    masked += kept[from] ? piece : blank(piece);
    from = at;
  }
  return masked;
}

/** Keys of an authorization request (RFC 6749, 7636, 8707); others may name somebody. */
const KEYS =
  /^(?:audience|client_id|scope|redirect_uri|state|response_type|prompt|code_challenge|code_challenge_method|context|nonce|resource|login_hint|error|error_description|errorName|errorDescription|oauth_(?:token|callback|consumer_key|problem|verifier))$/;
/** What an error is called: the same for everybody (RFC 6749; OAuth 1.0a's problem reporting). */
const ERROR_KEYS = /^(?:error|errorName|oauth_problem)$/;
const ERROR_CODES =
  /^(?:access_denied|invalid_(?:client|grant|request|scope)|server_error|temporarily_unavailable|un(?:authorized_client|supported_response_type)|(?:consumer_key|signature|token)_[a-z_]{3,20}|timestamp_refused|nonce_used|permission_[a-z]{3,20}|user_refused)$/;
/** Paths of Atlassian's flow, whatever the host; what stands in front of one is somebody's own. */
const KNOWN_PATH =
  /\/(?:oauth2\/authorize\/(?:server\/)?consent|consent|error|v\d\/authorize|plugins\/servlet\/oauth2?\/[a-z-]{3,30}|rest\/oauth2\/(?:latest|[\d.]{1,8})\/[a-z]{3,20})\/?$/;
/** Keys whose values are the same for everybody. */
const VALUES = /^(?:audience|scope|response_type|prompt|code_challenge_method)$/;

/** The address without its values; elsewhere than at Atlassian's own hosts without its names. */
export function maskAddress(address: string): string {
  if (!URL.canParse(address)) return '';
  const url = new URL(address);
  const known = isAtlassianHost(url.hostname);
  const flow = KNOWN_PATH.exec(url.pathname);
  const path = blank(url.pathname.slice(0, flow?.index)) + (flow?.[0] ?? '');
  const query = [...url.searchParams].map(([key, value]) => {
    const name = KEYS.test(key) ? key : blank(key);
    const same = known ? VALUES.test(key) && /^[\w:.\- ]{0,2000}$/.test(value) : false;
    const shown = same || (ERROR_KEYS.test(key) && ERROR_CODES.test(value)) ? value : '';
    return `${encodeURIComponent(name)}=${encodeURIComponent(shown)}`;
  });
  const host = known ? url.host : blank(url.host);
  return `${url.protocol}//${host}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

/** A text of the page as it is offered to be told, and found again. */
export const sentenceOf = (text: string): string => plain(text, 400);

/** More sentences than a page that stops somebody has. */
const MOST = 20;

/** The sentences of a page whose words nobody would know: each may be told, if the person says so. */
export function sentencesOf(body: Part): string[] {
  const texts = textsOf(body).map(sentenceOf);
  const unknown = texts.filter((text) => /\p{L}\P{L}+\p{L}/u.test(text) && maskText(text) !== text);
  return [...new Set(unknown)].slice(0, MOST);
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What an attribute may say: that it is there, or one of the words that mean something. */
function attributeOf(name: string, value: string): string {
  if (name === 'class') return /\bsite-selector\b/.test(value) ? ' class="site-selector"' : '';
  if (name === 'data-testid') {
    return value === 'permission-button' ? ` data-testid="${value}"` : ' data-testid';
  }
  return VALUES_OF[name]?.test(value) ? ` ${name}="${value}"` : ` ${name}`;
}

const ROLES =
  /^(?:alert|alertdialog|button|combobox|dialog|heading|list|listbox|listitem|main|menu|none|option|presentation|region|status)$/;
/** What an attribute may say: any other word may be somebody's. */
const VALUES_OF: Readonly<Record<string, RegExp>> = {
  role: ROLES,
  type: /^(?:button|checkbox|email|hidden|password|radio|reset|search|submit|text)$/,
  'aria-live': /^(?:assertive|off|polite)$/,
  'aria-disabled': /^(?:true|false)$/,
};
/** Elements of HTML; any other name may say whose page it is. */
const TAG =
  /^(?:a|abbr|article|aside|b|bdi|bdo|blockquote|body|br|button|caption|cite|code|dd|details|dialog|div|dl|dt|em|fieldset|figure|font|footer|form|h[1-6]|header|hr|i|img|input|ins|kbd|label|legend|li|main|mark|menu|nav|ol|optgroup|option|output|p|pre|progress|q|s|samp|section|select|small|span|strong|sub|summary|sup|table|tbody|td|textarea|tfoot|th|thead|time|tr|tt|u|ul|var|wbr)$/;

/**
 * The page as masked markup, a line for each element with children.
 * @param told sentences that the person wants told as they are
 */
export function maskPart(part: Part, told: ReadonlySet<string>, indent = ''): string[] {
  if (typeof part === 'string') {
    const text = sentenceOf(part);
    return [indent + escaped(told.has(text) ? text : maskText(text))];
  }
  const { attributes, inside } = part;
  // An element's own name may say whose page it is.
  const tag = TAG.test(part.tag) ? part.tag : 'div';
  const words = Object.entries(attributes)
    .filter(([name, value]) => name !== 'role' || ROLES.test(value))
    .map(([name, value]) => attributeOf(name, value))
    .join('');
  const only = inside.length === 1 && typeof inside[0] === 'string' ? inside[0] : undefined;
  if (inside.length === 0) return [`${indent}<${tag}${words}></${tag}>`];
  if (only !== undefined) {
    return [`${indent}<${tag}${words}>${maskPart(only, told).join('')}</${tag}>`];
  }
  return [
    `${indent}<${tag}${words}>`,
    ...inside.flatMap((one) => maskPart(one, told, `${indent}  `)),
    `${indent}</${tag}>`,
  ];
}
