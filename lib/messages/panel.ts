import * as z from 'zod/mini';
import type { OpenToggle } from '../requests/reminders.ts';
import { SiteName, Ulid } from '../requests/schema.ts';
import type { PanelQueue } from '../review/panel-item.ts';
import { answer } from './types.ts';

/** A site's id at Atlassian, as it stands in the addresses of Administration: a UUID. */
export const CloudId = z.string().check(z.regex(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/));

const OnePage = z.object({ cloudId: CloudId });
const OneRequest = z.object({ id: Ulid });

/**
 * The part of the protocol that is about Atlassian Administration: the panel on its pages, and the
 * switch there that a reviewer opens for a moment. The panel asks and opens; it decides nothing.
 */
export const PANEL_MESSAGES = {
  /** a Connected apps page is in front of the person: bring the panel, if there is anything to show */
  panelPage: { from: ['intake'], data: OnePage, answer: answer() },
  /** the panel asks what waits for the site of this page */
  panelQueue: {
    from: ['intake'],
    data: OnePage,
    /** queue: absent where there is nothing to show */
    answer: answer<{ queue?: PanelQueue }>(),
  },
  /** opens a page of ours in a new tab: a request, the sites still to be matched, or the queue */
  panelOpen: {
    from: ['intake'],
    data: z.union([OneRequest, z.object({ page: z.enum(['sites', 'tab']) })]),
    answer: answer(),
  },
  /** not to be shown any more */
  panelOff: { from: ['intake'], data: z.object({}), answer: answer() },
  /** which waiting sites no page of Administration can be matched with yet */
  unmatchedSites: {
    from: ['extension'],
    data: z.object({}),
    answer: answer<{ sites: string[] }>(),
  },
  /** looks one up (needs the site's host permission) */
  matchSite: {
    from: ['extension'],
    data: z.object({ site: SiteName }),
    /** matched: false where the site did not tell its id */
    answer: answer<{ matched: boolean }>(),
  },
  /** "User installed apps" was opened for an approved request, closed again, or is to be reminded of */
  toggleOpened: { from: ['extension'], data: OneRequest, answer: answer<Toggles>() },
  toggleClosed: { from: ['extension'], data: OneRequest, answer: answer<Toggles>() },
  toggleLater: { from: ['extension'], data: OneRequest, answer: answer<Toggles>() },
  readToggles: { from: ['extension'], data: z.object({}), answer: answer<Toggles>() },
} as const;

/** What is open, and after how many minutes it is reminded of. */
export interface Toggles {
  open: OpenToggle[];
  minutes: number;
}
