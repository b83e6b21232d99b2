import { useContext, useLayoutEffect, useRef } from 'preact/hooks';
import { userTokens } from '../../../lib/atlassian/links.ts';
import type { FiledView } from '../../../lib/messages/channels.ts';
import { connectPage } from '../../../lib/requests/connect-page.ts';
import { isProven, target, WAITING } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest, Status } from '../../../lib/requests/schema.ts';
import { passedText } from '../../banner/Outcome.tsx';
import { waysOf } from '../../banner/pass-on.ts';
import { ago, type TextKey, t, when } from '../../i18n.ts';
import { decidedText, siteName, statusText } from '../../request-texts.ts';
import { AskFirst, Button } from '../../ui/Button.tsx';
import { HelpLink } from '../../ui/Disclosure.tsx';
import { TextToCopy } from '../../ui/Field.tsx';
import { problemText } from '../../ui/problem.tsx';
import { FiledLink, FiledNoteLine, filedText, isStuck, StuckButtons } from '../filed/Filed.tsx';
import { ManualRequestButton } from '../manual/ManualRequest.tsx';
import { Pages } from '../pages.ts';
import type { MineModel, MineNote } from './mine-model.ts';

/** The person's own requests, newest first. */
export function Mine({ mine, now }: { mine: MineModel; now: number }) {
  const pages = useContext(Pages);
  const requests = mine.requests.value;
  const note = mine.note.value;
  return (
    <>
      {pages && <ManualRequestButton onPress={() => pages.enter('by-hand')} />}
      {requests.length === 0 ? (
        <>
          <p role="status" class="state">
            {t('mine_empty')}
          </p>
          <p class="empty">
            <HelpLink section="how-does-my-request-reach-my-admin" />
          </p>
        </>
      ) : (
        <ul class="requests" aria-label={t('popup_list')}>
          {requests.map((request) => (
            <MineItem
              key={request.id}
              mine={mine}
              request={request}
              now={now}
              isNew={mine.news.value.has(request.id)}
              note={note?.id === request.id ? note : undefined}
            />
          ))}
        </ul>
      )}
      {mine.more.value && <Button onPress={mine.showMore}>{t('popup_more', 50)}</Button>}
    </>
  );
}

const HINTS: Partial<Record<Status, TextKey>> = {
  approved: 'banner_approvedNote',
  denied: 'mine_hintDenied',
  blocked: 'problem_blocked',
  dismissed: 'mine_hintDenied',
  superseded: 'mine_hintSuperseded',
  expired: 'mine_hintDenied',
};

/** What is next, in one line; of a request that waits only where nobody is known to have been told. */
function hintOf({ status, passedOn }: ApprovalRequest): TextKey | undefined {
  if (WAITING.has(status)) return passedOn ? undefined : 'mine_hintPending';
  return HINTS[status];
}

interface MineItemProps {
  mine: MineModel;
  request: ApprovalRequest;
  now: number;
  isNew: boolean;
  note: MineNote | undefined;
}

/** One of the person's own requests: what became of it, and what comes next. */
function MineItem({ mine, request, now, isNew, note }: MineItemProps) {
  const hint = hintOf(request);
  const head = `own-${request.id}`;
  return (
    <li class="card own" tabIndex={-1} data-move={request.id}>
      <h2 id={head}>
        <bdi>{request.app.name}</bdi>
      </h2>
      {isNew && <span class="new">{t('mine_new')}</span>}
      <p class="facts">
        <bdi class="site">{siteName(request.site)}</bdi>
      </p>
      <Timeline request={request} filed={mine.filed.of(request.id)} now={now} />
      {hint && <p class="hint">{t(hint)}</p>}
      <Actions mine={mine} request={request} describedBy={head} />
      <FiledNoteLine filed={mine.filed} id={request.id} />
      <Note note={note} />
    </li>
  );
}

interface ActionsProps {
  mine: MineModel;
  request: ApprovalRequest;
  describedBy: string;
}

const WAYS = {
  send: 'banner_send',
  copy: 'banner_copyMessage',
  email: 'banner_email',
  link: 'banner_copy',
} as const;

function Actions({ mine, request, describedBy }: ActionsProps) {
  const { id, app, status, dataCenter, passedOn } = request;
  const page = connectPage(request);
  const works = status === 'approved' || status === 'granted';
  const { to, ways: own } = mine.where(request.site);
  const filed = mine.filed.of(id);
  // Once is enough: it is there, or a press below sends it again.
  const isFiled = filed.some(({ state }) => state !== 'gone');
  const stuck = filed.filter((one) => one.task === 'ask' && isStuck(one));
  const all = [...(to === undefined ? waysOf(passedOn?.how) : own), 'link'] as const;
  const ways = isFiled ? all.filter((how) => how !== 'send') : all;
  return (
    <div class="actions">
      {stuck.map((view) => (
        <StuckButtons key={view.entry} filed={mine.filed} view={view} describedBy={describedBy} />
      ))}
      {WAITING.has(status) &&
        ways.map((how, at) => (
          <Button
            key={how}
            look={at === 0 && !isFiled ? 'main' : 'quiet'}
            describedBy={describedBy}
            onPress={() => mine.pass(id, how, to)}
          >
            {t(WAYS[how])}
          </Button>
        ))}
      {works && 'url' in page && (
        <Button look="main" describedBy={describedBy} onPress={() => mine.tryAgain(page.url)}>
          {t('banner_tryAgain')}
        </Button>
      )}
      {works && !('url' in page) && <p>{t('banner_tryInApp', app.name)}</p>}
      {works && dataCenter && (
        <Button
          describedBy={describedBy}
          onPress={() => mine.openTokens(userTokens(dataCenter.base, dataCenter.product))}
        >
          {t('dc_tokens', siteName(request.site))}
        </Button>
      )}
      {target('withdraw', status) && (
        <AskFirst
          act={t('banner_withdraw')}
          question={t('mine_withdrawAsk')}
          yes={t('mine_withdrawYes')}
          no={t('ui_keep')}
          onYes={() => mine.withdraw(id)}
        />
      )}
    </div>
  );
}

function noteText(note: MineNote): string {
  if (note.what === 'withdrawn') return t('audit_moveWithdraw');
  if (note.what === 'problem') return problemText(note.problem);
  return passedText(note.passed) ?? t('banner_copyByHand');
}

function Note({ note }: { note: MineNote | undefined }) {
  const feedback = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    // The button that did it is gone.
    if (note?.what === 'withdrawn') feedback.current?.focus();
  }, [note]);
  const text = note?.what === 'passed' ? note.passed.text : undefined;
  return (
    <>
      <p role="status" class="feedback" tabIndex={-1} ref={feedback}>
        {note && noteText(note)}
      </p>
      {text !== undefined && <TextToCopy label={t('mine_text')} text={text} />}
    </>
  );
}

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

/** For what a newer version wrote nothing is shown. */
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
  // What is not there yet waits for nobody's decision.
  const isUnsent = WAITING.has(status) && filed.some(({ task, entry }) => entry && task === 'ask');
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
    ...((decision && isLast) || isUnsent ? [] : [{ text: statusText(request) }]),
  ];
}

interface TimelineProps {
  request: ApprovalRequest;
  filed: readonly FiledView[];
  now: number;
}

/** What became of an own request. The last step is where it is. */
function Timeline({ request, filed, now }: TimelineProps) {
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
