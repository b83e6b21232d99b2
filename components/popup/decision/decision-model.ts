import { computed, signal } from '@preact/signals';
import type { Problem } from '../../../lib/messages/types.ts';
import { OWES_REASON } from '../../../lib/requests/decide.ts';
import type { QueueReader } from '../../../lib/requests/reader.ts';
import type { ApprovalRequest, DecisionKind } from '../../../lib/requests/schema.ts';
import { idle, type PopupDeps } from '../popup-deps.ts';

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

/** For how long a decision can be taken back with one click. */
const OFFERED_SECONDS = 10;

/** Takes the last decision back. After ten seconds it can only be changed. */
export function createUndoModel(
  { send }: Pick<PopupDeps, 'send'>,
  undone: (ids: readonly string[]) => void | Promise<void>,
) {
  /** seconds */
  const left = signal(0);
  const offered = computed(() => left.value > 0);
  const feedback = signal<'undone' | 'reopened' | Problem | undefined>(undefined);
  let ids: readonly string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tick(seconds: number) {
    clearTimeout(timer);
    left.value = seconds;
    if (seconds > 0) timer = setTimeout(() => tick(seconds - 1), 1000);
  }
  const end = () => tick(0);

  return {
    offered,
    left,
    feedback,
    /** the decision on these was made just now; it may be told what that was */
    offer(decided: readonly string[], what?: 'reopened') {
      ids = decided;
      feedback.value = what;
      tick(decided.length > 0 ? OFFERED_SECONDS : 0);
    },
    async run() {
      if (!offered.peek()) return;
      end();
      const response = await send('undoDecision', { ids: [...ids] });
      const problem = response.ok ? response.failed[0]?.problem : response.problem;
      // First what is so now: whoever reads that it is undone may decide anew at once.
      if (response.ok) await undone(response.done);
      feedback.value = problem ?? 'undone';
    },
    /** what was pressed was not done, and why */
    failed(problem: Problem) {
      end();
      feedback.value = problem;
    },
    forget() {
      end();
      feedback.value = undefined;
    },
  };
}

/** Taking the last decision back, as a screen needs it. */
export type UndoView = Pick<
  ReturnType<typeof createUndoModel>,
  'offered' | 'left' | 'feedback' | 'run'
>;

/** The decision that is being written. */
export interface DecisionForm {
  kind: DecisionKind;
  problem?: Problem;
  sending: boolean;
}

/** A decision being written, for one request or for many. */
export function createDecidingModel() {
  const form = signal<DecisionForm | undefined>(undefined);
  const reason = signal('');
  const begin = (kind: DecisionKind) => {
    form.value = { kind, sending: false };
  };
  return {
    form,
    /** kept when the form is closed: half-typed words are not lost by a change of mind */
    reason,
    begin,
    type(text: string) {
      reason.value = text;
      const now = form.peek();
      if (now?.problem === 'reason-owed' && text.trim() !== '') begin(now.kind);
    },
    cancel() {
      form.value = undefined;
    },
    /** what is to be sent; undefined where a reason is owed, or where it is being sent already */
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
    /** it was not done, and why: the words stay */
    failed(kind: DecisionKind, problem: Problem) {
      form.value = { kind, sending: false, problem };
    },
    /** shows a form for this kind, or none, with no words in it */
    reset(kind?: DecisionKind) {
      form.value = kind && { kind, sending: false };
      reason.value = '';
    },
  };
}

/** A decision being written, for one request or for many, as its form needs it. */
export type DecidingView = Pick<
  ReturnType<typeof createDecidingModel>,
  'form' | 'reason' | 'begin' | 'type' | 'cancel'
> & {
  /** own: the person confirmed that it is their own request */
  confirm(own?: boolean): Promise<void>;
};
