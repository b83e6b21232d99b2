import { readFileSync } from 'node:fs';
import { html, notFound, type Reply, type Route } from './http.ts';

/** Makes text safe inside HTML and inside quoted attributes. */
export function escapeHtml(text: string): string {
  const names: Record<string, string> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&#39;',
  };
  return text.replace(/[&<>"']/g, (letter) => names[letter] ?? letter);
}

/** A plain page with the simulator's own look. `body` is HTML. */
export function plainPage(title: string, body: string, status = 200): Reply {
  return html(
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/sim/page.css">
</head>
<body>
<main>
${body}
</main>
</body>
</html>`,
    status,
  );
}

/** A list of name and value, as HTML. Names and values are escaped here. */
export function facts(entries: [string, string][]): string {
  const rows = entries.map(
    ([name, value]) => `<dt>${escapeHtml(name)}</dt><dd>${escapeHtml(value)}</dd>`,
  );
  return `<dl>${rows.join('')}</dl>`;
}

const TYPES: Record<string, string> = { js: 'text/javascript', css: 'text/css' };

/** Serves `assets/` of this folder under `/sim/` of a host: same origin, as the policy demands. */
export function assetRoutes(host: string): Route[] {
  return [
    {
      host,
      method: 'GET',
      path: '/sim/:file',
      handler: ({ params }) => asset(params['file'] ?? ''),
    },
    { host, method: 'GET', path: '/favicon.ico', handler: () => ({ status: 204 }) },
  ];
}

function asset(file: string): Reply {
  const [, extension = ''] = /^[a-z-]+\.(js|css)$/.exec(file) ?? [];
  const type = TYPES[extension];
  if (!type) return notFound();
  const body = readFileSync(new URL(`./assets/${file}`, import.meta.url), 'utf8');
  return { status: 200, headers: { 'content-type': `${type}; charset=utf-8` }, body };
}
