/**
 * Atlassian Document Format, as little of it as Countersign writes and reads. Jira's rules: no text
 * node is empty, and `code` goes with no other mark.
 */
export interface AdfNode {
  type: string;
  version?: number;
  attrs?: Record<string, unknown>;
  marks?: { type: string }[];
  text?: string;
  content?: AdfNode[];
}

const inline = (value: string, mark?: 'strong' | 'code'): AdfNode[] =>
  value === ''
    ? []
    : [{ type: 'text', text: value.toWellFormed(), ...(mark ? { marks: [{ type: mark }] } : {}) }];

export const text = (value: string): AdfNode[] => inline(value);
export const strong = (value: string): AdfNode[] => inline(value, 'strong');
export const code = (value: string): AdfNode[] => inline(value, 'code');

/** Nothing where there is nothing to say. */
export function paragraph(...parts: AdfNode[][]): AdfNode[] {
  const content = parts.flat();
  return content.length > 0 ? [{ type: 'paragraph', content }] : [];
}

/** A list with one paragraph an item; empty ones are left out. */
export function bullets(items: readonly AdfNode[][]): AdfNode[] {
  const content = items.flatMap((item) =>
    paragraph(item).map((only) => ({ type: 'listItem', content: [only] })),
  );
  return content.length > 0 ? [{ type: 'bulletList', content }] : [];
}

export const codeBlock = (value: string): AdfNode[] => [
  { type: 'codeBlock', attrs: { language: 'json' }, content: inline(value) },
];

export const doc = (...blocks: AdfNode[][]): AdfNode => ({
  type: 'doc',
  version: 1,
  content: blocks.flat(),
});

const MAX_BLOCKS = 200;
const MAX_PIECES = 50;
/** What a description may hold at all. */
const MAX_CODE = 32_767;

const partOf = (node: unknown, key: 'type' | 'content' | 'text'): unknown =>
  node !== null && typeof node === 'object' && key in node
    ? (node as Record<string, unknown>)[key]
    : undefined;

/**
 * The texts of a document's code blocks, in their order. Only those that stand by themselves are
 * looked at: ours does, and nothing has to go down into what somebody else built.
 */
export function codeBlocks(document: unknown): string[] {
  const blocks = partOf(document, 'content');
  if (!Array.isArray(blocks)) return [];
  return blocks.slice(0, MAX_BLOCKS).flatMap((block) => {
    const pieces = partOf(block, 'type') === 'codeBlock' ? partOf(block, 'content') : undefined;
    if (!Array.isArray(pieces) || pieces.length > MAX_PIECES) return [];
    const texts = pieces.map((piece) => partOf(piece, 'text'));
    const whole = texts.every((one) => typeof one === 'string') ? texts.join('') : '';
    return whole !== '' && whole.length <= MAX_CODE ? [whole] : [];
  });
}
