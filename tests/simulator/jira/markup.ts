/** Wiki markup to documents and back, as little as the posed Service Management needs. */

interface Node {
  type: string;
  text?: string;
  content?: Node[];
  [more: string]: unknown;
}

const textOf = (node: Node): string =>
  node.text ?? (node.content ?? []).map(textOf).join(node.type === 'doc' ? '\n\n' : '');

const paragraphs = (markup: string): Node[] =>
  markup
    .split(/\n{2,}/)
    .map((part) =>
      part
        .trim()
        .replace(/\\([{}[\]!|])/g, '$1')
        .replaceAll('&#92;', '\\'),
    )
    .filter(Boolean)
    .map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] }));

/** What an agent reads of what a customer wrote. */
export function documentOf(markup: string): Node {
  const content: Node[] = [];
  for (const [at, part] of markup.split(/\{code(?::[^}]*)?\}/).entries()) {
    const isCode = at % 2 === 1;
    if (!isCode) content.push(...paragraphs(part));
    else content.push({ type: 'codeBlock', content: [{ type: 'text', text: part.trim() }] });
  }
  return { type: 'doc', version: 1, content };
}

/** What a customer reads of what an agent wrote. */
export function markupOf(document: unknown): string {
  const { content = [] } = (document ?? {}) as Node;
  return content
    .map((node) =>
      node.type === 'codeBlock'
        ? `{code:json}\n${textOf(node)}\n{code}`
        : textOf(node).replace(/[{}[\]!|]/g, '\\$&'),
    )
    .join('\n\n');
}
