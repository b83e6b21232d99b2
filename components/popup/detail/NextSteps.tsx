import { useSignal } from '@preact/signals';
import { isSimilarScreen } from '../../../lib/consent/causes.ts';
import { authorizable } from '../../../lib/requests/authorize.ts';
import { connectPage } from '../../../lib/requests/connect-page.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { causeOf } from '../../../lib/requests/screen.ts';
import { nextSteps, type Step } from '../../../lib/review/next-steps.ts';
import { t, when } from '../../i18n.ts';
import { siteInWords } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import { useFocusBack } from '../../ui/use-focus-back.ts';
import type { AssessmentView } from '../assessment-model.ts';
import { HostCheck, redSigns } from '../decision/TypedHost.tsx';
import { ToggleStep } from '../toggle/ToggleStep.tsx';
import { Authorize, whyNotAuthorizable } from './Authorize.tsx';
import { DataCenterEffect } from './DataCenterSteps.tsx';
import type { DetailModel, Opened } from './detail-model.ts';
import { OtherScreenEffect } from './OtherScreenSteps.tsx';
import { SureTag } from './SureTag.tsx';
import { TakeEffect } from './TakeEffect.tsx';

const NO_PAGE = {
  loopback: 'effect_connectHow',
  scheme: 'effect_connectHow',
  unknown: 'effect_connectHow',
  agent: 'effect_connectHow',
  disputed: 'effect_noPageDisputed',
} as const;

interface EffectProps {
  detail: DetailModel;
  assessment: AssessmentView;
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
  const [first, ...rest] = nextSteps(request);
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
