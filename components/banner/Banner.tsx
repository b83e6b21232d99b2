import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { isSimilarScreen } from '../../lib/consent/causes.ts';
import type { UnknownWording } from '../../lib/consent/readers/unknown-wording.ts';
import type { RequesterView } from '../../lib/messages/types.ts';
import { MAX } from '../../lib/requests/limits.ts';
import { t } from '../i18n.ts';
import { Report } from '../report/Report.tsx';
import type { ReadyReport } from '../report/report-model.ts';
import { Field } from '../ui/Field.tsx';
import { ProblemLine } from '../ui/problem.tsx';
import { isPersons, trusted } from '../ui/trusted.ts';
import { Advice } from './Advice.tsx';
import type { BannerModel } from './banner-model.ts';
import type { BannerState } from './banner-state.ts';
import { Head } from './Head.tsx';
import { Outcome, PassButtons, statusText } from './Outcome.tsx';
import { explainText, Preview, TokensLink } from './Preview.tsx';

interface BannerProps {
  model: BannerModel;
  /** puts text on the clipboard; rejects where the page forbids it */
  copy: (text: string) => Promise<void>;
  /** a report of the page as it is now; absent: none can be made here */
  report?: () => ReadyReport;
}

/** Words that no reader knows: the person is asked, and never told. */
function AskUnknown({ model, perhaps }: { model: BannerModel; perhaps: UnknownWording }) {
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

/** A click that was meant for something else must not send: the buttons wait this long, in ms. */
const GUARD = 500;

interface FormProps {
  model: BannerModel;
  consent: BlockedConsent;
}

interface RequestFormProps extends FormProps {
  /** an earlier request that nobody decided in time */
  expired: RequesterView | undefined;
}

/** Ask; then why, who, what exactly will be sent, and the ways to send it. */
function RequestForm({ model, consent, expired }: RequestFormProps) {
  if (model.formOpen.value) return <Form model={model} consent={consent} />;
  return (
    <>
      {expired && (
        <p role="status" class="status expired">
          {statusText(expired)}
        </p>
      )}
      {model.withdrawn.value && <Withdrawn />}
      {!isSimilarScreen(consent.cause) && <p>{explainText(consent)}</p>}
      <ProblemLine problem={model.problem.value} />
      <div class="actions">
        <AskButton model={model} />
      </div>
    </>
  );
}

function Withdrawn() {
  const words = useRef<HTMLParagraphElement>(null);
  // The button that did it is gone.
  useLayoutEffect(() => words.current?.focus(), []);
  return (
    <p role="status" class="status" tabIndex={-1} ref={words}>
      {t('audit_moveWithdraw')}
    </p>
  );
}

function AskButton({ model }: { model: BannerModel }) {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    if (model.closedNow.value) button.current?.focus();
    model.closedNow.value = false;
  }, [model]);
  return (
    <button type="button" class="main" ref={button} onClick={trusted(() => model.openForm())}>
      {t('banner_ask')}
    </button>
  );
}

function Form({ model, consent }: FormProps) {
  const ready = useSignal(false);
  const first = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const timer = setTimeout(() => {
      ready.value = true;
    }, GUARD);
    return () => clearTimeout(timer);
  }, [ready]);
  useLayoutEffect(() => {
    // The person just pressed Request approval: what they want next is the first box, and what they
    // type at once goes there. A form that came back by itself after a reload takes no focus.
    if (model.askedNow.value) first.current?.querySelector('textarea')?.focus();
    model.askedNow.value = false;
  }, [model]);
  const edited = () => model.edited();
  const site = model.ask.value?.site ?? '';
  // No submit button: a submit event is trusted even where a script of the page caused it.
  const send = () => {
    const { ways, to } = model.passOn.where(site);
    const [how] = ways;
    if (ready.value && model.passOn.ready() && how) model.pass(how, to).catch(() => undefined);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isPersons(event) || event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    model.closeForm();
  };
  return (
    <form onSubmit={(event) => event.preventDefault()} onKeyDown={onKeyDown}>
      <div class="fields" ref={first}>
        <Field
          label={t('banner_reason')}
          value={model.reason}
          max={MAX.reason}
          lines={2}
          onEdit={edited}
        />
        <Field
          label={t('banner_name')}
          value={model.name}
          max={MAX.name}
          onEdit={edited}
          onEnter={send}
        />
        {!consent.site && (
          <Field
            label={t('banner_site')}
            value={model.typedSite}
            max={MAX.site}
            onEdit={edited}
            onEnter={send}
          />
        )}
        {!consent.appName && (
          <Field
            label={t('banner_app')}
            value={model.typedApp}
            max={MAX.app}
            onEdit={edited}
            onEnter={send}
          />
        )}
      </div>
      {model.ask.value && <Preview ask={model.ask.value} />}
      <ProblemLine problem={model.problem.value ?? model.passOn.problem.value} />
      <div class="actions">
        <PassButtons passOn={model.passOn} pass={model.pass} site={site} unready={!ready.value} />
      </div>
    </form>
  );
}
