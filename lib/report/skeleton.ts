import type { Place } from '../atlassian/custom-hosts.ts';

/** The first line of a report; the JSON follows. */
export const HEAD = 'Countersign field report 1';

/** One element of a page, or a text. As hostile and as private as the page: never kept or sent. */
export type Part = string | { tag: string; attributes: Record<string, string>; inside: Part[] };

/** What is taken of a page for a report, before anything is masked. */
export interface Skeleton {
  address: string;
  /** the page's own word for its language */
  lang: string;
  body: Part;
}

/** A page for a report, and which entry of the list of hosts it belongs to. */
export interface TakenPage extends Skeleton {
  place?: Place;
}

/**
 * Takes the page's elements, the attributes that say what an element is, and its texts; at most
 * 4,000 parts. What is not drawn is marked `hidden`; scripts, styles and Countersign itself are
 * left out. It may be run in a page by itself: nothing from outside may be used in here.
 */
export function takeSkeleton(): Skeleton {
  const wanted = ['role', 'type', 'class', 'data-testid', 'disabled', 'aria-live', 'aria-disabled'];
  const left = /^(?:script|style|template|noscript|svg|iframe|object|link|meta|countersign-.*)$/i;
  let budget = 4000;
  const attributesOf = (element: Element): Record<string, string> => {
    const drawn = element.checkVisibility?.({ visibilityProperty: true }) ?? true;
    const found = wanted.flatMap((name) => {
      const value = element.getAttribute(name);
      return value === null ? [] : [[name, value.slice(0, 300)] as const];
    });
    return { ...Object.fromEntries(found), ...(drawn ? {} : { hidden: '' }) };
  };
  const takeText = (node: Node): Part[] => {
    const text = (node.nodeValue ?? '').trim();
    budget -= 1;
    return text ? [text.slice(0, 1000)] : [];
  };
  const takeNode = (node: Node, depth: number): Part[] => {
    if (node.nodeType === 3) return takeText(node);
    const isElement = node.nodeType === 1 && !left.test(node.nodeName);
    return isElement ? [take(node as Element, depth)] : [];
  };
  const takeAll = (element: Element, depth: number): Part[] =>
    [...element.childNodes].flatMap((node) =>
      budget > 0 && depth <= 60 ? takeNode(node, depth) : [],
    );
  const take = (element: Element, depth: number): Part => {
    budget -= 1;
    const { localName: tag } = element;
    return { tag, attributes: attributesOf(element), inside: takeAll(element, depth + 1) };
  };
  return {
    address: location.href,
    lang: document.documentElement.lang.slice(0, 20),
    body: take(document.body, 0),
  };
}

/** The page's texts in their order. */
export function textsOf(part: Part): string[] {
  return typeof part === 'string' ? [part] : part.inside.flatMap(textsOf);
}
