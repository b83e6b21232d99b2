/**
 * The words of the block, over folded text (see fold.ts). English alone gives certainty.
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
