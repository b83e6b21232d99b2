import { t } from '../text.ts';
import { Clear } from './Clear.tsx';
import type { BannerModel } from './model.ts';
import { Outcome } from './Outcome.tsx';
import type { BannerProps } from './props.ts';
import { RequestForm } from './RequestForm.tsx';
import { trusted } from './trusted.ts';
import { Unsure } from './Unsure.tsx';
import { Wrong } from './Wrong.tsx';

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
        <Unsure model={model} perhaps={state.perhaps} />
      ) : state.request ? (
        <Outcome {...props} request={state.request} />
      ) : (
        <RequestForm model={model} consent={state.consent} />
      )}
      {props.report && <Wrong report={props.report} copy={props.copy} />}
    </section>
  );
}

function Head({ model }: { model: BannerModel }) {
  const state = model.state.value;
  const { app, site } =
    state.kind === 'blocked'
      ? { app: state.consent.appName, site: state.consent.site }
      : state.kind === 'clear'
        ? { app: state.request.appName, site: state.request.site }
        : { app: undefined, site: undefined };
  const works = state.kind === 'clear' && state.request.status === 'granted';
  const names = [app || t('banner_unknownApp'), site || t('banner_unknownSite')];
  return (
    <header>
      <h2 dir="auto">
        {state.kind === 'perhaps'
          ? t('perhaps_headline')
          : works
            ? t('banner_clearHeadline', ...names)
            : t('banner_headline', ...names)}
      </h2>
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
