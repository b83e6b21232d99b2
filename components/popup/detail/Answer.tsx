import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { TextToCopy } from '../../ui/CopyableText.tsx';
import { problemText } from '../../ui/problem.ts';
import type { DetailView } from '../view.ts';

/** The decision goes back to the people who asked as a text that the reviewer sends. */
export function Answer({ detail }: { detail: DetailView }) {
  const answer = detail.answer.value;
  return (
    <div class="answer">
      <Button onPress={detail.copyAnswer}>{t('effect_copy')}</Button>
      <p role="status" class="said">
        {answer &&
          ('problem' in answer
            ? problemText(answer.problem)
            : t(answer.ok ? 'effect_copied' : 'effect_notCopied'))}
      </p>
      {answer && 'text' in answer && <TextToCopy label={t('effect_answer')} text={answer.text} />}
    </div>
  );
}
