import type { AuthorizeFacts } from '../../lib/atlassian/authorize-url.ts';
import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { mayAsk } from '../../lib/consent/causes.ts';
import type { UnblockedConsent } from '../../lib/consent/read-page.ts';
import type { Answers, MessageData } from '../../lib/messages.ts';
import { storedCauseOf } from '../../lib/requests/screen.ts';
import type { BannerSignals } from './banner-state.ts';

export type LookedUp = Extract<Answers['lookUp'], { ok: true }>;

const factsOf = ({ clientId, scopes, redirect, resource }: AuthorizeFacts) => ({
  clientId,
  scopes,
  redirect,
  resource,
});

/** What the page itself says stays; the rest comes from the request that led to it. */
export function complete(consent: BlockedConsent, { facts, via }: LookedUp): BlockedConsent {
  const { startPage } = consent;
  return { ...consent, ...facts, ...(startPage ? { startPage } : {}), ...(via ? { via } : {}) };
}

export function blockedState(
  page: BlockedConsent,
  answer: LookedUp,
): BannerSignals['state']['value'] {
  const { request, expired } = answer;
  const consent = complete(page, answer);
  const known = { ...(request ? { request } : {}), ...(expired ? { expired } : {}) };
  return { kind: 'blocked', consent, ...known };
}

/** What the background is asked about a page that stops a connection. */
export function questionOf(consent: BlockedConsent): MessageData<'lookUp'> {
  const { edition, site = '', appName = '', cause, dataCenter, startPage } = consent;
  return {
    edition,
    site,
    appName,
    ...factsOf(consent),
    // Where the page names no app, the page it was started on may tell which one it is.
    ...(dataCenter && startPage ? { startPage } : {}),
    blocked: mayAsk(cause),
    screen: storedCauseOf(cause).screen,
  };
}

/** The facts of a page without a block: its permissions are not read. */
export const clearFacts = ({ clientId, redirect }: UnblockedConsent) =>
  factsOf({ scopes: [], ...(clientId ? { clientId } : {}), ...(redirect ? { redirect } : {}) });
