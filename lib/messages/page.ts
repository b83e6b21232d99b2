import * as z from 'zod/mini';
import type { AuthorizeFacts } from '../atlassian/authorize-url.ts';
import type { Via } from '../consent/blocked-consent.ts';
import { MAX } from '../requests/limits.ts';
import type { OpenToggle } from '../requests/reminders.ts';
import { App, Ask, Edition, SiteName, Ulid } from '../requests/schema.ts';
import type { PanelQueue } from '../review/panel-item.ts';
import { answer, type FormStart, type RequesterView } from './types.ts';

/** The words of a page that perhaps shows a block, without names and numbers. */
const Wording = z.object({ edition: Edition, wording: z.string().check(z.maxLength(400)) });

/** The part of the protocol for what no reader knows for certain: a person says what it is. */
export const MANUAL_MESSAGES = {
  /** the form for a request by hand opens: what was left in it, and the remembered name */
  startManual: {
    from: ['extension'],
    data: z.object({}),
    answer: answer<FormStart>(),
  },
  /** unknown wording that may be a block: did the person answer no before? */
  perhapsSeen: {
    from: ['consent'],
    data: Wording,
    /** ask: nobody answered no yet */
    answer: answer<{ ask: boolean }>(),
  },
  /** the person has copied a request's message or link, or has it in the mail program */
  passedOn: {
    from: ['consent', 'extension'],
    data: z.object({ id: Ulid, how: z.enum(['copy', 'email', 'link']) }),
    answer: answer(),
  },
  /** the person says: this is no block */
  notBlocked: { from: ['consent'], data: Wording, answer: answer() },
} as const;

/** The key under which the form for a request by hand keeps what was typed. */
export const MANUAL_DRAFT_KEY = 'by-hand';

/** The part of the protocol in which a page of Atlassian's flow says what it is. */

/** What a page says of its connection: as much as could be read. */
const Facts = z.object({
  edition: Ask.shape.edition,
  site: Ask.shape.site,
  appName: z.string().check(z.maxLength(MAX.app)),
  clientId: App.shape.clientId,
  scopes: App.shape.scopes,
  redirect: App.shape.redirect,
  resource: App.shape.resource,
  startPage: Ask.shape.startPage,
});

/** What stops the person there, as far as it is a similar screen. */
const LookUp = z.extend(Facts, { blocked: z.boolean(), screen: Ask.shape.screen });
/** `accepted`: and Accept led away from the page. */
const UnblockedSeen = z.extend(Facts, { accepted: z.boolean() });

export const PAGE_MESSAGES = {
  /** the first stage of a Rovo MCP sign-in names the AI client; the rest is in its address */
  clientSeen: { from: ['stage'], data: z.object({ name: App.shape.name }), answer: answer() },
  /** the banner starts: what is known about this tab's connection, and about this app and site */
  lookUp: {
    from: ['consent'],
    data: LookUp,
    answer: answer<
      FormStart & {
        facts: AuthorizeFacts;
        /** the AI client behind Atlassian's own MCP server, where this tab showed it */
        via?: Via;
        key: string;
        request?: RequesterView;
        /** an earlier request that nobody decided in time */
        expired?: RequesterView;
      }
    >(),
  },
  /** the page is there without the block */
  unblockedSeen: {
    from: ['consent'],
    data: UnblockedSeen,
    answer: answer<{ request?: RequesterView }>(),
  },
} as const;

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
