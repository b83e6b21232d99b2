import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { scopesOfAll } from '../../lib/requests/asks.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import type { QueueService } from '../../lib/review/queue-query.ts';
import type { LevelOverrides } from '../../lib/review/scopes/level-overrides.ts';
import type { Level } from '../../lib/review/scopes/levels.ts';
import type { PermissionSummary, ScopeDiff } from '../../lib/review/scopes/permissions.ts';
import type { WhoIsAsking } from '../../lib/review/warnings/check.ts';
import type { LateReview, PopupDeps } from './popup-deps.ts';

/** Requests whose warnings are kept; more than that are not on the screen. */
const WATCHED = 200;

export type AssessmentModel = ReturnType<typeof createAssessmentModel>;

/**
 * What the review code says of a request, loaded late and asked no more than is looked at. Each answer
 * is undefined until the code that gives it is loaded, which is after the list is first drawn; reading
 * one in a component draws it again then.
 */
export function createAssessmentModel(
  { loadLate }: Pick<PopupDeps, 'loadLate'>,
  service: Promise<QueueService>,
  overrides: ReadonlySignal<LevelOverrides>,
) {
  const late = signal<LateReview | undefined>(undefined);
  const watched = new Map<string, Signal<WhoIsAsking | undefined>>();
  const due = new Set<string>();
  let asking: Promise<void> | undefined;

  /** All that has come up since is one question. */
  function ask(): Promise<void> {
    asking ??= (async () => {
      const keeper = await service;
      while (due.size > 0) {
        const ids = [...due];
        due.clear();
        const found = await keeper.who(ids);
        for (const [id, who] of found ?? []) {
          const slot = watched.get(id);
          if (slot) slot.value = who;
        }
      }
    })()
      .catch(() => undefined)
      .finally(() => {
        asking = undefined;
      });
    return asking;
  }

  function whoIs({ id }: ApprovalRequest): WhoIsAsking | undefined {
    let slot = watched.get(id);
    if (!slot) {
      const [oldest] = watched.keys();
      if (watched.size >= WATCHED && oldest !== undefined) watched.delete(oldest);
      slot = signal<WhoIsAsking | undefined>(undefined);
      watched.set(id, slot);
      due.add(id);
      void ask();
    }
    return slot.value;
  }

  return {
    async load() {
      late.value = await loadLate();
    },
    /** compares every visible request with the store again */
    refresh() {
      for (const id of watched.keys()) due.add(id);
      return ask();
    },
    could(request: ApprovalRequest): PermissionSummary | undefined {
      const { scopes, ...left } = scopesOfAll(request);
      return late.value?.summarizePermissions(scopes, { overrides: overrides.value, ...left });
    },
    worst(request: ApprovalRequest): Level | 'unknown' | undefined {
      const review = late.value;
      const { scopes } = scopesOfAll(request);
      return review && (review.worstLevel(scopes, overrides.value) ?? 'unknown');
    },
    /** undefined, too, until everything in the store was read that it is held against */
    who: whoIs,
    // The rule is `isReason`; its module would bring the lists of domains along.
    warnings: (request: ApprovalRequest): number | undefined =>
      whoIs(request)?.warnings.filter(({ severity }) => severity !== 'info').length,
    /** against what was last approved; `false`: nothing was */
    diff: (
      request: ApprovalRequest,
      history: readonly ApprovalRequest[],
    ): ScopeDiff | false | undefined => {
      const review = late.value;
      return review && (review.scopeDiff(request, history) ?? false);
    },
  };
}
