/**
 * Rebuilt from words, never saved from a live page. Source: made up: what an attacker may write into an app's name or a page (made up).
 * Invisible characters of two code units each, in the sentence.
 */
const HEAD =
  '<h1>Ledger Sync is requesting access to your Atlassian account</h1>' +
  '<p>Use app on</p><p>acme.atlassian.net</p>';

export function html(share: number): string {
  const flood = '\u{e0041}\u{e007f}'.repeat(12_000 * share);
  return `${HEAD}<p role="alert">${flood}Your site ad${flood}min must authorize this app for the site
    'acme.atlassian.net' before the app can access your account.${flood}</p>`;
}
