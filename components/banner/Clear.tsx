import type { OwnRequest } from '../../lib/messages/types.ts';
import { t } from '../i18n.ts';
import { TokensLink, wordsFor } from './data-center.tsx';
import { statusText } from './Outcome.tsx';

/** The page stands there without the block: what that means, and what is left to do. */
export function Clear({ request }: { request: OwnRequest }) {
  return (
    <>
      <p role="status" class={`status ${request.status}`} dir="auto">
        {statusText(request, false)}
      </p>
      <p class="note">
        {request.status === 'granted' ? t(wordsFor(request).grantedNote) : t('banner_unproven')}
      </p>
      <TokensLink request={request} />
    </>
  );
}
