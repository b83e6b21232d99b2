/**
 * Rebuilt from words, never saved from a live page. Source: made up: what an attacker may write into an app's name or a page (made up).
 * One text node of a megabyte before the block.
 */
const HEAD =
  '<h1>Ledger Sync is requesting access to your Atlassian account</h1>' +
  '<p>Use app on</p><p>acme.atlassian.net</p>';
const BLOCK = `<p role="alert">Your site admin must authorize this app for the site
  'acme.atlassian.net' before the app can access your account.</p>`;

export function html(share: number): string {
  return `${HEAD}<p>${'Terms, more terms. '.repeat(55_000 * share)}</p>${BLOCK}<form><button type="submit" disabled>Accept</button></form>`;
}
