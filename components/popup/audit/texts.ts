import type { AuditEntry } from '../../../lib/requests/schema.ts';
import { type TextKey, t } from '../../i18n.ts';

const MOVE_TEXTS: Readonly<Record<string, TextKey>> = {
  raise: 'effect_stepAsked',
  join: 'audit_moveJoin',
  approve: 'popup_statusApproved',
  deny: 'popup_statusDenied',
  block: 'popup_statusBlocked',
  dismiss: 'audit_moveDismiss',
  withdraw: 'audit_moveWithdraw',
  supersede: 'audit_moveSupersede',
  grant: 'audit_moveGrant',
  'blocked-again': 'audit_moveBlockedAgain',
  authorised: 'audit_moveAuthorised',
  review: 'audit_moveReview',
  unreview: 'audit_moveUnreview',
  drop: 'audit_moveDrop',
  'put-back': 'audit_movePutBack',
  undo: 'audit_moveUndo',
  reopen: 'audit_moveReopen',
  expire: 'audit_moveExpire',
  'toggle-opened': 'toggle_strip',
  'toggle-closed': 'toggle_auditClosed',
};

/** What happened. A move of a later version keeps the name it came with. */
export function moveText({ move }: AuditEntry): string {
  const key = Object.hasOwn(MOVE_TEXTS, move) ? MOVE_TEXTS[move] : undefined;
  return key ? t(key) : move;
}

const ACTOR_TEXTS: Readonly<Record<string, TextKey>> = {
  requester: 'audit_actorRequester',
  reviewer: 'audit_actorReviewer',
  page: 'audit_actorPage',
  link: 'popup_notVerified',
  rule: 'rules_title',
  clock: 'audit_actorClock',
  jira: 'channel_jira',
  jsm: 'channel_jsm',
};

/** Who did it, as far as that is known; a rule by its name, a later version's channel by its word. */
export function actorText({ actor, rule }: AuditEntry): string {
  if (rule) return t('audit_byRule', rule.name || t('detail_noName'));
  const key = Object.hasOwn(ACTOR_TEXTS, actor) ? ACTOR_TEXTS[actor] : undefined;
  return key ? t(key) : actor;
}
