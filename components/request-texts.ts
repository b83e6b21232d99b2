import type { ApprovalRequest, Decision, DecisionKind, Status } from '../lib/requests/schema.ts';
import { date, type TextKey, t, when } from './i18n.ts';

/** The site inside a sentence. */
export const siteInWords = (site: string): string => site || t('status_someSite');
/** The site on its own. */
export const siteName = (site: string): string => site || t('popup_siteUnknown');

/** The way through Administration to the switch "User installed apps". */
export const togglePath = (site: string): string =>
  `${t('effect_path', siteInWords(site))} → ${t('toggle_path')}`;

/** What an edition is called. */
export const EDITIONS = {
  cloud: 'detail_editionCloud',
  government: 'detail_editionGovernment',
  isolated: 'detail_editionIsolated',
  'data-center': 'detail_editionDataCenter',
} as const satisfies Record<ApprovalRequest['edition'], TextKey>;

const DECIDED = {
  approved: 'status_approved',
  denied: 'status_denied',
  blocked: 'status_blocked',
  dismissed: 'status_dismissed',
} as const satisfies Partial<Record<Status, TextKey>>;

/** Where a request is, without the reason. */
export function statusText(request: ApprovalRequest): string {
  const { status, decision, updatedAt, grantedAt } = request;
  switch (status) {
    case 'pending':
      return t('status_pending');
    case 'under-review':
      return takenText(request);
    case 'granted':
      return t('status_granted', when(grantedAt ?? updatedAt));
    case 'withdrawn':
      return t('status_withdrawn', when(updatedAt));
    case 'expired':
      return t('status_expired', when(updatedAt));
    case 'superseded':
      return t('status_superseded', when(updatedAt));
    default:
      return t(DECIDED[status], when(decision?.at ?? updatedAt));
  }
}

/** Who has the request in hand, and since when. */
export function takenText({ reviewer }: ApprovalRequest): string {
  if (!reviewer) return t('status_under_review');
  const since = when(reviewer.at);
  return reviewer.name ? t('review_takenBy', reviewer.name, since) : t('review_taken', since);
}

/** What was decided, with its reason: as one sentence after the other. */
export function statusWithReason(request: ApprovalRequest): string {
  const reason = request.decision?.reason ?? '';
  const status = statusText(request);
  return reason ? `${status}. ${t('status_reason', reason)}` : status;
}

const EARLIER = {
  approve: 'queue_earlier_approve',
  deny: 'queue_earlier_deny',
  block: 'queue_earlier_block',
  dismiss: 'queue_earlier_dismiss',
} as const satisfies Record<DecisionKind, TextKey>;

/** What was decided about the same app and site before, with its reason. */
export function earlierText({ kind, at, reason }: Decision): string {
  const feedback = t(EARLIER[kind], day(at));
  return reason ? `${feedback} ${t('status_reason', reason)}` : feedback;
}

/** A day as the person writes it. */
export const day = date;

/** "Nov 17", with the year where it is not this one. */
export function shortDay(at: number, now: number): string {
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return new Intl.DateTimeFormat(t('languageTag'), {
    month: 'short',
    day: 'numeric',
    ...(sameYear ? {} : { year: 'numeric' as const }),
  }).format(at);
}

/** The texts of each kind of decision. */
export const DECISIONS: Readonly<
  Record<DecisionKind, { verb: TextKey; means: TextKey; confirm: TextKey; done: TextKey }>
> = {
  approve: {
    verb: 'decide_approve',
    means: 'decide_meansApprove',
    confirm: 'decide_confirmApprove',
    done: 'decide_doneApprove',
  },
  deny: {
    verb: 'decide_deny',
    means: 'decide_meansDeny',
    confirm: 'decide_confirmDeny',
    done: 'decide_doneDeny',
  },
  block: {
    verb: 'decide_block',
    means: 'decide_meansBlock',
    confirm: 'decide_confirmBlock',
    done: 'decide_doneBlock',
  },
  dismiss: {
    verb: 'decide_dismiss',
    means: 'decide_meansDismiss',
    confirm: 'decide_confirmDismiss',
    done: 'decide_doneDismiss',
  },
};
