import type { ComponentChildren } from 'preact';
import { answerLines } from '../../../lib/requests/decide.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { TextToCopy } from '../../ui/CopyableText.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { HelpLink } from '../../ui/HelpLink.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { DetailModel } from './detail-model.ts';

/** What a real answer would say, its link left out: a sample is known to nobody else. */
function sampleText(request: ApprovalRequest): string {
  return [...answerLines(t, request), `${t('share_answerLink')} …`].join('\n');
}

/** The decision goes back to the people who asked as a text that the reviewer sends. */
export function Answer({ detail }: { detail: DetailModel }) {
  const answer = detail.answer.value;
  const request = detail.request.value;
  const isPractice = answer && 'problem' in answer && answer.problem === 'sample';
  const text = isPractice
    ? request && sampleText(request)
    : answer && 'text' in answer && answer.text;
  return (
    <div class="answer">
      <Button onPress={detail.copyAnswer}>{t('effect_copy')}</Button>
      <p role="status" class="feedback">
        {answer &&
          ('problem' in answer
            ? problemText(answer.problem)
            : t(answer.ok ? 'advice_copied' : 'banner_copyByHand'))}
      </p>
      {text && <TextToCopy label={t('effect_answer')} text={text} />}
    </div>
  );
}

interface TakeEffectProps {
  detail: DetailModel;
  /** the recommended step */
  children: ComponentChildren;
  others?: readonly { name: string; way: ComponentChildren }[];
  notes: readonly ComponentChildren[];
}

/** The one step that makes an approval take effect, the answer, and the rest one press away. */
export function TakeEffect({ detail, children, others = [], notes }: TakeEffectProps) {
  return (
    <>
      <fieldset class="effect" aria-labelledby="effect-heading">
        <h3 id="effect-heading">{t('effect_group')}</h3>
        {children}
      </fieldset>
      <Answer detail={detail} />
      {others.length > 0 && (
        <Disclosure label={t('effect_others', others.length)}>
          <ul class="ways">
            {others.map(({ name, way }) => (
              <li key={name}>{way}</li>
            ))}
          </ul>
        </Disclosure>
      )}
      <Disclosure label={t('effect_notes')}>
        <ul class="notes">
          {notes.map((note, at) => (
            <li key={at} dir="auto">
              {note}
            </li>
          ))}
        </ul>
        <HelpLink section="what-makes-an-approval-take-effect" />
      </Disclosure>
    </>
  );
}
