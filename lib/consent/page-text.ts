/** Elements whose text nobody sees, however it may look in the source. */
const UNSEEN =
  /^(?:script|style|noscript|template|textarea|title|option|svg|iframe|object|datalist)$/i;
/** Elements inside a sentence: no blank is put where they begin and end. */
const INLINE =
  /^(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strong|sub|sup|tt|u|var|wbr|countersign-[a-z]+)$/i;

/** checkVisibility(), but for `display: contents`: no box of its own, yet what is in it is drawn. */
function isDrawn(element: Element, how?: CheckVisibilityOptions): boolean {
  let at: Element | null = element;
  while (at?.checkVisibility?.(how) === false && getComputedStyle(at).display === 'contents') {
    at = at.parentElement;
  }
  return at?.checkVisibility?.(how) ?? true;
}

/** True where the browser draws the element (always true where there is no layout to ask). */
export function isShown(element: Element): boolean {
  // Opacity is left out on purpose: a block that fades in starts at 0 and fires no mutation later.
  return isDrawn(element, { visibilityProperty: true });
}

/** True for what stands on lines of its own: a span, too, where it is the child of a flex box. */
function isBlock(node: Node): boolean {
  return (
    !INLINE.test(node.nodeName) || !/^(?:inl|con|$)/.test(getComputedStyle(node as Element).display)
  );
}

/** Takes down what one node shows by itself; answers where to go on inside it. */
function enter(node: Node, parts: string[], withoutRole?: RegExp): Node | null {
  if (node.nodeType === 3 && isShown(node.parentNode as Element)) parts.push((node as Text).data);
  if (node.nodeType !== 1 || UNSEEN.test(node.nodeName)) return null;
  const element = node as Element;
  if (withoutRole?.test(element.getAttribute('role') ?? '') || !isDrawn(element)) return null;
  if (isBlock(element)) parts.push('\n');
  return element.firstChild;
}

/** The node that comes after `node` and all that is in it; ends the blocks that end there. */
function leave(node: Node, root: Node, parts: string[]): Node | null {
  let at = node;
  while (!at.nextSibling && at.parentNode && at.parentNode !== root) {
    at = at.parentNode;
    if (isBlock(at)) parts.push('\n');
  }
  return at.nextSibling;
}

/**
 * The text a person can see below `root`, in document order; blocks are set apart by a line feed.
 * One walk, linear in the number of nodes; elements that are not drawn, or of a role to be left
 * out, are passed over with all that is in them.
 */
export function shownText(root: Element, withoutRole?: RegExp): string {
  const parts: string[] = [];
  let node: Node | null = root.firstChild;
  while (node) node = enter(node, parts, withoutRole) ?? leave(node, root, parts);
  return parts.join('');
}
