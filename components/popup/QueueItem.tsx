import { WAITING } from '../../lib/requests/moves.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { ago, t, tn } from '../text.ts';
import { Button } from '../ui/Button.tsx';
import { redirectHost } from './connect-page.ts';
import { reviewId } from './focus.ts';
import { day, siteName, statusText } from './words.ts';

interface QueueItemProps {
  request: ApprovalRequest;
  now: number;
  current: boolean;
  onReview: (request: ApprovalRequest) => void;
}

/** One site and app in the reviewer's list. */
export function QueueItem({ request, now, current, onReview }: QueueItemProps) {
  const { app, site, requesters, createdAt } = request;
  const host = redirectHost(request);
  return (
    <li class="card" aria-current={current ? 'true' : undefined}>
      <h2>
        <bdi>{app.name}</bdi>
      </h2>
      <p class="facts">
        <bdi class="site">{siteName(site)}</bdi>
        <span class="people">{tn('popup_people', requesters.length)}</span>
      </p>
      <p class="facts">
        {WAITING.has(request.status)
          ? t('popup_since', day(createdAt), ago(createdAt, now))
          : statusText(request)}
      </p>
      <p class="facts">
        {host ? (
          <>
            {t('popup_returnsTo')} <bdi class="host">{host}</bdi>
          </>
        ) : (
          t('popup_returnsUnknown')
        )}
      </p>
      {requesters.some(({ via }) => via === 'link') && <p class="mark">{t('popup_notVerified')}</p>}
      <Button
        id={reviewId(request.id)}
        move={request.id}
        label={t('popup_review', app.name)}
        onPress={() => onReview(request)}
      >
        {t('popup_reviewShort')}
      </Button>
    </li>
  );
}
