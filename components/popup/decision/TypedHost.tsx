import { type Signal, useSignal } from '@preact/signals';
import type { Ref } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { redirectHost } from '../../../lib/requests/connect-page.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { Warning } from '../../../lib/review/warnings/subject.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { useArmed } from '../../ui/use-armed.ts';
import type { AssessmentView } from '../assessment-model.ts';
import { WarningList } from '../detail/Warnings.tsx';

interface HostCheckProps {
  request: ApprovalRequest;
  /** undefined: it is not known whether there are warnings */
  signs: readonly Warning[] | undefined;
  /** what the button does that goes on */
  act: string;
  onYes: () => void;
  onNo: () => void;
}

/** A second step on the way out to an app about which there are warnings. */
export function HostCheck({ request, signs, act, onYes, onNo }: HostCheckProps) {
  const typed = useSignal('');
  const wrong = useSignal(false);
  const box = useRef<HTMLInputElement>(null);
  const armed = useArmed(toType(request));
  const id = useId();
  useLayoutEffect(() => box.current?.focus(), []);
  const submit = () => {
    if (!armed) return;
    if (isTyped(typed.peek(), request)) onYes();
    else {
      wrong.value = true;
      box.current?.focus();
    }
  };
  return (
    <fieldset
      class="confirm"
      aria-labelledby={`${id}-why`}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onNo();
      }}
    >
      <p id={`${id}-why`}>{t('check_approve')}</p>
      <TypedHost
        request={request}
        signs={signs}
        typed={typed}
        wrong={wrong}
        box={box}
        onEnter={submit}
      />
      <div class="actions">
        <Button look="danger" inactive={!armed} onPress={submit}>
          {act}
        </Button>
        <Button onPress={onNo}>{t('decide_cancel')}</Button>
      </div>
    </fieldset>
  );
}

/** The red warnings about a request; undefined while it is not known whether there are any. */
export const redSigns = (
  assessment: AssessmentView,
  request: ApprovalRequest,
): Warning[] | undefined =>
  assessment.who(request)?.warnings.filter(({ severity }) => severity === 'red');

const plain = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/^https:\/\/|\/$/g, '');

/** What is to be typed: where the app returns to, or the word for it that it is not known. */
export const toType = (request: ApprovalRequest): string =>
  redirectHost(request) ?? t('check_unknown');

export const isTyped = (typed: string, request: ApprovalRequest): boolean =>
  plain(typed) === plain(toType(request));

interface TypedHostProps {
  request: ApprovalRequest;
  /** repeated right here; undefined: not known */
  signs: readonly Warning[] | undefined;
  typed: Signal<string>;
  /** it was tried with other words than what is to be typed */
  wrong: Signal<boolean>;
  box?: Ref<HTMLInputElement>;
  onEnter: () => void;
}

/**
 * The warnings once more, and a field in which the app's return host is typed, so that it was read:
 * at every button that leads out to an app or approves one.
 */
export function TypedHost({ request, signs, typed, wrong, box, onEnter }: TypedHostProps) {
  const id = useId();
  const host = redirectHost(request);
  return (
    <div class="typed-host">
      {signs && signs.length > 0 && <WarningList warnings={signs} label={t('check_again')} />}
      <label for={id}>
        {host ? t('authorise_type', host) : t('check_typeUnknown', t('check_unknown'))}
      </label>
      <input
        id={id}
        ref={box ?? null}
        type="text"
        dir="ltr"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        value={typed.value}
        aria-invalid={wrong.value}
        aria-describedby={wrong.value ? `${id}-wrong` : undefined}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          wrong.value = false;
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.isComposing) onEnter();
        }}
      />
      {wrong.value && (
        <p class="error" id={`${id}-wrong`} role="alert">
          {t('authorise_wrong', toType(request))}
        </p>
      )}
    </div>
  );
}
