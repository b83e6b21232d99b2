import { type Signal, signal } from '@preact/signals';
import type { JudgeView } from '../../components/popup/view.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import type { WhoIndex } from '../../lib/review/who/index-requests.ts';
import type { WhoIsAsking } from '../../lib/review/who/who-is-asking.ts';
import { idle } from './idle.ts';
import type { Surroundings } from './model.ts';
import type { ReviewKit } from './review-kit.ts';
import { sameRecord } from './same-record.ts';

/** How many decided requests are read at a time. */
const CHUNK = 500;
/** Items whose warnings are kept up to date; more than that are not on the screen. */
const WATCHED = 400;
/** For how long items are looked at before the browser is let go on, in milliseconds. */
const SLICE = 6;

export interface JudgeModel extends JudgeView {
  kit: Signal<ReviewKit | undefined>;
  load(): Promise<void>;
  /** holds everything against what is in the store now; for when there is nothing else to do */
  refresh(waiting: () => readonly ApprovalRequest[]): Promise<void>;
}

/** What the review code says of a request, loaded late and asked no more than is looked at. */
export function createJudgeModel({
  queue,
  loadKit,
}: Pick<Surroundings, 'queue' | 'loadKit'>): JudgeModel {
  const kit = signal<ReviewKit | undefined>(undefined);
  const index = signal<WhoIndex | undefined>(undefined);
  const answers = new WeakMap<ApprovalRequest, { index: WhoIndex; who: WhoIsAsking }>();
  const watched = new Map<ApprovalRequest, Signal<number | undefined>>();
  const closed = new Map<string, ApprovalRequest>();
  const due = new Set<ApprovalRequest>();
  let counting = false;
  let refreshing: Promise<void> | undefined;
  let again = false;

  function whoNow(request: ApprovalRequest, held: WhoIndex | undefined): WhoIsAsking | undefined {
    const review = kit.peek();
    if (!review || !held) return undefined;
    const known = answers.get(request);
    if (known?.index === held) return known.who;
    const who = review.whoIsAsking(request, held);
    answers.set(request, { index: held, who });
    return who;
  }

  function countOne(request: ApprovalRequest) {
    due.delete(request);
    const slot = watched.get(request);
    const who = slot && whoNow(request, index.peek());
    // A note, such as "never seen before", is no reason to look twice.
    if (slot && who) slot.value = who.warnings.filter(({ severity }) => severity !== 'info').length;
  }

  /** Counts what is due, a few milliseconds at a time. */
  async function count() {
    if (counting) return;
    counting = true;
    while (due.size > 0 && index.peek()) {
      await idle();
      const until = performance.now() + SLICE;
      for (const request of due) {
        countOne(request);
        if (performance.now() > until) break;
      }
    }
    counting = false;
  }

  function warnings(request: ApprovalRequest): number | undefined {
    let slot = watched.get(request);
    if (!slot) {
      if (watched.size >= WATCHED) watched.clear();
      slot = signal<number | undefined>(undefined);
      watched.set(request, slot);
      due.add(request);
      void count();
    }
    return slot.value;
  }

  /** The latest that were decided, back to where nothing has changed since they were read. */
  async function readClosed() {
    const reader = await queue;
    for (let skip = 0, news = CHUNK; news > 0; skip += CHUNK) {
      const page = await reader.closed(CHUNK, skip);
      news = 0;
      for (const one of page.requests) {
        if (sameRecord(closed.get(one.id), one)) continue;
        closed.set(one.id, one);
        news += 1;
      }
      if (page.requests.length + page.unreadable.length < CHUNK) break;
      await idle();
    }
  }

  async function rebuild(waiting: () => readonly ApprovalRequest[]) {
    const review = kit.peek();
    if (!review) return;
    await readClosed();
    await idle();
    const now = waiting();
    for (const { id } of now) closed.delete(id);
    index.value = review.buildWhoIndex([...now, ...closed.values()]);
    for (const request of watched.keys()) due.add(request);
    await count();
  }

  return {
    kit,
    async load() {
      kit.value = await loadKit();
    },
    refresh(waiting) {
      if (refreshing !== undefined) {
        again = true;
        return refreshing;
      }
      refreshing = (async () => {
        do {
          again = false;
          await rebuild(waiting).catch(() => undefined);
        } while (again);
        refreshing = undefined;
      })();
      return refreshing;
    },
    could({ app }) {
      const left = app.scopesLeftOut;
      return kit.value?.couldDo(app.scopes, left ? { scopesLeftOut: left } : {});
    },
    worst(request) {
      const review = kit.value;
      return review && (review.worstLevel(request.app.scopes) ?? 'unknown');
    },
    who: (request) => whoNow(request, kit.value && index.value),
    warnings,
    diff: (request, history) => {
      const review = kit.value;
      return review && (review.scopeDiff(request, history) ?? false);
    },
  };
}
