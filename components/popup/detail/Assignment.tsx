import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { MAX } from '../../../lib/requests/limits.ts';
import { WAITING } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { takenText } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { TakingView } from './detail-model.ts';

/** Who has the request in hand, and taking it or giving it back. */
export function Taking({ taking, request }: { taking: TakingView; request: ApprovalRequest }) {
  const words = useRef<HTMLParagraphElement>(null);
  const said = taking.said.value;
  const taken = request.status === 'under-review';
  useLayoutEffect(() => {
    // The button that did it is gone.
    if (said) words.current?.focus();
  }, [said]);
  if (!WAITING.has(request.status)) return null;
  return (
    <div class="taking">
      <p role="status" tabIndex={-1} ref={words} dir="auto">
        {taken ? takenText(request) : said === 'given-back' && t('review_givenBack')}
      </p>
      {said && said !== 'taken' && said !== 'given-back' && (
        <p class="error" role="alert">
          {problemText(said)}
        </p>
      )}
      {taken ? (
        <>
          <Rename taking={taking} name={request.reviewer?.name ?? ''} />
          <Button onPress={taking.giveBack}>{t('review_giveBack')}</Button>
        </>
      ) : (
        <Button onPress={() => taking.take()}>{t('review_take')}</Button>
      )}
    </div>
  );
}

function Rename({ taking, name }: { taking: TakingView; name: string }) {
  const id = useId();
  const typed = useSignal(name);
  return (
    <form
      class="rename"
      onSubmit={(event) => {
        event.preventDefault();
        void taking.take(typed.peek());
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
