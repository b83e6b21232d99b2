import { signal } from '@preact/signals';
import { readSeen } from '../../lib/consent/read-seen.ts';
import { sentencesOf, type TakenPage, textsOf } from '../../lib/report/mask.ts';
import { type Findings, reportText } from '../../lib/report/report-text.ts';

/** A report that is ready to be looked at. */
export interface ReadyReport {
  /** the report; with the block's words, and those sentences, that the person wants told */
  text(withWords: boolean, told: ReadonlySet<string>): string;
  /** what else stands on the page, in words that are masked */
  sentences: readonly string[];
  /** the block's words, where there are some */
  words: string;
}

/** What making a report needs of the world. */
interface ReportDeps extends Omit<Findings, 'answers'> {
  /** the page of a sign-in that was last looked at; undefined where none is open */
  takePage(): Promise<TakenPage | undefined>;
  copy(text: string): Promise<void>;
}

export type ReportModel = ReturnType<typeof createReportModel>;

/** A report from the options page: of the consent page in another tab. The page's own texts stay in memory, and go when it is closed. */
export function createReportModel(world: ReportDeps) {
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
