/**
 * Rebuilt from words, never saved from a live page. Source: made up: what an attacker may write into an app's name or a page (made up).
 * Beginnings of both wordings, over and over, and never an end but the last.
 */
const HEAD =
  '<h1>Ledger Sync is requesting access to your Atlassian account</h1>' +
  '<p>Use app on</p><p>acme.atlassian.net</p>';
const BLOCK = `<p role="alert">Your site admin must authorize this app for the site
  'acme.atlassian.net' before the app can access your account.</p>`;

export function html(share: number): string {
  const must = 'Your site admin must Your site admin must re-';
  const detail = 'an admin has not allowed to access data from to access data from ';
  const blocked = `app is blocked by an admin ${detail}`;
  return `${HEAD}<p>${`${must}${detail}${blocked}`.repeat(900 * share)}</p>${BLOCK}`;
}
