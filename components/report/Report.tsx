import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { t } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';
import { trusted } from '../ui/trusted.ts';
import type { ReadyReport, ReportModel } from './report-model.ts';

/** For a page on which no banner came, or a wrong one. */
export function Wrongly({ view }: { view: ReportModel }) {
  const report = view.report.value;
  return (
    <>
      <h3>{t('report_wrong')}</h3>
      <p class="hint">{t('report_optionsHow')}</p>
      <Button onPress={view.make}>{t('report_make')}</Button>
      <p aria-live="polite" class={report === 'no-page' ? 'feedback bad' : 'feedback'}>
        {report === 'no-page' && t('report_noPage')}
      </p>
      {typeof report === 'object' && (
        <Report report={report} copy={view.copy} onClose={view.close} />
      )}
    </>
  );
}

interface ReportProps {
  report: ReadyReport;
  copy: (text: string) => Promise<void>;
  onClose: () => void;
}

interface TickProps {
  checked: boolean;
  onTick: (checked: boolean) => void;
  children: ComponentChildren;
}

/** A box that the person ticks; a page's script cannot. */
function Tick({ checked, onTick, children }: TickProps) {
  return (
    <label class="words" dir="auto">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => {
          if (event.isTrusted) onTick(event.currentTarget.checked);
        }}
      />{' '}
      {children}
    </label>
  );
}

/** Exactly what a report tells, to be copied and passed on by the person; nothing is sent. */
export function Report({ report, copy, onClose }: ReportProps) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const withWords = useSignal(false);
  const told = useSignal<ReadonlySet<string>>(new Set());
  const feedback = useSignal<'' | 'copied' | 'failed'>('');
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    // A report is read from its beginning.
    box.current?.setSelectionRange(0, 0);
    if (box.current) box.current.scrollTop = 0;
  }, []);
  const text = report.text(withWords.value, told.value);
  const doCopy = () =>
    copy(text).then(
      () => {
        feedback.value = 'copied';
      },
      () => {
        feedback.value = 'failed';
        box.current?.select();
      },
    );
  return (
    <section class="report" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{t('report_wrong')}</h3>
      <p class="note">{t('report_what')}</p>
      <label for={id}>{t('report_label')}</label>
      <textarea id={id} ref={box} readOnly rows={8} spellcheck={false} value={text} />
      {report.words !== '' && (
        <Tick checked={withWords.value} onTick={(checked) => (withWords.value = checked)}>
          {t('report_words', report.words)}
        </Tick>
      )}
      {report.sentences.length > 0 && (
        <details>
          <summary>{t('report_sentences')}</summary>
          {report.sentences.map((sentence) => (
            <Tick
              key={sentence}
              checked={told.value.has(sentence)}
              onTick={(checked) => {
                const others = [...told.value].filter((one) => one !== sentence);
                told.value = new Set(checked ? [...others, sentence] : others);
              }}
            >
              {sentence}
            </Tick>
          ))}
        </details>
      )}
      <div class="actions">
        <button type="button" class="button main" onClick={trusted(doCopy)}>
          {t('report_copy')}
        </button>
        <button type="button" class="button" onClick={trusted(onClose)}>
          {t('report_close')}
        </button>
      </div>
      <p role="status" class="note">
        {feedback.value && t(feedback.value === 'copied' ? 'advice_copied' : 'banner_copyByHand')}
      </p>
    </section>
  );
}
