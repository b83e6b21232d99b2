/**
 * Rebuilt from words, never saved from a live page. Source: made up: what an attacker may write into an app's name or a page (made up).
 * Runs on which an expression could start again at every character.
 */
const HEAD =
  '<h1>Ledger Sync is requesting access to your Atlassian account</h1>' +
  '<p>Use app on</p><p>acme.atlassian.net</p>';
const BLOCK = `<p role="alert">Your site admin must authorize this app for the site
  'acme.atlassian.net' before the app can access your account.</p>`;

export function html(share: number): string {
  const dots = `a${'.'.repeat(40_000 * share)}a`;
  const blanks = '&#x2800; &nbsp;'.repeat(6000 * share);
  return `${HEAD}${BLOCK}<h2>${'is requesting access '.repeat(1000 * share)}</h2><p>${dots}</p>
    <p>${'-'.repeat(20_000 * share)}</p><p>x${blanks}x</p><p>${"'".repeat(20_000 * share)}</p>`;
}
