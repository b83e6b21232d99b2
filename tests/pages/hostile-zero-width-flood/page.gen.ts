/**
 * Rebuilt from words, never saved from a live page. Source: made up: what an attacker may write into an app's name or a page (made up).
 * 100 kB of zero-width characters inside the sentence.
 */
const HEAD =
  '<h1>Ledger Sync is requesting access to your Atlassian account</h1>' +
  '<p>Use app on</p><p>acme.atlassian.net</p>';

export function html(share: number): string {
  const flood = '\u200b\u2060\u200d\ufeff'.repeat(8000 * share);
  return `${HEAD}<p role="alert">Your site ad${flood}min must authorize this app for the site
    'acme.atlass${flood}ian.net' before the ${flood}app can access your account.</p>`;
}
