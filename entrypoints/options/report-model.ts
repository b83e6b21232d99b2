import { signal } from '@preact/signals';
import type { ReportView } from '../../components/options/Wrongly.tsx';
import type { ReadyReport } from '../../components/report/Report.tsx';
import { readText } from '../../lib/consent/read-text.ts';
import { type Findings, reportText } from '../../lib/report/report-text.ts';
import { type Skeleton, textsOf } from '../../lib/report/skeleton.ts';

/** What making a report needs of the world. */
export interface ReportSurroundings extends Omit<Findings, 'answers'> {
  /** the consent page that was last looked at; undefined where none is open */
  takePage(): Promise<Skeleton | undefined>;
  copy(text: string): Promise<void>;
}

/** A report from the options page. The page's own texts stay in memory, and go when it is closed. */
export function createReportModel(world: ReportSurroundings): ReportView {
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
      const read = readText(textsOf(page.body).join('\n'), page.address);
      const answers = { text: read.vouched?.reader ?? 'no reader' };
      const { extension, browser } = world;
      const words = read.message;
      report.value = {
        words,
        text: (withWords) =>
          reportText(page, { extension, browser, answers }, withWords ? words : undefined),
      };
    },
    close() {
      report.value = undefined;
    },
    copy: world.copy,
  };
}
