import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { isSimilarScreen } from '../../../lib/consent/causes.ts';
import { liveAsks } from '../../../lib/requests/asks.ts';
import { authorizable } from '../../../lib/requests/authorize.ts';
import { connectPage } from '../../../lib/requests/connect-page.ts';
import type { ApprovalRequest, DecisionKind } from '../../../lib/requests/schema.ts';
import { causeOf } from '../../../lib/requests/screen.ts';
import { nextSteps, type Step } from '../../../lib/review/next-steps.ts';
import { t, when } from '../../i18n.ts';
import { DECISIONS, decidedWord, siteInWords, statusText } from '../../request-texts.ts';
import { Button, useFocusBack } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { AssessmentModel } from '../assessment-model.ts';
import { HostCheck, redSigns } from '../decision/Checks.tsx';
import { SureTag } from '../queue/row-parts.tsx';
import { ByRule } from '../rules/Rules.tsx';
import { ToggleStep } from '../toggle/OpenToggles.tsx';
import type { DetailModel, Opened } from './detail-model.ts';
import {
  Answer,
  Authorize,
  DataCenterEffect,
  OtherScreenEffect,
  TakeEffect,
  whyNotAuthorizable,
} from './TakeEffect.tsx';

const STEPS = [
  'effect_stepAsked',
  'popup_statusApproved',
  'effect_stepEffect',
  'audit_moveGrant',
] as const;

/** How far an approval has come; the step that is next has `aria-current`. */
function Steps({ request }: { request: ApprovalRequest }) {
  const done = request.status === 'granted' ? 4 : request.authorisedAt ? 3 : 2;
  return (
    <ol class="progress" aria-label={t('effect_steps')}>
      {STEPS.map((key, at) => (
        <li key={key} class={at < done ? 'done' : undefined} aria-current={at === done && 'step'}>
          {t(key)}
        </li>
      ))}
    </ol>
  );
}

interface ResultProps {
  detail: DetailModel;
  assessment: AssessmentModel;
  request: ApprovalRequest;
}

/** What was done just now, and what is left to do. */
function doneText(outcome: DecisionKind, request: ApprovalRequest): string {
  const isYes = outcome === 'approve';
  // Whom Jira knows, Jira tells: the answer is on its way by itself.
  const isTold = liveAsks(request.requesters).every(({ verified }) => verified);
  if (isTold && !isYes) return statusText(request);
  const works = isYes && request.status === 'granted';
  return t(works ? 'decide_doneApproveWorks' : DECISIONS[outcome].done, decidedWord(outcome));
}

/** What was decided and what is to be done now. */
export function Result({ detail, assessment, request }: ResultProps) {
  const { status, decision } = request;
  const outcome = detail.outcome.value;
  const feedback = useRef<HTMLParagraphElement>(null);
  useLayoutEffect(() => {
    if (!outcome || !feedback.current) return;
    // What is to be done now stands below it, however far one had read.
    window.scrollTo({ top: 0 });
    const pane = feedback.current.closest('.detail');
    if (pane) pane.scrollTop = 0;
    feedback.current.focus();
  }, [outcome]);
  const rule = <ByRule request={request} warned={assessment.warnings(request)} />;
  const ruled = decision?.via === 'rule';
  return (
    <div class="result">
      {outcome ? (
        <p role="status" tabIndex={-1} ref={feedback} class={`outcome ${status}`}>
          {doneText(outcome, request)}
        </p>
      ) : (
        <p class={`outcome ${status}`}>{statusText(request)}</p>
      )}
      {decision?.verified && <p class="hint">{t('filed_decidedBy', decision.verified.name)}</p>}
      {decision?.reason && <p dir="auto">{t('status_reason', decision.reason)}</p>}
      {ruled && rule}
      {(status === 'approved' || status === 'granted') && <Steps request={request} />}
      {status === 'approved' ? (
        <Effect detail={detail} assessment={assessment} request={request} />
      ) : (
        decision && <Answer detail={detail} />
      )}
      {!ruled && rule}
    </div>
  );
}

const NO_PAGE = {
  loopback: 'effect_connectHow',
  scheme: 'effect_connectHow',
  unknown: 'effect_connectHow',
  agent: 'effect_connectHow',
  disputed: 'effect_noPageDisputed',
} as const;

interface EffectProps {
  detail: DetailModel;
  assessment: AssessmentModel;
  request: ApprovalRequest;
}

