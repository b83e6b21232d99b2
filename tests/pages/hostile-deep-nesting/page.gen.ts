/**
 * Rebuilt from words, never saved from a live page. Source: made up: what an attacker may write into an app's name or a page (made up).
 * 5,000 levels in the source, of which the HTML parser keeps 512; 1,000 more are built in the
 * page. Chromium itself falls over while it lays out 5,000, so no reader can ever meet them. The
 * depth stays the same at every share: the browser's own checkVisibility() walks up to the root.
 */
const HEAD =
  '<h1>Ledger Sync is requesting access to your Atlassian account</h1>' +
  '<p>Use app on</p><p>acme.atlassian.net</p>';
const BLOCK = `<p role="alert">Your site admin must authorize this app for the site
  'acme.atlassian.net' before the app can access your account.</p>`;

export function html(): string {
  const deep = `${'<div>'.repeat(5000)}deep${'</div>'.repeat(5000)}`;
  return `${HEAD}${deep}<div class="site-selector">acme.atlassian.net<div id="deep"></div></div>${BLOCK}`;
}

export function prepare(): void {
  const block = document.querySelector('[role="alert"]');
  for (const start of document.querySelectorAll('#deep')) {
    let inner = start;
    for (let level = 0; level < 1000; level += 1) {
      inner = inner.appendChild(document.createElement('div'));
    }
    if (block) inner.append(block);
  }
}
