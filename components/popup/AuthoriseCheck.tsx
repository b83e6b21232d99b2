import { useSignal } from '@preact/signals';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../text.ts';
import { Button } from '../ui/Button.tsx';
import { useArmed } from '../ui/use-armed.ts';

interface AuthoriseCheckProps {
  /** where the app returns to: to be typed, so that it was read */
  host: string;
  site: string;
  /** false: it is not known whether there are warnings */
  warned: boolean;
  onYes: () => void;
  onNo: () => void;
}

const plain = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/^https:\/\/|\/$/g, '');

/** A second step for an app about which there are warnings: its return address is typed. */
export function AuthoriseCheck({ host, site, warned, onYes, onNo }: AuthoriseCheckProps) {
  const typed = useSignal('');
  const wrong = useSignal(false);
  const box = useRef<HTMLInputElement>(null);
  const armed = useArmed(host);
  const id = useId();
  useLayoutEffect(() => box.current?.focus(), []);
  const submit = () => {
    if (!armed) return;
    if (plain(typed.peek()) === plain(host)) onYes();
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
      <p id={`${id}-why`}>{t(warned ? 'authorise_check' : 'authorise_checkUnknown')}</p>
      <label for={id}>{t('authorise_type', host)}</label>
      <input
        id={id}
        ref={box}
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
          if (event.key === 'Enter' && !event.isComposing) submit();
        }}
      />
      {wrong.value && (
        <p class="error" id={`${id}-wrong`} role="alert">
          {t('authorise_wrong', host)}
        </p>
      )}
      <div class="actions">
        <Button look="danger" inactive={!armed} onPress={submit}>
          {t('authorise_open', site)}
        </Button>
        <Button onPress={onNo}>{t('decide_cancel')}</Button>
      </div>
    </fieldset>
  );
}
