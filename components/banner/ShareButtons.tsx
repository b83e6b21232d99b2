import { useSignal } from '@preact/signals';
import type { RequesterView } from '../../lib/messages/types.ts';
import { t } from '../i18n.ts';
import { trusted } from '../ui/trusted.ts';
import type { Share } from './banner-state.ts';

/** Back to the app; in words where no address is known (a program on the person's computer). */
export function TryAgain({ request }: { request: RequesterView }) {
  const href = request.wayBack;
  if (!href) return <p class="note">{t('banner_tryInApp', request.appName)}</p>;
  return (
    <a class="main" href={href} rel="noreferrer">
      {t('banner_tryAgain')}
    </a>
  );
}

interface ShareProps {
  share: Share | undefined;
  copy: (text: string) => Promise<void>;
  /** opens the mail program; the address is a `mailto:` of our own making */
  mail: (address: string) => void;
  /** passing the request on is what is to be done next */
  next: boolean;
}

/**
 * What carries the request: plain words with the link in them, which an admin without Countersign can
 * act on, and the bare link. Copied, mailed, or shown where copying is forbidden.
 */
export function ShareButtons({ share, copy, mail, next }: ShareProps) {
  const copied = useSignal<{ what: 'text' | 'link'; ok: boolean } | undefined>(undefined);
  if (!share) return null;
  const copying = (what: 'text' | 'link') =>
    trusted(() =>
      copy(share[what]).then(
        () => {
          copied.value = { what, ok: true };
        },
        () => {
          copied.value = { what, ok: false };
        },
      ),
    );
  const last = copied.value;
  return (
    <>
      <button type="button" class={next ? 'main' : ''} onClick={copying('text')}>
        {t('banner_copyMessage')}
      </button>
      <button type="button" onClick={trusted(() => mail(share.mailto))}>
        {t('banner_email')}
      </button>
      <button type="button" class="quiet" onClick={copying('link')}>
        {t('banner_copy')}
      </button>
      <span class="note" aria-live="polite">
        {last?.ok && t(last.what === 'text' ? 'banner_messageCopied' : 'banner_copied')}
      </span>
      {last && !last.ok && (
        <label class="byhand">
          {t('banner_copyByHand')}
          <textarea
            rows={last.what === 'text' ? 5 : 2}
            readOnly
            value={share[last.what]}
            onFocus={(event) => event.currentTarget.select()}
          />
        </label>
      )}
    </>
  );
}
