/**
 * Rebuilt from words, never saved from a live page. Source: made up: what an attacker may write into an app's name or a page (made up).
 * Headings one inside the other, which are pickers as well, 200 deep and 24 times over.
 */
const HEAD =
  '<h1>Ledger Sync is requesting access to your Atlassian account</h1>' +
  '<p>Use app on</p><p>acme.atlassian.net</p>';
const BLOCK = `<p role="alert">Your site admin must authorize this app for the site
  'acme.atlassian.net' before the app can access your account.</p>`;

export function html(share: number): string {
  const open = '<div role="heading" class="site-selector">a.example b.example ';
  const nest = `${open.repeat(200)}${'</div>'.repeat(200)}`;
  return `${HEAD}${BLOCK}${nest.repeat(24 * share)}`;
}
