import { readFileSync } from 'node:fs';

/** The address of a heading within its page, as GitHub makes it. */
export const slug = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, '')
    .trim()
    .replace(/\s/g, '-');

/** The sections of the help, in their order. */
export const sectionsOf = (markdown: string): string[] =>
  [...markdown.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading);

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** `code`, **strong**, *emphasis*, and links within the page or to the web. */
function inline(text: string): string {
  const [code, ...rest] = text.split(/(`[^`]+`)/);
  const words = escaped(code ?? '')
    .replace(/\[([^\]]+)\]\((#[\w-]+|https:[^\s)]+)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/\*([^*]+)\*/g, '<em>$1</em>');
  const [first, ...after] = rest;
  if (first === undefined) return words;
  return `${words}<code>${escaped(first.slice(1, -1))}</code>${inline(after.join(''))}`;
}

/** A list's lines; one that is indented goes on with the line before. */
function list(block: string, tag: 'ul' | 'ol'): string {
  const items = block.split(/\n(?=-|\d+\.)/).map((item) => item.replace(/^(?:-|\d+\.)\s+/, ''));
  return `<${tag}>${items.map((item) => `<li>${inline(item)}</li>`).join('')}</${tag}>`;
}

function block(text: string): string {
  const [, level = '', heading = ''] = /^(#{1,2}) (.+)$/.exec(text) ?? [];
  if (level === '#') return `<h1>${inline(heading)}</h1>`;
  if (level) return `<h2 id="${slug(heading)}">${inline(heading)}</h2>`;
  if (/^- /.test(text)) return list(text, 'ul');
  return /^\d+\. /.test(text) ? list(text, 'ol') : `<p>${inline(text)}</p>`;
}

const contents = (markdown: string): string =>
  list(
    sectionsOf(markdown)
      .map((one) => `- [${one}](#${slug(one)})`)
      .join('\n'),
    'ul',
  );

/** The help as it stands in its page: as much of Markdown as docs/help.md uses, and no library. */
export function helpHtml(markdown: string): string {
  const [title = '', ...blocks] = markdown.trim().split(/\n{2,}/);
  const [intro = '', ...sections] = blocks;
  const nav = `<nav aria-label="Questions">${contents(markdown)}</nav>`;
  return [block(title), block(intro), nav, ...sections.map(block)].join('\n');
}

const STYLES = ['tokens', 'help'].map((name) => `components/styles/${name}.css`);
const read = (path: string): string => readFileSync(path, 'utf8');

/** Without comments and blanks: nothing but the page's own style goes through here. */
const smaller = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replaceAll(': ', ':')
    .replaceAll(';}', '}')
    .trim();

/** The page and its style, which need no script and none of the chunks that our other pages share. */
export const helpFiles = (): { relativeDest: string; contents: string }[] => [
  {
    relativeDest: 'help.html',
    contents: `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Countersign: help</title>
<link rel="stylesheet" href="/help.css">
<main>
${helpHtml(read('docs/help.md'))}
</main>
</html>
`,
  },
  { relativeDest: 'help.css', contents: smaller(STYLES.map(read).join('\n')) },
];
