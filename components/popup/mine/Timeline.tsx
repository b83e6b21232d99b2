import { isProven } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { ago, type TextKey, t, when } from '../../i18n.ts';
import { decidedText, statusText } from '../../request-texts.ts';

interface Step {
  text: string;
  /** somebody's own words */
  words?: string | undefined;
  /** how sure it is */
  mark?: string | undefined;
}

/** Of what a newer version wrote nothing is said. */
const PASSED: Partial<Record<string, TextKey>> = {
  send: 'mine_passed_send',
  copy: 'mine_passed_copy',
  email: 'mine_passed_email',
  link: 'mine_passed_link',
};

/** What is known to have happened, in its order: asked, passed on, decided, works. */
function stepsOf(request: ApprovalRequest, now: number): Step[] {
  const { requesters, createdAt, passedOn, decision, status } = request;
  const own = requesters.findLast(({ via }) => via === 'page');
  const asked = own?.at ?? createdAt;
  const passed = passedOn && PASSED[passedOn.how];
  const isLast = /^(?:approved|denied|blocked|dismissed)$/.test(status);
  return [
    {
      text: t('mine_asked', when(asked), ago(asked, now)),
      words: own?.reason && t('ui_labeled', t('banner_rowReason'), own.reason),
    },
    ...(passedOn && passed ? [{ text: t(passed, when(passedOn.at), passedOn.to ?? '') }] : []),
    ...(decision
      ? [
          {
            text: decidedText(decision),
            words: decision.reason && t('status_reason', decision.reason),
            mark: isProven(decision) ? undefined : t('popup_notVerified'),
          },
        ]
      : []),
    ...(decision && isLast ? [] : [{ text: statusText(request) }]),
  ];
}

/** What became of an own request. The last step is where it is. */
export function Timeline({ request, now }: { request: ApprovalRequest; now: number }) {
  const steps = stepsOf(request, now);
  return (
    <ol class="timeline" aria-label={t('mine_steps')}>
      {steps.map(({ text, words, mark }, at) => (
        <li
          key={text}
          class={at === steps.length - 1 ? request.status : undefined}
          aria-current={at === steps.length - 1 ? 'step' : undefined}
          dir="auto"
        >
          {text}
          {words && <p class="facts">{words}</p>}
          {mark && <p class="mark">{mark}</p>}
        </li>
      ))}
    </ol>
  );
}
