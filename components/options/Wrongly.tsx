import type { ReadonlySignal } from '@preact/signals';
import { t } from '../i18n.ts';
import { type ReadyReport, Report } from '../report/Report.tsx';
import { Button } from '../ui/Button.tsx';

/** A report from the options page: of the consent page in another tab. */
export interface ReportView {
  report: ReadonlySignal<ReadyReport | 'no-page' | undefined>;
  make(): Promise<void>;
  close(): void;
  copy(text: string): Promise<void>;
}

/** For a page on which no banner came, or a wrong one. */
export function Wrongly({ view }: { view: ReportView }) {
  const report = view.report.value;
  return (
    <section class="part" aria-labelledby="wrongly-heading">
      <h2 id="wrongly-heading">{t('report_optionsTitle')}</h2>
      <p class="hint">{t('report_optionsHow')}</p>
      <Button onPress={view.make}>{t('report_make')}</Button>
      <p aria-live="polite" class={report === 'no-page' ? 'said bad' : 'said'}>
        {report === 'no-page' && t('report_noPage')}
      </p>
      {typeof report === 'object' && (
        <Report report={report} copy={view.copy} onClose={view.close} />
      )}
    </section>
  );
}
