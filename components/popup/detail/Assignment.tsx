import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { MAX } from '../../../lib/requests/limits.ts';
import { WAITING } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { takenText } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { AssignmentModel } from './detail-model.ts';

interface AssignmentProps {
  assignment: AssignmentModel;
  request: ApprovalRequest;
}

/** Taking a request in hand, or giving it back. */
export function AssignButton({ assignment, request }: AssignmentProps) {
  if (!WAITING.has(request.status)) return null;
  return request.status === 'under-review' ? (
    <Button look="quiet" onPress={assignment.giveBack}>
      {t('review_giveBack')}
    </Button>
  ) : (
    <Button look="quiet" onPress={() => assignment.take()}>
      {t('review_take')}
    </Button>
  );
}

/** Who has the request in hand. */
export function Assigned({ assignment, request }: AssignmentProps) {
  const words = useRef<HTMLParagraphElement>(null);
  const feedback = assignment.feedback.value;
  const taken = request.status === 'under-review';
  useLayoutEffect(() => {
    // The button that did it is gone.
    if (feedback) words.current?.focus();
  }, [feedback]);
  if (!WAITING.has(request.status)) return null;
  return (
    <div class="assigned">
      <p role="status" tabIndex={-1} ref={words} dir="auto">
        {taken ? takenText(request) : feedback === 'given-back' && t('review_givenBack')}
      </p>
      {feedback && feedback !== 'taken' && feedback !== 'given-back' && (
        <p class="error" role="alert">
          {problemText(feedback)}
        </p>
      )}
      {taken && <Rename assignment={assignment} name={request.reviewer?.name ?? ''} />}
    </div>
  );
}

function Rename({ assignment, name }: { assignment: AssignmentModel; name: string }) {
  const typed = useSignal(name);
  return (
    <Disclosure label={t('review_name')}>
      <form
        class="rename"
        onSubmit={(event) => {
          event.preventDefault();
          void assignment.take(typed.peek());
        }}
      >
        <input
          type="text"
          dir="auto"
          autocomplete="name"
          aria-label={t('review_name')}
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
    </Disclosure>
  );
}
