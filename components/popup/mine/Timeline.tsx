import type { FiledView } from '../../../lib/messages/channels.ts';
import { isProven } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { ago, type TextKey, t, when } from '../../i18n.ts';
import { decidedText, statusText } from '../../request-texts.ts';
import { FiledLink, filedText } from '../filed/Filed.tsx';

interface Step {
  text: string;
  /** somebody's own words */
  words?: string | undefined;
  /** who did it, where that is known */
  by?: string | undefined;
  /** how sure it is */
  mark?: string | undefined;
  /** there as an issue */
  filed?: FiledView;
}

/** Of what a newer version wrote nothing is shown. */
const PASSED: Partial<Record<string, TextKey>> = {
  send: 'mine_passed_send',
  copy: 'mine_passed_copy',
  email: 'mine_passed_email',
  link: 'mine_passed_link',
};

/** How it was passed on; where it is filed, or on its way there, that alone. */
function passedSteps({ passedOn }: ApprovalRequest, filed: readonly FiledView[]): Step[] {
  const asks = filed.filter(({ task }) => task === undefined || task === 'ask');
  if (asks.length > 0) return asks.map((view) => ({ text: filedText(view), filed: view }));
  const passed = passedOn && PASSED[passedOn.how];
  return passed ? [{ text: t(passed, when(passedOn.at), passedOn.to ?? '') }] : [];
}

/** What is known to have happened, in its order: asked, passed on, decided, works. */
function stepsOf(request: ApprovalRequest, filed: readonly FiledView[], now: number): Step[] {
  const { requesters, createdAt, decision, status } = request;
  const own = requesters.findLast(({ via }) => via === 'page');
  const asked = own?.at ?? createdAt;
  const isLast = /^(?:approved|denied|blocked|dismissed)$/.test(status);
  return [
    {
      text: t('mine_asked', when(asked), ago(asked, now)),
      words: own?.reason && t('ui_labeled', t('banner_rowReason'), own.reason),
    },
    ...passedSteps(request, filed),
    ...(decision
      ? [
          {
            text: decidedText(decision),
            words: decision.reason && t('status_reason', decision.reason),
            by: decision.verified && t('filed_decidedBy', decision.verified.name),
            mark: isProven(decision) ? undefined : t('popup_notVerified'),
          },
        ]
      : []),
    ...(decision && isLast ? [] : [{ text: statusText(request) }]),
  ];
}

interface TimelineProps {
  request: ApprovalRequest;
  filed: readonly FiledView[];
  now: number;
}

/** What became of an own request. The last step is where it is. */
export function Timeline({ request, filed, now }: TimelineProps) {
  const steps = stepsOf(request, filed, now);
  return (
    <ol class="timeline" aria-label={t('mine_steps')}>
      {steps.map(({ text, words, by, mark, filed: view }, at) => (
        <li
          key={text}
          class={at === steps.length - 1 ? request.status : undefined}
          aria-current={at === steps.length - 1 ? 'step' : undefined}
          dir="auto"
        >
          {view?.url && view.state === 'sent' ? <FiledLink view={view} /> : text}
          {words && <p class="facts">{words}</p>}
          {by && <p class="facts">{by}</p>}
          {mark && <p class="mark">{mark}</p>}
        </li>
      ))}
    </ol>
  );
}
