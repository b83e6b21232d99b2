import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { UndoView } from './decision-model.ts';

const DONE = { undone: 'audit_moveUndo', reopened: 'audit_moveReopen' } as const;
const isDone = (what: string): what is keyof typeof DONE => Object.hasOwn(DONE, what);

/** Takes the last decision back, for ten seconds; then says what came of it. */
export function Undo({ undo }: { undo: UndoView }) {
  const feedback = useRef<HTMLParagraphElement>(null);
  const what = undo.feedback.value;
  useLayoutEffect(() => {
    if (what) feedback.current?.focus();
  }, [what]);
  return (
    <div class="undo">
      {undo.offered.value && <UndoButton undo={undo} />}
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

function UndoButton({ undo }: { undo: UndoView }) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const shown = button.current;
    // The offer ends under somebody's fingers: the focus goes to the text before it.
    return () => {
      if (shown && shown === document.activeElement)
        shown.closest('.undo')?.parentElement?.querySelector<HTMLElement>('[tabindex]')?.focus();
    };
  }, []);
  return (
    <Button look="quiet" buttonRef={button} onPress={undo.run}>
      {t('review_undo')} <span aria-hidden="true">({undo.left.value})</span>
    </Button>
  );
}
