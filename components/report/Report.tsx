import { useSignal } from '@preact/signals';
import { useEffect, useId, useRef } from 'preact/hooks';
import { trusted } from '../banner/trusted.ts';
import { t } from '../text.ts';

/** A report that is ready to be looked at. */
export interface ReadyReport {
  /** the report; with the block's words, where the person wants them told */
  text(withWords: boolean): string;
  /** the block's words, where there are some */
  words: string;
}

interface ReportProps {
  report: ReadyReport;
  copy: (text: string) => Promise<void>;
  onClose: () => void;
}

/** Exactly what a report tells, to be copied and passed on by the person; nothing is sent. */
export function Report({ report, copy, onClose }: ReportProps) {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const withWords = useSignal(false);
  const said = useSignal<'' | 'copied' | 'failed'>('');
  useEffect(() => {
    box.current?.focus({ preventScroll: true });
    // A report is read from its beginning.
    box.current?.setSelectionRange(0, 0);
    if (box.current) box.current.scrollTop = 0;
  }, []);
  const text = report.text(withWords.value);
  const doCopy = () =>
    copy(text).then(
      () => {
        said.value = 'copied';
      },
      () => {
        said.value = 'failed';
        box.current?.select();
      },
    );
  return (
    <section class="report" aria-labelledby={`${id}-title`}>
      <h3 id={`${id}-title`}>{t('report_title')}</h3>
      <p class="note">{t('report_what')}</p>
      <label for={id}>{t('report_label')}</label>
      <textarea id={id} ref={box} readOnly rows={8} spellcheck={false} value={text} />
      {report.words !== '' && (
        <label class="words">
          <input
            type="checkbox"
            checked={withWords.value}
            onChange={(event) => {
              if (event.isTrusted) withWords.value = event.currentTarget.checked;
            }}
          />{' '}
          {t('report_words', report.words)}
        </label>
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
        {said.value && t(said.value === 'copied' ? 'report_copied' : 'report_notCopied')}
      </p>
    </section>
  );
}
