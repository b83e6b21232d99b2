import type { OwnRequest } from '../../lib/messages.ts';
import { t } from '../text.ts';

/** Where the connection was started, else the front page of the host the app returns to. */
export function wayBack(request: OwnRequest): string | undefined {
  if (request.startPage?.startsWith('https://')) return request.startPage;
  const host = request.redirectHost ?? '';
  return /^(?:[a-z0-9-]+\.)+[a-z][a-z0-9-]*$/.test(host) ? `https://${host}/` : undefined;
}

/** Back to the app; in words where no address is known (a program on the person's computer). */
export function TryAgain({ request }: { request: OwnRequest }) {
  const href = wayBack(request);
  if (!href) return <p class="note">{t('banner_tryInApp', request.appName)}</p>;
  return (
    <a class="main" href={href} rel="noreferrer">
      {t('banner_tryAgain')}
    </a>
  );
}
