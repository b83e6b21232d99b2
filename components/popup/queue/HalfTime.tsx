import { useContext } from 'preact/hooks';
import { deadline } from '../../../lib/requests/expire.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { day } from '../../request-texts.ts';
import { Rooms } from '../pages.ts';

/** Said of a request that has waited for half of the time that it may. */
export function HalfTime({ request, now }: { request: ApprovalRequest; now: number }) {
  const settings = useContext(Rooms)?.settings.value;
  const until = settings && deadline(request, settings.expireAfterDays);
  if (!until || now < until.half) return null;
  return <p class="mark">{t('expiry_half', day(until.end))}</p>;
}
