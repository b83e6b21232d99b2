import { consentEdition, isAtlassianHost } from '../atlassian/hosts.ts';
import { adminWord } from '../consent/admin-words.ts';
import { REQUESTING } from '../consent/picker.ts';
import { APP_BLOCKED, MUST_AUTHORIZE } from '../consent/wordings.ts';
import type { Part } from './skeleton.ts';

/**
 * What stays of a page's words: the wordings that readers look for, each by itself. Nothing in
 * them is anybody's name.
 */
const KEPT: readonly RegExp[] = [
  MUST_AUTHORIZE,
  APP_BLOCKED,
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
  /^(?:audience|client_id|scope|redirect_uri|state|response_type|prompt|code_challenge|code_challenge_method|context|nonce|resource|login_hint|error)$/;
/** Keys whose values are the same for everybody. */
const VALUES = /^(?:audience|scope|response_type|prompt|code_challenge_method)$/;

/** The address without its values; elsewhere than at Atlassian's own hosts without its names. */
export function maskAddress(address: string): string {
  if (!URL.canParse(address)) return '';
  const url = new URL(address);
  const known = isAtlassianHost(url.hostname);
  const path = consentEdition(url) ? url.pathname : blank(url.pathname);
  const query = [...url.searchParams].map(([key, value]) => {
    const name = KEYS.test(key) ? key : blank(key);
    const said = known && VALUES.test(key) && /^[\w:.\- ]{0,2000}$/.test(value) ? value : '';
    return `${encodeURIComponent(name)}=${encodeURIComponent(said)}`;
  });
  const host = known ? url.host : blank(url.host);
  return `${url.protocol}//${host}${path}${query.length > 0 ? `?${query.join('&')}` : ''}`;
}

const escaped = (text: string): string =>
  text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** What an attribute may say: that it is there, or one of the words that mean something. */
function attributeOf(name: string, value: string): string {
  if (name === 'class') return /\bsite-selector\b/.test(value) ? ' class="site-selector"' : '';
  if (name === 'data-testid') {
    return value === 'permission-button' ? ` data-testid="${value}"` : ' data-testid';
  }
  if (name === 'hidden' || name === 'disabled') return ` ${name}`;
  return /^[a-z]{1,20}$/.test(value) ? ` ${name}="${value}"` : ` ${name}`;
}

const ROLES =
  /^(?:alert|alertdialog|button|combobox|dialog|heading|list|listbox|listitem|main|menu|none|option|presentation|region|status)$/;
const TAG = /^(?:[a-z]{1,10}|h[1-6])$/;

/** The page as masked markup, a line for each element that holds others. */
export function maskPart(part: Part, indent = ''): string[] {
  if (typeof part === 'string')
    return [indent + escaped(maskText(part.replace(/\s+/g, ' ').trim()))];
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
    return [`${indent}<${tag}${words}>${maskPart(only).join('')}</${tag}>`];
  }
  return [
    `${indent}<${tag}${words}>`,
    ...inside.flatMap((one) => maskPart(one, `${indent}  `)),
    `${indent}</${tag}>`,
  ];
}
