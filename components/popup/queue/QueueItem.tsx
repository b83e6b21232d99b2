import { ArrowDown, ArrowUp } from 'lucide';
import { useContext } from 'preact/hooks';
import { nameOf } from '../../../lib/requests/asks.ts';
import { deadline, WAITING } from '../../../lib/requests/moves.ts';
import type { ApprovalRequest, Requester } from '../../../lib/requests/schema.ts';
import type { Filters, QueueRow, SortOrder } from '../../../lib/review/queue-query.ts';
import { type TextKey, t, tn } from '../../i18n.ts';
import { day, shortDay, siteName, statusText } from '../../request-texts.ts';
import { Icon } from '../../ui/Icon.tsx';
import { Pages } from '../pages.ts';
import type { QueueModel } from './queue-model.ts';
import {
  peopleOf,
  ReturnHost,
  Risk,
  RowName,
  rowInWords,
  tagsOf,
  Warnings,
  waited,
} from './row-parts.tsx';

/** Shown when half of the time until expiry is over. */
export function HalfTime({ request, now }: { request: ApprovalRequest; now: number }) {
  const settings = useContext(Pages)?.settings.value;
  const until = settings && deadline(request, settings.expireAfterDays);
  if (!until || now < until.half) return null;
  return <p class="mark">{t('expiry_half', day(until.end))}</p>;
}

/** What a row needs, in whichever form it is drawn. */
interface RowProps {
  row: QueueRow;
  now: number;
  expireAfterDays: number | undefined;
  chosen: boolean;
  current: boolean;
  /** its place in the whole list, from 0 on, of so many; undefined while that is not known */
  position: number;
  total: number | undefined;
  onChoose: () => void;
  onReview: () => void;
}

/** The two controls of a row: the button is as large as the row, and lies under the checkbox. */
function RowControls({ row, now, chosen, onChoose, onReview }: RowProps) {
  const { app, id } = row.request;
  const { one } = peopleOf(row);
  const named = (key: 'many_select' | 'ui_review') => {
    const act = t(key, app.name);
    return one ? t('single_of', act, one.name || t('single_someone')) : act;
  };
  return (
    <>
      <input
        type="checkbox"
        class="choose"
        aria-label={named('many_select')}
        checked={chosen}
        onChange={onChoose}
      />
      <button
        type="button"
        class="open"
        aria-label={named('ui_review')}
        // The first look does not wait for it: dates take their time.
        title={row.worst && rowInWords(row, now)}
        data-move={id}
        onClick={onReview}
      />
    </>
  );
}

/**
 * One site and app in the reviewer's list, or what one person asked for there: two lines, as high as
 * every other. What does not fit is cut, and stands whole in the request itself.
 */
export function QueueItem(props: RowProps) {
  const { row, now, expireAfterDays, chosen, current, position, total } = props;
  const { request } = row;
  const { count, one, since } = peopleOf(row);
  return (
    <li
      class={chosen ? 'row chosen' : 'row'}
      style={{ '--at': position }}
      aria-current={current ? 'true' : undefined}
      aria-posinset={position + 1}
      aria-setsize={total ?? -1}
      data-at={position}
    >
      <RowControls {...props} />
      <div class="line">
        <h2>
          <RowName row={row} />
        </h2>
        <Risk row={row} />
        <Warnings warned={row.warned} />
        <span class="tags">
          {tagsOf(row, now, expireAfterDays).map((tag) => (
            <span key={tag} class="tag" dir="auto">
              {tag}
            </span>
          ))}
        </span>
        {WAITING.has(request.status) && <span class="waited">{waited(since, now)}</span>}
      </div>
      <p class="facts">
        <bdi class="site">{siteName(request.site)}</bdi>
        <What row={row} count={count} one={one} now={now} />
        {!one && (
          <span class="returns">
            {`${t('popup_returnsTo')} `}
            <ReturnHost request={request} />
          </span>
        )}
      </p>
    </li>
  );
}

interface WhatProps {
  row: QueueRow;
  count: number;
  one: Requester | undefined;
  now: number;
}

/** How many ask; who and why where it is about one; what became of it where it is decided. */
function What({ row, count, one, now }: WhatProps) {
  if (!WAITING.has(row.request.status)) {
    const text = statusText(row.request, (at) => shortDay(at, now));
    return <span class="as-is">{text}</span>;
  }
  if (!one) return <span class="as-is">{tn('popup_people', count)}</span>;
  return (
    <>
      <span class="asker">
        <strong>
          <bdi>{nameOf(one) || t('detail_noName')}</bdi>
        </strong>{' '}
        {one.reason && <q dir="auto">{one.reason}</q>}
      </span>
      {count > 1 && <span class="as-is">{t('single_forAll', count)}</span>}
    </>
  );
}

/** What a column sorts by, and whether that begins with the most. */
const COLUMNS: readonly { name: TextKey; sort: SortOrder; most?: true }[] = [
  { name: 'banner_rowApp', sort: 'name' },
  { name: 'banner_rowSite', sort: 'site' },
  { name: 'overview_people', sort: 'requesters', most: true },
  { name: 'popup_statusWaiting', sort: 'oldest', most: true },
  { name: 'queue_risk', sort: 'risk', most: true },
  { name: 'detail_warnings', sort: 'warnings', most: true },
  { name: 'banner_rowRedirect', sort: 'host' },
];

/** The order by time has two names of its own. */
const turned = ({ sort, reverse = false }: Filters): { by: SortOrder; back: boolean } =>
  sort === 'newest' ? { by: 'oldest', back: !reverse } : { by: sort, back: reverse };

/** The names of the columns; pressing one sorts by it, and once more the other way round. */
export function TableHead({ queue }: { queue: QueueModel }) {
  const { by, back } = turned(queue.filters.value);
  return (
    <thead>
      <tr>
        {COLUMNS.map(({ name, sort, most = false }) => {
          const isDown = most !== back;
          const order = by === sort ? (isDown ? 'descending' : 'ascending') : undefined;
          return (
            <th key={sort} scope="col" aria-sort={order}>
              <button
                type="button"
                onClick={() => queue.filter({ sort, reverse: by === sort && !back })}
              >
                {t(name)}
                {order && <Icon node={isDown ? ArrowDown : ArrowUp} />}
              </button>
            </th>
          );
        })}
      </tr>
    </thead>
  );
}

/** One request as a row of the table. */
export function TableRow(props: RowProps) {
  const { row, now, expireAfterDays, chosen, current, position } = props;
  const { request } = row;
  const { count, one, since } = peopleOf(row);
  const [tag] = tagsOf(row, now, expireAfterDays);
  return (
    <tr
      class={chosen ? 'row chosen' : 'row'}
      style={{ '--at': position }}
      aria-current={current ? 'true' : undefined}
      aria-rowindex={position + 2}
      data-at={position}
    >
      <td>
        <RowControls {...props} />
        <h2>
          <RowName row={row} />
        </h2>
        {tag && (
          <span class="tag" dir="auto">
            {tag}
          </span>
        )}
      </td>
      <td>
        <bdi>{siteName(request.site)}</bdi>
      </td>
      <td>{one ? <bdi>{one.name || t('detail_noName')}</bdi> : count}</td>
      <td>
        {WAITING.has(request.status)
          ? waited(since, now)
          : statusText(request, (at) => shortDay(at, now))}
      </td>
      <td>
        <Risk row={row} />
      </td>
      <td>
        <Warnings warned={row.warned} />
      </td>
      <td>
        <ReturnHost request={request} />
      </td>
    </tr>
  );
}
