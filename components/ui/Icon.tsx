import type { IconNode } from 'lucide';
import { h } from 'preact';

/** An icon of the set that we use, as high as the letters beside it. It says nothing: its button has a name. */
export function Icon({ node }: { node: IconNode }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {node.map(([tag, attributes], at) => h(tag, { key: at, ...attributes }))}
    </svg>
  );
}
