import * as z from 'zod/mini';
import type { AuthorizeFacts } from '../atlassian/authorize-url.ts';
import type { Via } from '../consent/blocked-consent.ts';
import { MAX } from '../requests/limits.ts';
import { App, Ask } from '../requests/schema.ts';
import type { Answer, Draft, OwnRequest } from './types.ts';

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

/** What stops the person there, as far as it is a neighbour of the block. */
export const LookUp = z.extend(Facts, { blocked: z.boolean(), screen: Ask.shape.screen });
/** `accepted`: and Accept led away from the page. */
export const ClearSeen = z.extend(Facts, { accepted: z.boolean() });

export const PAGE_MESSAGES = {
  /** the first stage of a Rovo MCP sign-in names the AI client; the rest is in its address */
  clientSeen: { from: ['stage'], data: z.object({ name: App.shape.name }) },
} as const;

export interface PageAnswers {
  lookUp: Answer<{
    facts: AuthorizeFacts;
    /** the AI client behind Atlassian's own MCP server, where this tab showed it */
    via?: Via;
    key: string;
    name: string;
    draft?: Draft;
    request?: OwnRequest;
    /** an earlier request that nobody decided in time */
    expired?: OwnRequest;
  }>;
  clientSeen: Answer;
  clearSeen: Answer<{ request?: OwnRequest }>;
}