/** An approval is only words until an admin has gone through the app's own connection. */
export function Effect({ detail, assessment, request }: EffectProps) {
  if (request.edition === 'data-center') {
    return <DataCenterEffect detail={detail} request={request} />;
  }
  const cause = causeOf(request);
  if (isSimilarScreen(cause)) {
    return <OtherScreenEffect detail={detail} request={request} cause={cause} />;
  }
  const steps = nextSteps(request);
  // Where it was seen to be done, the answer is next: no step is recommended any more.
  const first = request.authorisedAt ? undefined : steps[0];
  const rest = steps.filter((step) => step !== first);
  const others = rest.filter(({ name }) => name !== 'authorize' || authorizable(request).ok);
  const one = (step: Step) => (
    <OneStep step={step} detail={detail} assessment={assessment} request={request} />
  );
  return (
    <TakeEffect
      detail={detail}
      others={others.map((step) => ({ name: step.name, way: one(step) }))}
      notes={notesOn(request)}
    >
      <p role="status" class="feedback">
        {request.authorisedAt && t('effect_authorised', when(request.authorisedAt))}
      </p>
      {first && one(first)}
    </TakeEffect>
  );
}

function notesOn(request: ApprovalRequest): string[] {
  const page = connectPage(request);
  const named = page.kind === 'host' && request.requesters[0]?.via === 'link' && request.startPage;
  const why = whyNotAuthorizable(request);
  return [
    ...(named ? [t('effect_connectFront', named)] : []),
    ...(why ? [`${t('effect_authoriseNot')} ${why}`] : []),
    t('effect_noteAccess'),
    t('effect_noteSite'),
    t('effect_noteSaid'),
    t('effect_noteElsewhere'),
  ];
}

function OneStep({ step, detail, assessment, request }: EffectProps & { step: Step }) {
  const { name, sure } = step;
  switch (name) {
    case 'connect':
      return <Connect detail={detail} assessment={assessment} request={request} step={step} />;
    case 'authorize':
      return (
        <Authorize
          authorize={detail.authorize}
          assessment={assessment}
          request={request}
          sure={sure}
        />
      );
    case 'connected-apps':
      return <ConnectedApps detail={detail} request={request} step={step} />;
    case 'allow-user-apps':
      return <ToggleStep request={request} sure={sure} />;
  }
}

function ConnectedApps({
  detail,
  request,
  step,
}: Omit<EffectProps, 'assessment'> & { step: Step }) {
  const site = siteInWords(request.site);
  return (
    <>
      <p>
        {t('effect_connectedHow')} <SureTag sure={step.sure} />
      </p>
      <Button onPress={detail.openConnectedApps}>{t('effect_connected')}</Button>
      <p class="hint" dir="auto">
        {t('effect_path', site)}
      </p>
      <p role="status" class="feedback">
        {detail.opened.value && openedText(detail.opened.value, site)}
      </p>
    </>
  );
}

function Connect({ detail, assessment, request, step }: EffectProps & { step: Step }) {
  const checking = useSignal(false);
  const button = useFocusBack(checking.value);
  const signs = redSigns(assessment, request);
  const site = siteInWords(request.site);
  const page = connectPage(request);
  if (!('url' in page)) {
    return (
      <p>
        {t(NO_PAGE[page.kind], site)} {page.kind !== 'disputed' && <SureTag sure={step.sure} />}
      </p>
    );
  }
  return (
    <>
      <p>
        {t('effect_connectHow', site)} <SureTag sure={step.sure} />
      </p>
      {checking.value ? (
        <HostCheck
          request={request}
          signs={signs}
          act={t('effect_connect')}
          onYes={() => {
            checking.value = false;
            void detail.openConnect();
          }}
          onNo={() => {
            checking.value = false;
          }}
        />
      ) : (
        <Button
          look="main"
          describedBy="effect-where"
          buttonRef={button}
          onPress={() => {
            if (signs?.length === 0) void detail.openConnect();
            else checking.value = true;
          }}
        >
          {t('effect_connect')}
        </Button>
      )}
      <p class="hint" id="effect-where">
        <bdi>{t('effect_connectWhere', page.url)}</bdi>
        {page.kind === 'host' && ` · ${t('effect_connectGuess')}`}
      </p>
      <p role="status" class="feedback bad">
        {detail.notConnected.value && problemText(detail.notConnected.value)}
      </p>
    </>
  );
}

function openedText(opened: Opened, site: string): string {
  if (opened === 'looking') return t('ui_moment');
  if (opened === 'exact') return t('effect_openedExact', site);
  return opened === 'front' ? t('effect_openedFront', site) : problemText(opened);
}
