import * as z from 'zod/mini';
import type { AuthorizeFacts } from '../atlassian/authorize-url.ts';
import type { Via } from '../consent/blocked-consent.ts';
import { MAX } from '../requests/limits.ts';
import { App, Ask, Edition, Ulid } from '../requests/schema.ts';
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
