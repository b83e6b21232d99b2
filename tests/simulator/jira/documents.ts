/** What Jira minds in a document: create is lenient, an edit is strict (reported). */
interface Node {
  type?: unknown;
  text?: unknown;
  marks?: unknown;
  content?: unknown;
}

export type Fault = 'badDocument' | 'tooLong' | undefined;

const MAX_LENGTH = 32_767;

function isSound({ type, text, marks, content }: Node): boolean {
  const names = Array.isArray(marks) ? marks.map((mark: Node) => mark.type) : [];
  if (type === 'text' && (typeof text !== 'string' || text === '')) return false;
  // Accepted by create; whoever edits such a document later is refused, so it counts as a fault.
  if (names.includes('code') && names.length > 1) return false;
  if (content === undefined) return true;
  return Array.isArray(content) && content.every((child: Node) => isSound(child));
}

/** What is wrong with a document, if anything. */
export function faultOf(document: unknown): Fault {
  if (document === null || typeof document !== 'object') return 'badDocument';
  const { type, content } = document as Node;
  if (type !== 'doc' || !Array.isArray(content) || !isSound(document)) return 'badDocument';
  return JSON.stringify(document).length > MAX_LENGTH ? 'tooLong' : undefined;
}

/** The server drops empty `attrs` and the empty content of a paragraph (reported). */
export function normalized(document: unknown): unknown {
  return JSON.parse(
    JSON.stringify(document, (key, value: unknown) => {
      const isEmpty =
        value !== null && typeof value === 'object' && Object.keys(value).length === 0;
      return (key === 'attrs' || key === 'content') && isEmpty ? undefined : value;
    }),
  );
}
