import { batch, signal } from '@preact/signals';
import type { Problem } from '../../../lib/messages/types.ts';
import type { PopupDeps } from '../popup-deps.ts';
import type { UndoView } from '../view.ts';

/** For how long a decision can be taken back with one click, in milliseconds. */
export const OFFERED = 10_000;

export interface UndoModel extends UndoView {
  /** the decision on these was made just now; it may be told what that was */
  offer(ids: readonly string[], what?: 'reopened'): void;
  /** what was pressed was not done, and why */
  failed(problem: Problem): void;
  forget(): void;
}

/** Taking the last decision back. After ten seconds it can only be changed. */
export function createUndoModel(
  { send }: Pick<PopupDeps, 'send'>,
  undone: (ids: readonly string[]) => void,
): UndoModel {
  const offered = signal(false);
  const said = signal<UndoView['said']['value']>(undefined);
  let ids: readonly string[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;

  function end() {
    clearTimeout(timer);
    offered.value = false;
  }

  return {
    offered,
    said,
    offer(decided, what) {
      end();
      ids = decided;
      said.value = what;
      offered.value = decided.length > 0;
      timer = setTimeout(end, OFFERED);
    },
    async run() {
      if (!offered.peek()) return;
      end();
      const heard = await send('undoDecision', { ids: [...ids] });
      const problem = heard.ok ? heard.failed[0]?.problem : heard.problem;
      batch(() => {
        said.value = problem ?? 'undone';
        if (heard.ok) undone(heard.done);
      });
    },
    failed(problem) {
      end();
      said.value = problem;
    },
    forget() {
      end();
      said.value = undefined;
    },
  };
}
