import { type Signal, signal } from '@preact/signals';
import type { AuthorizeFacts } from '../../lib/atlassian/authorize-url.ts';
import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { mayAsk } from '../../lib/consent/causes.ts';
import type { UnblockedConsent } from '../../lib/consent/read-page.ts';
import type { UnknownWording } from '../../lib/consent/readers/unknown-wording.ts';
import type { Failed, Problem, RequesterView } from '../../lib/messages/types.ts';
import type { Answers, MessageData, MessageName } from '../../lib/messages.ts';
import { storedCauseOf } from '../../lib/requests/screen.ts';

/** Sends a message to the background; never throws. */
export type Send = <N extends MessageName>(
  name: N,
  data: MessageData<N>,
) => Promise<Answers[N] | Failed>;

/** A request that somebody can still be told of. */
export const WAITING = /^(?:pending|under-review)$/;

/** What the banner shows. `quiet`: nothing, the page is not ours to speak on. */
export type BannerState =
  | { kind: 'quiet' }
  | { kind: 'blocked'; consent: BlockedConsent; request?: RequesterView; expired?: RequesterView }
  /** stopped by something that no admin can be asked about */
  | { kind: 'advice'; consent: BlockedConsent }
  /** words that no reader knows, on a page that looks blocked: the person is asked */
  | { kind: 'perhaps'; perhaps: UnknownWording }
  | { kind: 'clear'; request: RequesterView };

/** One page's answer to "what is there now?". */
export type Reading =
  | { kind: 'blocked'; consent: BlockedConsent }
  | { kind: 'perhaps'; perhaps: UnknownWording; otherwise: Sure }
  | Sure;

/** What a page is where nothing on it looks like a block. */
export type Sure =
  | { kind: 'clear'; consent: UnblockedConsent; edition: BlockedConsent['edition'] }
  /** the first stage of a Rovo MCP sign-in: the AI client that it names */
  | { kind: 'stage'; client: string }
  /** short words that no reader knows, and nothing to accept */
  | { kind: 'dead-end'; consent: BlockedConsent }
  | { kind: 'nothing' };

/** A reading of a page without a block. */
export type ClearReading = Extract<Reading, { kind: 'clear' }>;

/** The banner's signals: components read them, the model writes them. */
interface BannerSignals {
  state: Signal<BannerState>;
  formOpen: Signal<boolean>;
  /** the form was opened by a click just now (and not by a draft that came back) */
  askedNow: Signal<boolean>;
  /** form or request were given up just now: the focus goes to what opens the form */
  closedNow: Signal<boolean>;
  /** the request was withdrawn just now: it is told where the form is offered again */
  withdrawn: Signal<boolean>;
  hidden: Signal<boolean>;
  reason: Signal<string>;
  name: Signal<string>;
  /** what the person wrote where the page named no site or no app */
  typedSite: Signal<string>;
  typedApp: Signal<string>;
  problem: Signal<Problem | undefined>;
  justSent: Signal<boolean>;
}

/** Fresh signals: a page of which nothing is known yet. */
export function bannerSignals(): BannerSignals {
  return {
    state: signal<BannerState>({ kind: 'quiet' }),
    formOpen: signal(false),
    askedNow: signal(false),
    closedNow: signal(false),
    withdrawn: signal(false),
    hidden: signal(false),
    reason: signal(''),
    name: signal(''),
    typedSite: signal(''),
    typedApp: signal(''),
    problem: signal<Problem | undefined>(undefined),
    justSent: signal(false),
  };
}

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
  return { ...consent, ...facts, ...(startPage && { startPage }), ...(via && { via }) };
}

export function blockedState(
  page: BlockedConsent,
  answer: LookedUp,
): BannerSignals['state']['value'] {
  const { request, expired } = answer;
  const consent = complete(page, answer);
  return { kind: 'blocked', consent, ...(request && { request }), ...(expired && { expired }) };
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
    ...(dataCenter && startPage && { startPage }),
    blocked: mayAsk(cause),
    screen: storedCauseOf(cause).screen,
  };
}

/** The facts of a page without a block: its permissions are not read. */
export const clearFacts = ({ clientId, redirect }: UnblockedConsent) =>
  factsOf({ scopes: [], ...(clientId && { clientId }), ...(redirect && { redirect }) });
