import { useContext } from 'preact/hooks';
import { liveAsks } from '../../../lib/requests/asks.ts';
import { redirectHost } from '../../../lib/requests/connect-page.ts';
import { disagreement } from '../../../lib/requests/disagree.ts';
import { deadline } from '../../../lib/requests/expire.ts';
import { WAITING } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest, Requester } from '../../../lib/requests/schema.ts';
import { causeOf } from '../../../lib/requests/screen.ts';
import type { QueueRow } from '../../../lib/review/queue-query.ts';
import { ago, t, tn } from '../../i18n.ts';
import { day, earlierText, siteName, statusText, takenText } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { LevelMark, levelText } from '../../ui/LevelBadge.tsx';
import type { AssessmentView } from '../assessment-model.ts';
import { Pages } from '../pages.ts';
import type { BulkView } from './bulk-model.ts';

/** Shown when half of the time until expiry is over. */
export function HalfTime({ request, now }: { request: ApprovalRequest; now: number }) {
  const settings = useContext(Pages)?.settings.value;
  const until = settings && deadline(request, settings.expireAfterDays);
  if (!until || now < until.half) return null;
  return <p class="mark">{t('expiry_half', day(until.end))}</p>;
}

interface QueueItemProps {
  assessment: AssessmentView;
  bulk: BulkView;
  row: QueueRow;
  now: number;
  current: boolean;
  /** its place in the whole list, from 0 on, of so many; absent while that is not known */
  position: number;
  total: number | undefined;
  onReview: (request: ApprovalRequest) => void;
}

/**
 * One site and app in the reviewer's list, or what one person asked for there. As high as every other:
 * what does not fit is cut, and stands whole in the request itself.
 */
export function QueueItem(props: QueueItemProps) {
  const { assessment, bulk, row, now, current, position, total, onReview } = props;
  const { request } = row;
  const { app, site } = request;
  const requesters = liveAsks(request.requesters);
  const asker = row.asker === undefined ? undefined : requesters[row.asker];
  const host = redirectHost(request);
  const since = asker?.at ?? request.createdAt;
  const named = (all: 'many_select' | 'popup_review', one: 'single_select' | 'single_review') =>
    asker ? t(one, app.name, asker.name || t('single_someone')) : t(all, app.name);
  return (
    <li
      class="card"
      style={{ '--at': position }}
      aria-current={current ? 'true' : undefined}
      aria-posinset={position + 1}
      aria-setsize={total ?? -1}
    >
      <input
        type="checkbox"
        class="choose"
        aria-label={named('many_select', 'single_select')}
        checked={bulk.chosen.value.has(request.id)}
        onChange={() => bulk.toggle(request.id)}
      />
      <h2>
        <bdi>{app.name}</bdi>
      </h2>
      <p class="facts">
        <bdi class="site">{siteName(site)}</bdi>
        <span class="returns">
          {host ? (
            <>
              {t('popup_returnsTo')}{' '}
              <span class="host">
                <bdi dir="ltr">{host}</bdi>
              </span>
            </>
          ) : (
            t('popup_returnsUnknown')
          )}
        </span>
      </p>
      <p class="facts">
        {asker ? null : <span class="as-is">{tn('popup_people', requesters.length)}</span>}
        {asker && <Asker asker={asker} of={requesters.length} />}
        {row.earlier && <span dir="auto">{earlierText(row.earlier)}</span>}
        {request.status === 'under-review' && <span>{takenText(request)}</span>}
        <span>
          {WAITING.has(request.status)
            ? t('popup_since', day(since), ago(since, now))
            : statusText(request)}
        </span>
      </p>
      <p class="marks">
        <Signs assessment={assessment} request={request} />
        <HalfTime request={request} now={now} />
        {(asker ? [asker] : requesters).some(({ via }) => via === 'link') && (
          <span class="mark">{t('popup_notVerified')}</span>
        )}
        {causeOf(request) === 'by-hand' && <span class="mark">{t('byhand_mark')}</span>}
      </p>
      <Button
        move={request.id}
        label={named('popup_review', 'single_review')}
        onPress={() => onReview(request)}
      >
        {t('popup_reviewShort')}
      </Button>
    </li>
  );
}

/** Who asked and why, and that a decision is not theirs alone. */
function Asker({ asker, of }: { asker: Requester; of: number }) {
  return (
    <>
      <span class="asker">
        <strong>
          <bdi>{asker.name || t('detail_noName')}</bdi>
        </strong>
        {asker.reason && (
          <>
            {' '}
            <q dir="auto">{asker.reason}</q>
          </>
        )}
      </span>
      {of > 1 && <span>{t('single_forAll', of)}</span>}
    </>
  );
}

/** What it could do at worst, and how many signs there are that it is not from whom it says. */
function Signs({ assessment, request }: { assessment: AssessmentView; request: ApprovalRequest }) {
  const worst = assessment.worst(request);
  const warnings = assessment.warnings(request);
  return (
    <>
      {worst && <LevelMark level={worst} says={t('queue_couldDo', levelText(worst))} />}
      {warnings !== undefined && warnings > 0 && (
        <span class="level warned">{tn('queue_warnings', warnings)}</span>
      )}
      {disagreement(request) && <span class="level unknown">{t('queue_disagree')}</span>}
    </>
  );
}
