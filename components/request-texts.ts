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

const ENDED = {
  approved: 'popup_statusApproved',
  denied: 'popup_statusDenied',
  blocked: 'popup_statusBlocked',
  dismissed: 'audit_moveDismiss',
  withdrawn: 'audit_moveWithdraw',
  expired: 'audit_moveExpire',
  superseded: 'audit_moveSupersede',
} as const satisfies Partial<Record<Status, TextKey>>;

/** "Approved on Nov 17". */
export const statusOn = (status: keyof typeof ENDED, time: string): string =>
  t('status_on', t(ENDED[status]), time);

const STATUS_OF = {
  approve: 'approved',
  deny: 'denied',
  block: 'blocked',
  dismiss: 'dismissed',
} as const satisfies Record<DecisionKind, Status>;

/** What was decided, in a word. */
export const decidedWord = (kind: DecisionKind): string => t(ENDED[STATUS_OF[kind]]);

/** What was decided, and when. */
export const decidedText = ({ kind, at }: Pick<Decision, 'kind' | 'at'>): string =>
  statusOn(STATUS_OF[kind], when(at));

/** Where a request is, without the reason. */
export function statusText(request: ApprovalRequest, at = when): string {
  const { status, decision, updatedAt, grantedAt } = request;
  switch (status) {
    case 'pending':
      return t('status_pending');
    case 'under-review':
      return takenText(request, at);
    case 'granted':
      return t('status_granted', at(grantedAt ?? updatedAt));
    case 'withdrawn':
    case 'expired':
    case 'superseded':
      return statusOn(status, at(updatedAt));
    default:
      return statusOn(status, at(decision?.at ?? updatedAt));
  }
}

/** Who has the request in hand, and since when. */
export function takenText({ reviewer }: ApprovalRequest, at = when): string {
  if (!reviewer) return t('status_pending');
  const since = at(reviewer.at);
  return reviewer.name ? t('review_takenBy', reviewer.name, since) : t('review_taken', since);
}

/** What was decided, with its reason: as one sentence after the other. */
export function statusWithReason(request: ApprovalRequest): string {
  const reason = request.decision?.reason ?? '';
  const status = statusText(request);
  return reason ? `${status}. ${t('status_reason', reason)}` : status;
}

/** What was decided about the same app and site before, with its reason. */
export function earlierText({ kind, at, reason }: Decision): string {
  const feedback = t('queue_earlier', decidedWord(kind), day(at));
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
    done: 'decide_doneNo',
  },
  block: {
    verb: 'decide_block',
    means: 'decide_meansBlock',
    confirm: 'decide_confirmBlock',
    done: 'decide_doneNo',
  },
  dismiss: {
    verb: 'decide_dismiss',
    means: 'decide_meansDismiss',
    confirm: 'decide_confirmDismiss',
    done: 'decide_doneDismiss',
  },
};
