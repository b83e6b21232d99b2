import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { isSimilarScreen, RESOLUTIONS } from '../../lib/consent/causes.ts';
import type { UnknownWording } from '../../lib/consent/readers/unknown-wording.ts';
import type { RequesterView } from '../../lib/messages/types.ts';
import { type TextKey, t } from '../i18n.ts';
import { Wrong } from '../report/Report.tsx';
import { trusted } from '../ui/trusted.ts';
import { Advice } from './Advice.tsx';
import type { BannerModel, BannerProps } from './banner-model.ts';
import type { BannerState } from './banner-state.ts';
import { TokensLink, wordsFor } from './data-center.tsx';
import { Outcome, statusText } from './Outcome.tsx';
import { RequestForm } from './RequestForm.tsx';

/** Words that no reader knows: the person is asked, and never told. */
export function AskUnknown({ model, perhaps }: { model: BannerModel; perhaps: UnknownWording }) {
  const say = (isBlocked: boolean) => trusted(() => model.answer(isBlocked).catch(() => undefined));
  return (
    <>
      <p>{t('perhaps_explain')}</p>
      <blockquote dir="auto">{perhaps.consent.message}</blockquote>
      <div class="actions">
        <button type="button" class="main" onClick={say(true)}>
          {t('perhaps_yes')}
        </button>
        <button type="button" onClick={say(false)}>
          {t('perhaps_no')}
        </button>
      </div>
      <p class="note">{t('perhaps_noNote')}</p>
    </>
  );
}

/** The page stands there without the block: what that means, and what is left to do. */
export function Clear({ request }: { request: RequesterView }) {
  return (
    <>
      <p role="status" class={`status ${request.status}`} dir="auto">
        {statusText(request, false)}
      </p>
      <p class="note">
        {request.status === 'granted' ? t(wordsFor(request).grantedNote) : t('banner_unproven')}
      </p>
      <TokensLink request={request} />
    </>
  );
}

/** The banner on a consent page: one region, whatever there is to say. */
export function Banner(props: BannerProps) {
  const { model } = props;
  const state = model.state.value;
  if (state.kind === 'quiet') return null;
  if (model.hidden.value) return <Folded model={model} />;
  return (
    <section class="card" aria-label="Countersign">
      <Head model={model} />
      {state.kind === 'clear' ? (
        <Clear request={state.request} />
      ) : state.kind === 'perhaps' ? (
        <AskUnknown model={model} perhaps={state.perhaps} />
      ) : (
        <Stopped {...props} state={state} />
      )}
      {props.report && <Wrong report={props.report} copy={props.copy} />}
    </section>
  );
}

type StoppedState = Extract<BannerState, { consent: BlockedConsent }>;

/** What stops the connection: advice where it is a similar screen, a request where asking helps. */
function Stopped(props: BannerProps & { state: StoppedState }) {
  const { model, state, copy } = props;
  const { consent } = state;
  const { cause, via } = consent;
  return (
    <>
      {via && (
        <p class="note" dir="auto">
          {t('banner_via', via.name)}
        </p>
      )}
      {isSimilarScreen(cause) && <Advice consent={consent} cause={cause} copy={copy} />}
      {state.kind === 'blocked' &&
        (state.request ? (
          <Outcome {...props} request={state.request} />
        ) : (
          <RequestForm model={model} consent={consent} expired={state.expired} />
        ))}
    </>
  );
}

function headline(state: BannerState): TextKey {
  if (state.kind === 'perhaps') return 'perhaps_headline';
  if ('consent' in state && isSimilarScreen(state.consent.cause)) {
    return RESOLUTIONS[state.consent.cause].title;
  }
  const works = state.kind === 'clear' && state.request.status === 'granted';
  if (works) return 'banner_clearHeadline';
  const about = 'consent' in state ? state.consent : state.kind === 'clear' ? state.request : {};
  return wordsFor(about).headline;
}

function Head({ model }: { model: BannerModel }) {
  const state = model.state.value;
  const { app, site } =
    'consent' in state
      ? { app: state.consent.appName, site: state.consent.site }
      : state.kind === 'clear'
        ? { app: state.request.appName, site: state.request.site }
        : { app: undefined, site: undefined };
  const unknown = state.kind === 'advice' ? 'advice_thisApp' : 'banner_unknownApp';
  const names = [app || t(unknown), site || t('banner_unknownSite')];
  return (
    <header>
      <h2 dir="auto">{t(headline(state), ...names)}</h2>
      <button
        type="button"
        class="quiet"
        onClick={trusted(() => {
          model.hidden.value = true;
        })}
      >
        {t('banner_hide')}
      </button>
    </header>
  );
}

/** Hidden by the person: out of the way, and one click from coming back. */
function Folded({ model }: { model: BannerModel }) {
  return (
    <section class="folded" aria-label="Countersign">
      <button
        type="button"
        class="quiet"
        onClick={trusted(() => {
          model.hidden.value = false;
        })}
      >
        {t('banner_show')}
      </button>
    </section>
  );
}
