/**
 * Rebuilt from words, never saved from a live page. Source: made up: what an attacker may write into an app's name or a page (made up).
 * 50,000 elements and texts, inline and block, shown and hidden, before the block.
 */
const HEAD =
  '<h1>Ledger Sync is requesting access to your Atlassian account</h1>' +
  '<p>Use app on</p><p>acme.atlassian.net</p>';
const BLOCK = `<p role="alert">Your site admin must authorize this app for the site
  'acme.atlassian.net' before the app can access your account.</p>`;

export function html(share: number): string {
  const rows = Array.from({ length: 8333 * share }, (_, row) =>
    row % 9 === 0 ? `<p hidden>Row <b>${row}</b></p>` : `<p>Row <b>${row}</b> <i>x</i></p>`,
  );
  return `${HEAD}<section>${rows.join('')}</section>${BLOCK}`;
}
