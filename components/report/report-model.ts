import { signal } from '@preact/signals';
import { readSeen } from '../../lib/consent/read-seen.ts';
import { sentencesOf, type TakenPage, textsOf } from '../../lib/report/mask.ts';
import { type Findings, reportText } from '../../lib/report/report-text.ts';
import type { ReadyReport, ReportView } from './Report.tsx';

/** What making a report needs of the world. */
export interface ReportDeps extends Omit<Findings, 'answers'> {
  /** the page of a sign-in that was last looked at; undefined where none is open */
  takePage(): Promise<TakenPage | undefined>;
  copy(text: string): Promise<void>;
}

/** A report from the options page. The page's own texts stay in memory, and go when it is closed. */
export function createReportModel(world: ReportDeps): ReportView {
  const report = signal<ReadyReport | 'no-page' | undefined>(undefined);
  return {
    report,
    async make() {
      report.value = undefined;
      const page = await world.takePage();
      if (!page) {
        report.value = 'no-page';
        return;
      }
      const { address, body, place } = page;
      const read = readSeen({ address, text: textsOf(body).join('\n') }, place);
      const answers = { text: read.vouched?.reader ?? read.similarScreen ?? 'no reader' };
      const { extension, browser } = world;
      const words = read.message;
      report.value = {
        words,
        sentences: sentencesOf(body),
        text: (withWords, told) =>
          reportText(page, { extension, browser, answers }, withWords ? words : undefined, told),
      };
    },
    close() {
      report.value = undefined;
    },
    copy: world.copy,
  };
}
