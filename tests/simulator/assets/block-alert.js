import { element, text } from './dom.js';

/** The block. Several parts mean: each inside the one before it, no element with all the words. */
export function blockAlert({ title, parts }) {
  return element(
    'section',
    { class: 'alert', role: 'alert' },
    element('span', { class: 'alert-icon', 'aria-hidden': 'true' }, text('!')),
    element(
      'div',
      {},
      title && element('h2', {}, text(title)),
      element('p', {}, ...nest(parts, 0)),
    ),
  );
}

function nest([first, ...rest], depth) {
  if (first === undefined) return [];
  if (rest.length === 0) return [text(first)];
  return [text(first), element(depth % 2 ? 'b' : 'span', {}, ...nest(rest, depth + 1))];
}
