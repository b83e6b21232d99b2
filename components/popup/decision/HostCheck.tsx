import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { Warning } from '../../../lib/review/warnings/subject.ts';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { useArmed } from '../../ui/use-armed.ts';
import { isTyped, TypedHost, toType } from './TypedHost.tsx';

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
      <p id={`${id}-why`}>{t(signs ? 'authorise_check' : 'authorise_checkUnknown')}</p>
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
