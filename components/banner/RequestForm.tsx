import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { isSimilarScreen } from '../../lib/consent/causes.ts';
import type { RequesterView } from '../../lib/messages/types.ts';
import { MAX } from '../../lib/requests/limits.ts';
import { t } from '../i18n.ts';
import { Field } from '../ui/Field.tsx';
import { ProblemLine } from '../ui/problem.tsx';
import { isPersons, trusted } from '../ui/trusted.ts';
import type { BannerModel } from './banner-model.ts';
import { explainText } from './data-center.tsx';
import { statusText } from './Outcome.tsx';
import { PassButtons } from './PassButtons.tsx';
import { Preview } from './Preview.tsx';

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
export function RequestForm({ model, consent, expired }: RequestFormProps) {
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
