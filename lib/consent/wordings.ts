import { parseHostName } from '../atlassian/hosts.ts';

/**
 * The site named right after the block's sentence: `for the site 'acme.atlassian.net' before …`,
 * with any quotes or none, in one piece or with quotes round a part of it (AWS prints it so).
 * @param rest folded text that follows the sentence
 * @returns the host (undefined where none is named or it is no host name), whether there is one that
 *   cannot be read, and how many characters of `rest` belong to the wording
 */
export function siteAfter(rest: string): { site?: string; unreadable?: true; length: number } {
  const named =
    /^[ ,:]{0,3}(?:for|on) (?:the |this |your )?site[ :]{0,2}'{0,2} ?([^\s',;]{1,300}(?:'[^\s',;]{1,300}){0,2})(?: ?'{1,2})?/.exec(
      rest,
    );
  const head = named?.[0] ?? '';
  const site = parseHostName(
    (named?.[1] ?? '').replace(/'/g, '').replace(/(?<![.,;:])[.,;:]+$/, ''),
  );
  const tail = /^[ .]{0,2}before (?:the |this )app(?:lication)? can access your account\.?/.exec(
    rest.slice(head.length),
  );
  const length = head.length + (tail?.[0].length ?? 0);
  if (site) return { site, length };
  return named?.[1]?.includes('.') ? { unreadable: true, length } : { length };
}

/**
 * The words of the block, over folded text (see text.ts). English alone gives certainty.
 *
 * 1. "Your site admin must authorize this app for the site 'acme.atlassian.net' before the app can
 *    access your account." — support.atlassian.com, knowledge base, updated 2025-09-26 (host without
 *    quotes); Atlassian Community, March 2026 (single quotes; double quotes and no "site"); AWS
 *    documentation (back-ticks). Observed in words, never by us on a live page.
 * 2. "App is blocked by an admin" + "An admin has not allowed … to access data from … . Select
 *    another site …" — Atlassian staff, developer community, launch of the toggle, 2022.
 */
export const MUST_AUTHORIZE =
  /\b(?:your )?(?:site )?admin(?:istrator)? must (?:re[-\u2010]? ?)?authori[sz]e this app(?:lication)?\b/;

export const APP_BLOCKED = /\bapp(?:lication)? is blocked by an admin(?:istrator)?\b/;
