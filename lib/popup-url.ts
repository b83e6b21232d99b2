import * as z from 'zod/mini';
import { Ulid } from './requests/schema.ts';

/** What the popup's page shows first when it fills a tab. */
export type PageAddress =
  | { kind: 'popup' }
  | { kind: 'tab' }
  | { kind: 'request'; id: string }
  | { kind: 'sites' }
  | { kind: 'overview' }
  | { kind: 'mine' };

/** The fragment that goes behind `popup.html`. */
export function pageFragment(address: PageAddress): string {
  if (address.kind === 'popup') return '';
  return address.kind === 'request' ? `#request=${address.id}` : `#${address.kind}`;
}

/**
 * Reads such a fragment. It only ever chooses what is shown: whatever else stands in an address
 * is taken for nothing.
 */
export function readPageFragment(fragment: string): PageAddress {
  if (fragment === '#tab') return { kind: 'tab' };
  if (fragment === '#sites') return { kind: 'sites' };
  if (fragment === '#overview') return { kind: 'overview' };
  if (fragment === '#mine') return { kind: 'mine' };
  const id = z.safeParse(Ulid, fragment.replace(/^#request=/, ''));
  return fragment.startsWith('#request=') && id.success
    ? { kind: 'request', id: id.data }
    : { kind: 'popup' };
}
