/**
 * Rebuilt from words, never saved from a live page. Source: made up: what an attacker may write into an app's name or a page (made up).
 * Letters that grow, shrink and join under folding, before the block.
 */
const HEAD =
  '<h1>Ledger Sync is requesting access to your Atlassian account</h1>' +
  '<p>Use app on</p><p>acme.atlassian.net</p>';
const BLOCK = `<p role="alert">Your site admin must authorize this app for the site
  'acme.atlassian.net' before the app can access your account.</p>`;

export function html(share: number): string {
  const letters = 'ﾃﾞｰﾀ㌔ﷺ¨ﬁİΣ각ớ'.repeat(4000 * share);
  return `${HEAD}<p>${letters}</p>${BLOCK}`;
}
