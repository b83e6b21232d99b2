import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { Problem } from '../../../lib/messages/types.ts';
import { OWES_REASON } from '../../../lib/requests/decide.ts';
import type { QueueReader } from '../../../lib/requests/reader.ts';
import type { ApprovalRequest, DecisionKind } from '../../../lib/requests/schema.ts';
import { idle } from '../../ui/idle.ts';
import type { PopupDeps } from '../popup-deps.ts';

/** How many records are read before the browser is let go on with its own work. */
const CHUNK = 500;

/** What came in to be decided and waits no longer, read in idle time and only when asked for. */
export async function readDecided(
  queue: QueueReader,
  unreadable: (ids: readonly string[]) => void,
): Promise<ApprovalRequest[]> {
  const decided: ApprovalRequest[] = [];
  const broken: string[] = [];
  for (let skip = 0, more = true; more; skip += CHUNK) {
    const page = await queue.closed(CHUNK, skip);
    decided.push(...page.requests);
    broken.push(...page.unreadable);
    more = page.requests.length + page.unreadable.length === CHUNK;
    await idle();
  }
  // Only now: quarantining records while others are counted would skip sound ones.
  unreadable(broken);
  return decided;
}

/** For how long a decision can be taken back with one click, in milliseconds. */
export const OFFERED = 10_000;

export interface UndoModel extends UndoView {
  /** the decision on these was made just now; it may be told what that was */
  offer(ids: readonly string[], what?: 'reopened'): void;
  /** what was pressed was not done, and why */
  failed(problem: Problem): void;
  forget(): void;
}

/** Assignment the last decision back. After ten seconds it can only be changed. */
export function createUndoModel(
  { send }: Pick<PopupDeps, 'send'>,
  undone: (ids: readonly string[]) => void,
): UndoModel {
  const offered = signal(false);
  const feedback = signal<UndoView['feedback']['value']>(undefined);
  let ids: readonly string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function end() {
    clearTimeout(timer);
    offered.value = false;
  }

  return {
    offered,
    feedback,
    offer(decided, what) {
      end();
      ids = decided;
      feedback.value = what;
      offered.value = decided.length > 0;
      timer = setTimeout(end, OFFERED);
    },
    async run() {
      if (!offered.peek()) return;
      end();
      const response = await send('undoDecision', { ids: [...ids] });
      const problem = response.ok ? response.failed[0]?.problem : response.problem;
      batch(() => {
        feedback.value = problem ?? 'undone';
        if (response.ok) undone(response.done);
      });
    },
    failed(problem) {
      end();
      feedback.value = problem;
    },
    forget() {
      end();
      feedback.value = undefined;
    },
  };
}

/** Assignment the last decision back, as long as it is offered. */
export interface UndoView {
  offered: ReadonlySignal<boolean>;
  feedback: ReadonlySignal<'undone' | 'reopened' | Problem | undefined>;
  run(): Promise<void>;
}

/** A decision being written, for one request or for many. */
export interface DecidingView {
  form: ReadonlySignal<DecisionForm | undefined>;
  /** kept when the form is closed: half-typed words are not lost by a change of mind */
  reason: ReadonlySignal<string>;
  begin(kind: DecisionKind): void;
  type(reason: string): void;
  cancel(): void;
  /** own: the person confirmed that it is their own request */
  confirm(own?: boolean): Promise<void>;
}

/** The decision that is being written. */
export interface DecisionForm {
  kind: DecisionKind;
  problem?: Problem;
  sending: boolean;
}

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
