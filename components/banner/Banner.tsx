import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { isSimilarScreen } from '../../lib/consent/causes.ts';
import type { UnknownWording } from '../../lib/consent/readers/unknown-wording.ts';
import type { RequesterView } from '../../lib/messages/types.ts';
import { t } from '../i18n.ts';
import { type ReadyReport, Report } from '../report/Report.tsx';
import { trusted } from '../ui/trusted.ts';
import { Advice } from './Advice.tsx';
import type { BannerModel } from './banner-model.ts';
import type { BannerState } from './banner-state.ts';
import { TokensLink } from './data-center.tsx';
import { Head } from './Head.tsx';
import { Outcome, statusText } from './Outcome.tsx';
import { RequestForm } from './RequestForm.tsx';

export interface BannerProps {
  model: BannerModel;
  /** puts text on the clipboard; rejects where the page forbids it */
  copy: (text: string) => Promise<void>;
  /** a report of the page as it is now; absent: none can be made here */
  report?: () => ReadyReport;
}

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
    </>
  );
}

/** The page stands there without the block: what that means, and what is left to do. */
export function Clear({ request }: { request: RequesterView }) {
  return (
    <>
      <p role="status" class={`status ${request.status}`} dir="auto">
        {statusText(request)}
      </p>
      <p class="note">
        {request.status === 'granted' ? t('banner_grantedNote') : t('banner_unproven')}
      </p>
      <TokensLink request={request} />
    </>
  );
}

/** The banner on a consent page: one region, whatever there is to say. */
export function Banner({ model, copy, report }: BannerProps) {
  const open = useSignal<ReadyReport | undefined>(undefined);
  const more = useRef<HTMLButtonElement>(null);
  const state = model.state.value;
  if (state.kind === 'quiet') return null;
  if (model.hidden.value) return <Folded model={model} />;
  const items = [
    ...(report
      ? [
          {
            label: t('report_wrong'),
            onPress: () => {
              open.value = report();
            },
          },
        ]
      : []),
    ...(model.canPass.value
      ? [{ label: t('banner_copy'), onPress: () => void model.pass('link') }]
      : []),
  ];
  return (
    <section class="card" aria-label="Countersign">
      <Head model={model} items={items} button={more} />
      {state.kind === 'clear' ? (
        <Clear request={state.request} />
      ) : state.kind === 'perhaps' ? (
        <AskUnknown model={model} perhaps={state.perhaps} />
      ) : (
        <Stopped model={model} copy={copy} state={state} />
      )}
      {open.value && (
        <Report
          report={open.value}
          copy={copy}
          onClose={() => {
            open.value = undefined;
            more.current?.focus();
          }}
        />
      )}
    </section>
  );
}

type StoppedState = Extract<BannerState, { consent: BlockedConsent }>;

/** What stops the connection: advice where it is a similar screen, a request where asking helps. */
function Stopped(props: Pick<BannerProps, 'model' | 'copy'> & { state: StoppedState }) {
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
          <Outcome model={model} request={state.request} />
        ) : (
          <RequestForm model={model} consent={consent} expired={state.expired} />
        ))}
    </>
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
