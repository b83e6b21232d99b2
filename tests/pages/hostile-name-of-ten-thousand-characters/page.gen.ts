/**
 * Rebuilt from words, never saved from a live page. Source: made up: what an attacker may write into an app's name or a page (made up).
 * The app's name alone fills a page.
 */
const BLOCK = `<p role="alert">Your site admin must authorize this app for the site
  'acme.atlassian.net' before the app can access your account.</p>`;

export function html(share: number): string {
  const name = 'Sync '.repeat(2000 * share).trim();
  return `<h1>${name} is requesting access to your Atlassian account</h1><p>Use app on</p>
    <p>acme.atlassian.net</p>${BLOCK}`;
}
