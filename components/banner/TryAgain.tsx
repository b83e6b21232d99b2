import type { OwnRequest } from '../../lib/messages/types.ts';
import { t } from '../i18n.ts';

/** Back to the app; in words where no address is known (a program on the person's computer). */
export function TryAgain({ request }: { request: OwnRequest }) {
  const href = request.wayBack;
  if (!href) return <p class="note">{t('banner_tryInApp', request.appName)}</p>;
  return (
    <a class="main" href={href} rel="noreferrer">
      {t('banner_tryAgain')}
    </a>
  );
}
