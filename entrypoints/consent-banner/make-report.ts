import { browser } from 'wxt/browser';
import type { BannerState } from '../../components/banner/banner-state.ts';
import type { ReadyReport } from '../../components/report/Report.tsx';
import type { Place } from '../../lib/atlassian/custom-hosts.ts';
import { sentencesOf } from '../../lib/report/mask.ts';
import { pageAnswers } from '../../lib/report/page-answers.ts';
import { browserName, reportText } from '../../lib/report/report-text.ts';
import { takeSkeleton } from '../../lib/report/skeleton.ts';

/** A report of this page as it is now. It goes nowhere by itself. */
export function makeReport(state: BannerState, where?: Place): ReadyReport {
  const skeleton = takeSkeleton();
  const findings = {
    extension: browser.runtime.getManifest().version,
    browser: browserName(navigator.userAgent),
    answers: pageAnswers(document, location.href, where),
  };
  const words =
    state.kind === 'blocked' || state.kind === 'advice'
      ? state.consent.message
      : state.kind === 'perhaps'
        ? state.perhaps.consent.message
        : '';
  return {
    words,
    sentences: sentencesOf(skeleton.body),
    text: (withWords, told) => reportText(skeleton, findings, withWords ? words : undefined, told),
  };
}
