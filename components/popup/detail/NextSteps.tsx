import { useSignal } from '@preact/signals';
import { isSimilarScreen } from '../../../lib/consent/causes.ts';
import { authorizable } from '../../../lib/requests/authorize.ts';
import { connectPage } from '../../../lib/requests/connect-page.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { causeOf } from '../../../lib/requests/screen.ts';
import { nextSteps, type StepName } from '../../../lib/review/next-steps.ts';
import { t, when } from '../../i18n.ts';
import { siteInWords } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import { useFocusBack } from '../../ui/use-focus-back.ts';
import type { AssessmentView } from '../assessment-model.ts';
import { HostCheck, redSigns } from '../decision/TypedHost.tsx';
import { ToggleStep } from '../toggle/ToggleStep.tsx';
import { Authorize } from './Authorize.tsx';
import { DataCenterEffect } from './DataCenterSteps.tsx';
import type { DetailView, Opened } from './detail-model.ts';
import { OtherScreenEffect } from './OtherScreenSteps.tsx';

const NO_PAGE = {
  loopback: 'effect_noPageLoopback',
  scheme: 'effect_noPageScheme',
  agent: 'effect_noPageAgent',
  disputed: 'effect_noPageDisputed',
  unknown: 'effect_noPageUnknown',
} as const;

interface EffectProps {
  detail: DetailView;
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
  return (
    <fieldset class="effect" aria-labelledby="effect-heading">
      <h3 id="effect-heading">{t('effect_group')}</h3>
      <p role="status" class="feedback">
        {request.authorisedAt && t('effect_authorised', when(request.authorisedAt))}
      </p>
      <ol>
        {nextSteps(request).map(({ name, sure }) => (
          <li key={name}>
            <OneStep name={name} detail={detail} assessment={assessment} request={request} />
            {(name !== 'authorize' || authorizable(request).ok) && (
              <p class="hint">{t(`effect_sure_${sure}`)}</p>
            )}
          </li>
        ))}
      </ol>
      <h4>{t('effect_notes')}</h4>
      <ul>
        <li>{t('effect_noteAccess')}</li>
        <li>{t('effect_noteSite')}</li>
        <li>{t('effect_noteSaid')}</li>
        <li>{t('effect_noteElsewhere')}</li>
      </ul>
      <p class="hint">{t('effect_verified')}</p>
    </fieldset>
  );
}

function OneStep({ name, detail, assessment, request }: EffectProps & { name: StepName }) {
  switch (name) {
    case 'connect':
      return <Connect detail={detail} assessment={assessment} request={request} />;
    case 'authorize':
      return <Authorize authorize={detail.authorize} assessment={assessment} request={request} />;
    case 'connected-apps':
      return <ConnectedApps detail={detail} request={request} />;
    case 'allow-user-apps':
      return <ToggleStep request={request} />;
  }
}

function ConnectedApps({ detail, request }: Omit<EffectProps, 'assessment'>) {
  const site = siteInWords(request.site);
  return (
    <>
      <Button onPress={detail.openConnectedApps}>{t('effect_connected')}</Button>
      <p>{t('effect_connectedHow')}</p>
      <p>
        {t('effect_pathLabel')} <strong dir="auto">{t('effect_path', site)}</strong>
      </p>
      <p role="status" class="feedback">
        {detail.opened.value && openedText(detail.opened.value, site)}
      </p>
    </>
  );
}

function Connect({ detail, assessment, request }: EffectProps) {
  const checking = useSignal(false);
  const button = useFocusBack(checking.value);
  const signs = redSigns(assessment, request);
  const site = siteInWords(request.site);
  const page = connectPage(request);
  if (!('url' in page)) return <p>{t(NO_PAGE[page.kind], site)}</p>;
  return (
    <>
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
      </p>
      {page.kind === 'host' && (
        <p class="hint">
          {request.startPage && request.requesters[0]?.via === 'link' ? (
            <bdi>{t('effect_connectFront', request.startPage)}</bdi>
          ) : (
            t('effect_connectGuess')
          )}
        </p>
      )}
      <p>{t('effect_connectHow', site)}</p>
      <p class="hint">{t('effect_connectCompared')}</p>
      <p role="status" class="feedback bad">
        {detail.notConnected.value && problemText(detail.notConnected.value)}
      </p>
    </>
  );
}

function openedText(opened: Opened, site: string): string {
  if (opened === 'looking') return t('effect_looking', site);
  if (opened === 'exact') return t('effect_openedExact', site);
  if (opened === 'isolated') return t('effect_openedIsolated', site);
  return opened === 'front' ? t('effect_openedFront', site) : problemText(opened);
}
