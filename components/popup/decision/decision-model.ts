import { signal } from '@preact/signals';
import type { Problem } from '../../../lib/messages/types.ts';
import { OWES_REASON } from '../../../lib/requests/decide.ts';
import type { DecisionKind } from '../../../lib/requests/schema.ts';
import type { DecidingView, DecisionForm } from '../view.ts';

export interface DecidingModel extends Omit<DecidingView, 'confirm'> {
  /** what is to be sent; undefined where a reason is owed, or where it is being sent already */
  send(): { kind: DecisionKind; reason: string } | undefined;
  /** it was not done, and why: the words stay */
  failed(kind: DecisionKind, problem: Problem): void;
  /** shows a form for this kind, or none, with no words in it */
  reset(kind?: DecisionKind): void;
}

/** A decision being written, for one request or for many. */
export function createDecidingModel(): DecidingModel {
  const form = signal<DecisionForm | undefined>(undefined);
  const reason = signal('');
  const begin = (kind: DecisionKind) => {
    form.value = { kind, sending: false };
  };
  return {
    form,
    reason,
    begin,
    type(text) {
      reason.value = text;
      const now = form.peek();
      if (now?.problem === 'reason-owed' && text.trim() !== '') begin(now.kind);
    },
    cancel() {
      form.value = undefined;
    },
    send() {
      const now = form.peek();
      if (!now || now.sending) return undefined;
      const { kind } = now;
      if (OWES_REASON.has(kind) && reason.peek().trim() === '') {
        form.value = { kind, sending: false, problem: 'reason-owed' };
        return undefined;
      }
      form.value = { kind, sending: true };
      return { kind, reason: reason.peek() };
    },
    failed(kind, problem) {
      form.value = { kind, sending: false, problem };
    },
    reset(kind) {
      form.value = kind && { kind, sending: false };
      reason.value = '';
    },
  };
}
