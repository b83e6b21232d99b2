import { redirectHost } from '../../lib/requests/connect-page.ts';
import { WAITING } from '../../lib/requests/moves.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { ago, t, tn } from '../text.ts';
import { Button } from '../ui/Button.tsx';
import { reviewId } from './focus.ts';
import { HalfTime } from './HalfTime.tsx';
import { LevelMark } from './LevelMark.tsx';
import { levelText } from './review-words.ts';
import type { JudgeView, ManyView } from './view.ts';
import { day, siteName, statusText, takenText } from './words.ts';

interface QueueItemProps {
  judge: JudgeView;
  many: ManyView;
  request: ApprovalRequest;
  now: number;
  current: boolean;
  onReview: (request: ApprovalRequest) => void;
}

/** One site and app in the reviewer's list. */
export function QueueItem({ judge, many, request, now, current, onReview }: QueueItemProps) {
  const { app, site, requesters, createdAt } = request;
  const host = redirectHost(request);
  return (
    <li class="card" aria-current={current ? 'true' : undefined}>
      <input
        type="checkbox"
        class="choose"
        aria-label={t('many_select', app.name)}
        checked={many.chosen.value.has(request.id)}
        onChange={() => many.toggle(request.id)}
      />
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
      {request.status === 'under-review' && <p class="facts">{takenText(request)}</p>}
      <p class="marks">
        <Signs judge={judge} request={request} />
        <HalfTime request={request} now={now} />
        {requesters.some(({ via }) => via === 'link') && (
          <span class="mark">{t('popup_notVerified')}</span>
        )}
        {request.cause === 'by-hand' && <span class="mark">{t('byhand_mark')}</span>}
      </p>
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

/** What it could do at worst, and how many signs there are that it is not from whom it says. */
function Signs({ judge, request }: { judge: JudgeView; request: ApprovalRequest }) {
  const worst = judge.worst(request);
  const warnings = judge.warnings(request);
  return (
    <>
      {worst && <LevelMark level={worst} says={t('queue_couldDo', levelText(worst))} />}
      {warnings !== undefined && warnings > 0 && (
        <span class="level warned">{tn('queue_warnings', warnings)}</span>
      )}
    </>
  );
}
