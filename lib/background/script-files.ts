/** What is drawn into a page only when there is something to draw. */
export type Drawing =
  | 'consent-banner'
  | 'consent-guard'
  | 'link-notice'
  | 'admin-watch'
  | 'admin-panel';

/**
 * Parts that run in the page right before a script. The build takes their modules out of it
 * (scripts/build/page-parts.ts), so both go by this one table.
 */
export const PARTS: Readonly<Record<Drawing, readonly ('page-ui' | 'page-reading')[]>> = {
  'consent-banner': ['page-ui', 'page-reading'],
  'consent-guard': ['page-ui', 'page-reading'],
  'link-notice': ['page-ui'],
  'admin-watch': [],
  'admin-panel': ['page-ui'],
};
