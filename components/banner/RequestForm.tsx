import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { isSimilarScreen } from '../../lib/consent/causes.ts';
import type { RequesterView } from '../../lib/messages/types.ts';
import { MAX } from '../../lib/requests/limits.ts';
import { t } from '../i18n.ts';
import { Field } from '../ui/Field.tsx';
import { ProblemLine } from '../ui/problem.tsx';
import { trusted } from '../ui/trusted.ts';
import type { BannerModel } from './banner-model.ts';
import { explainText } from './data-center.tsx';
import { statusText } from './Outcome.tsx';
import { Preview } from './Preview.tsx';

/** A click that was meant for something else must not send: the button waits this long, in ms. */
const GUARD = 500;

interface FormProps {
  model: BannerModel;
  consent: BlockedConsent;
}

interface RequestFormProps extends FormProps {
  /** an earlier request that nobody decided in time */
  expired: RequesterView | undefined;
}

/** Ask, why, who, what exactly will be sent, send. */
export function RequestForm({ model, consent, expired }: RequestFormProps) {
  const open = model.formOpen.value;
  return (
    <>
      {expired && (
        <p role="status" class="status expired">
          {statusText(expired, false)}
        </p>
      )}
      {!isSimilarScreen(consent.cause) && <p>{explainText(consent)}</p>}
      {open ? (
        <Form model={model} consent={consent} />
      ) : (
        <>
          <ProblemLine problem={model.problem.value} />
          <div class="actions">
            <button type="button" class="main" onClick={trusted(() => model.openForm())}>
              {t('banner_ask')}
            </button>
          </div>
        </>
      )}
    </>
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
  useEffect(() => {
    // The person just pressed Request approval: what they want next is the first box. A form that
    // came back by itself after a reload takes no focus.
    if (model.askedNow.value) first.current?.querySelector('textarea')?.focus();
    model.askedNow.value = false;
  }, [model]);
  const edited = () => model.edited();
  // No submit button: a submit event is trusted even where a script of the page caused it.
  const send = () => {
    if (ready.value) model.submit().catch(() => undefined);
  };
  return (
    <form onSubmit={(event) => event.preventDefault()}>
      <div class="fields" ref={first}>
        <Field
          label={t('banner_reason')}
          value={model.reason}
          max={MAX.reason}
          lines={3}
          onEdit={edited}
        />
        <Field
          label={t('banner_name')}
          value={model.name}
          max={MAX.name}
          onEdit={edited}
          onEnter={send}
          hint={t('banner_nameHint')}
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
      <ProblemLine problem={model.problem.value} />
      <div class="actions">
        <button
          type="button"
          class="main"
          disabled={!ready.value || model.busy.value}
          onClick={trusted(send)}
        >
          {t('banner_send')}
        </button>
        <button
          type="button"
          onClick={trusted(() => {
            model.formOpen.value = false;
          })}
        >
          {t('banner_cancel')}
        </button>
      </div>
    </form>
  );
}
