import { type Signal, signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { Warning } from '../../../lib/review/warnings/subject.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { isTyped, TypedHost } from './TypedHost.tsx';

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
