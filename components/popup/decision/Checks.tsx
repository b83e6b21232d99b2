import { type Signal, signal, useSignal } from '@preact/signals';
import type { Ref } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { redirectHost } from '../../../lib/requests/connect-page.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { Warning } from '../../../lib/review/warnings/subject.ts';
import { t } from '../../i18n.ts';
import { Button, useArmed } from '../../ui/Button.tsx';
import type { AssessmentModel } from '../assessment-model.ts';
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
  assessment: AssessmentModel,
  request: ApprovalRequest,
): Warning[] | undefined =>
  assessment.who(request)?.warnings.filter(({ severity }) => severity === 'red');

const plain = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/^https:\/\/|\/$/g, '');

/** What is to be typed: where the app returns to, or the word for it that it is not known. */
const toType = (request: ApprovalRequest): string => redirectHost(request) ?? t('check_unknown');

const isTyped = (typed: string, request: ApprovalRequest): boolean =>
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
function TypedHost({ request, signs, typed, wrong, box, onEnter }: TypedHostProps) {
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

/** A request about which there are red warnings, or (undefined) none are known yet. */
export interface Check {
  request: ApprovalRequest;
  signs: readonly Warning[] | undefined;
  /** among many: takes it out of the decision */
  onLeaveOut?: () => void;
}

/** How many are drawn at once; the others come up when those are typed or left out. */
const DRAWN = 10;

interface Slot {
  typed: Signal<string>;
  wrong: Signal<boolean>;
}

export interface Passed {
  of(request: ApprovalRequest): Slot;
  /** true where each host was typed; else the first that was not says so */
  all(): boolean;
}

/** What was typed for each; kept while the decision is being written. */
export function usePassed(checks: readonly Check[]): Passed {
  const slots = useRef(new Map<string, Slot>());
  const of = ({ id }: ApprovalRequest): Slot => {
    const slot = slots.current.get(id) ?? { typed: signal(''), wrong: signal(false) };
    slots.current.set(id, slot);
    return slot;
  };
  return {
    of,
    all() {
      const open = checks.find(({ request }) => !isTyped(of(request).typed.peek(), request));
      if (open) of(open.request).wrong.value = true;
      return open === undefined;
    },
  };
}

interface ChecksProps {
  checks: readonly Check[];
  passed: Passed;
  onEnter: () => void;
}

/** The red warnings about what is to be approved, once more, and the return host of each to type. */
export function Checks({ checks, passed, onEnter }: ChecksProps) {
  const open = checks.filter(({ request }) => !isTyped(passed.of(request).typed.value, request));
  const drawn = new Set([...checks.filter((one) => !open.includes(one)), ...open.slice(0, DRAWN)]);
  return (
    <div class="checks">
      <p>{t('check_approve')}</p>
      {checks
        .filter((one) => drawn.has(one))
        .map(({ request, signs, onLeaveOut }) => (
          <fieldset key={request.id} class="confirm" aria-label={request.app.name}>
            {onLeaveOut && (
              <p>
                <strong>
                  <bdi>{request.app.name}</bdi>
                </strong>{' '}
                <bdi>{request.site}</bdi>
              </p>
            )}
            <TypedHost request={request} signs={signs} {...passed.of(request)} onEnter={onEnter} />
            {onLeaveOut && (
              <Button
                look="quiet"
                label={t('check_leaveOutOf', request.app.name)}
                onPress={onLeaveOut}
              >
                {t('check_leaveOut')}
              </Button>
            )}
          </fieldset>
        ))}
      {open.length > DRAWN && <p class="hint">{t('detail_more', open.length - DRAWN)}</p>}
    </div>
  );
}
