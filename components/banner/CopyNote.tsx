import { useSignal } from '@preact/signals';
import { t } from '../i18n.ts';
import { trusted } from '../ui/trusted.ts';

/** A note for somebody else: copied at a click, or shown where the page forbids copying. */
export function CopyNote({ note, copy }: { note: string; copy: (text: string) => Promise<void> }) {
  const copied = useSignal<'no' | 'yes' | 'failed'>('no');
  const doCopy = () =>
    copy(note).then(
      () => {
        copied.value = 'yes';
      },
      () => {
        copied.value = 'failed';
      },
    );
  return (
    <div class="actions">
      <button type="button" onClick={trusted(doCopy)}>
        {t('advice_copyNote')}
      </button>
      <span class="note" aria-live="polite">
        {copied.value === 'yes' ? t('advice_copied') : ''}
      </span>
      {copied.value === 'failed' && (
        <label class="byhand">
          {t('advice_copyByHand')}
          <textarea
            rows={5}
            readOnly
            value={note}
            onFocus={(event) => event.currentTarget.select()}
          />
        </label>
      )}
    </div>
  );
}
