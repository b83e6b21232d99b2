import { useLayoutEffect, useRef } from 'preact/hooks';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { useWindow } from '../../ui/use-virtual-list.ts';
import type { AssessmentView } from '../assessment-model.ts';
import { focusedPosition, focusPosition } from '../focus.ts';
import { stepFrom, stepTo } from '../shortcuts.ts';
import type { BulkView } from './bulk-model.ts';
import { QueueItem } from './QueueItem.tsx';
import type { QueueView } from './queue-model.ts';

interface RequestListProps {
  queue: QueueView;
  assessment: AssessmentView;
  bulk: BulkView;
  now: number;
  /** the request that is open beside the list */
  open: string | undefined;
  onReview: (request: ApprovalRequest) => void;
}

/** Arrow keys, Home and End go through the whole list, drawn or not. */
function onKey(queue: QueueView, event: KeyboardEvent): void {
  const here = focusedPosition() === undefined ? undefined : stepFrom(queue);
  if (here === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: Number.MAX_SAFE_INTEGER }[
    event.key
  ];
  if (to === undefined) return;
  event.preventDefault();
  stepTo(queue, to);
}

/** The part of the list that is near the screen; each row stands where its place says. */
export function RequestList({ queue, assessment, bulk, now, open, onReview }: RequestListProps) {
  const list = useRef<HTMLUListElement>(null);
  const rows = useWindow(list, queue);
  const total = queue.count.value;
  const aim = queue.aim.value;
  useLayoutEffect(() => {
    if (aim === undefined) return;
    const gone = total !== undefined && aim >= total;
    if (gone || focusPosition(aim)) queue.goTo(undefined);
  });
  return (
    <ul
      class="queue"
      ref={list}
      aria-label={t('popup_list')}
      style={{ '--rows': Math.max(total ?? 0, queue.shown.value.length) }}
      onKeyDown={(event) => onKey(queue, event)}
    >
      {rows.map(({ row, position }) => (
        <QueueItem
          key={`${row.request.id} ${row.asker ?? ''}`}
          assessment={assessment}
          bulk={bulk}
          row={row}
          now={now}
          current={row.request.id === open}
          position={position}
          total={total}
          onReview={onReview}
        />
      ))}
    </ul>
  );
}
