import { useSignal } from '@preact/signals';
import { t } from '../text.ts';
import type { Share } from './banner-state.ts';
import { trusted } from './trusted.ts';

interface ShareProps {
  share: Share | undefined;
  copy: (text: string) => Promise<void>;
  /** opens the mail program; the address is a `mailto:` of our own making */
  mail: (address: string) => void;
  /** passing the link on is what is to be done next */
  next: boolean;
}

/** The link that carries the request: copied, mailed, or shown where copying is forbidden. */
export function ShareButtons({ share, copy, mail, next }: ShareProps) {
  const copied = useSignal<'no' | 'yes' | 'failed'>('no');
  if (!share) return null;
  const doCopy = () =>
    copy(share.link).then(
      () => {
        copied.value = 'yes';
      },
      () => {
        copied.value = 'failed';
      },
    );
  return (
    <>
      <button type="button" class={next ? 'main' : ''} onClick={trusted(doCopy)}>
        {t('banner_copy')}
      </button>
      <button type="button" onClick={trusted(() => mail(share.mailto))}>
        {t('banner_email')}
      </button>
      <span class="note" aria-live="polite">
        {copied.value === 'yes' ? t('banner_copied') : ''}
      </span>
      {copied.value === 'failed' && (
        <label class="byhand">
          {t('banner_copyByHand')}
          <input
            type="text"
            readOnly
            value={share.link}
            onFocus={(event) => event.currentTarget.select()}
          />
        </label>
      )}
    </>
  );
}
