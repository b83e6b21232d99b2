import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { UndoView } from './decision-model.ts';

const DONE = { undone: 'review_undone', reopened: 'review_reopened' } as const;
const isDone = (what: string): what is keyof typeof DONE => Object.hasOwn(DONE, what);

/** Takes the last decision back, for ten seconds; then says what came of it. */
export function Undo({ undo }: { undo: UndoView }) {
  const feedback = useRef<HTMLParagraphElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const what = undo.feedback.value;
  const offered = undo.offered.value;
  useLayoutEffect(() => {
    if (what) feedback.current?.focus();
  }, [what]);
  useLayoutEffect(() => {
    const shown = button.current;
    // The offer ends under somebody's fingers: the focus goes to the text before it.
    return () => {
      if (shown && shown === document.activeElement)
        shown.closest('.undo')?.parentElement?.querySelector<HTMLElement>('[tabindex]')?.focus();
    };
  }, [offered]);
  return (
    <div class="undo">
      {offered && (
        <Button buttonRef={button} onPress={undo.run}>
          {t('review_undo')}
        </Button>
      )}
      <p
        role="status"
        class={what && !isDone(what) ? 'feedback bad' : 'feedback'}
        tabIndex={-1}
        ref={feedback}
      >
        {what && (isDone(what) ? t(DONE[what]) : problemText(what))}
      </p>
    </div>
  );
}
