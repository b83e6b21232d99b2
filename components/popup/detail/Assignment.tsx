import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { MAX } from '../../../lib/requests/limits.ts';
import { WAITING } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { takenText } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { AssignmentView } from './detail-model.ts';

/** Who has the request in hand, and taking it or giving it back. */
export function Assignment({
  assignment,
  request,
}: {
  assignment: AssignmentView;
  request: ApprovalRequest;
}) {
  const words = useRef<HTMLParagraphElement>(null);
  const feedback = assignment.feedback.value;
  const taken = request.status === 'under-review';
  useLayoutEffect(() => {
    // The button that did it is gone.
    if (feedback) words.current?.focus();
  }, [feedback]);
  if (!WAITING.has(request.status)) return null;
  return (
    <div class="taking">
      <p role="status" tabIndex={-1} ref={words} dir="auto">
        {taken ? takenText(request) : feedback === 'given-back' && t('review_givenBack')}
      </p>
      {feedback && feedback !== 'taken' && feedback !== 'given-back' && (
        <p class="error" role="alert">
          {problemText(feedback)}
        </p>
      )}
      {taken ? (
        <>
          <Rename assignment={assignment} name={request.reviewer?.name ?? ''} />
          <Button onPress={assignment.giveBack}>{t('review_giveBack')}</Button>
        </>
      ) : (
        <Button onPress={() => assignment.take()}>{t('review_take')}</Button>
      )}
    </div>
  );
}

function Rename({ assignment, name }: { assignment: AssignmentView; name: string }) {
  const id = useId();
  const typed = useSignal(name);
  return (
    <form
      class="rename"
      onSubmit={(event) => {
        event.preventDefault();
        void assignment.take(typed.peek());
      }}
    >
      <label for={id}>{t('review_name')}</label>
      <input
        id={id}
        type="text"
        dir="auto"
        autocomplete="name"
        maxLength={MAX.name}
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
        }}
      />
      <button type="submit" class="button">
        {t('review_saveName')}
      </button>
    </form>
  );
}
