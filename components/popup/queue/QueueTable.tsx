import { ArrowDown, ArrowUp } from 'lucide';
import { WAITING } from '../../../lib/requests/moves.ts';
import type { Filters, SortOrder } from '../../../lib/review/queue-query.ts';
import { type TextKey, t } from '../../i18n.ts';
import { shortDay, siteName, statusText } from '../../request-texts.ts';
import { Icon } from '../../ui/Icon.tsx';
import { RowControls, type RowProps } from './QueueItem.tsx';
import type { QueueModel } from './queue-model.ts';
import { AppName, peopleOf, ReturnHost, Risk, tagsOf, Warnings, waited } from './row-parts.tsx';

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
          <AppName row={row} />
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
