import type { ComponentType } from 'preact';
import type { QueueRow } from '../../../lib/review/queue-query.ts';
import { t, tn } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { FirstModel } from '../first-model.ts';
import { Filters } from './Filters.tsx';
import type { QueueModel } from './queue-model.ts';
import { RequestList } from './RequestList.tsx';

/** The list's state in a word or two. */
function stateText(queue: QueueModel): string {
  const count = queue.count.value;
  if (queue.phase.value === 'failed') return problemText('storage-failed');
  if (queue.phase.value === 'loading' || count === undefined) return t('popup_loading');
  if (count > 0) {
    return tn(queue.filters.value.view === 'apps' ? 'popup_count' : 'single_count', count);
  }
  if (queue.filtered.value) return queue.reading.value ? t('popup_loading') : t('popup_noMatch');
  return t('popup_empty');
}

/** As high as the rows that are to come. */
function Skeleton() {
  return (
    <div class="skeleton" aria-hidden="true">
      {Array.from({ length: 8 }, (_, at) => (
        <div key={at} class="row" />
      ))}
    </div>
  );
}

export interface QueueProps {
  first: FirstModel;
  /** the request that is open beside the list */
  open: string | undefined;
  onChoose: (id: string) => void;
  onReview: (row: QueueRow) => void;
  /** what is shown of an empty queue, of what could not be read, of those that are chosen */
  more?: { Empty: ComponentType; Aside: ComponentType; Bulk: ComponentType } | undefined;
}

/** The reviewer's list with its search and filters. */
export function Queue({ first, open, onChoose, onReview, more }: QueueProps) {
  const { queue } = first;
  const shown = queue.shown.value;
  const count = queue.count.value ?? shown.length;
  const phase = queue.phase.value;
  const isNarrowed = queue.filtered.value;
  const isEmpty = phase === 'ready' && count === 0;
  const isPlain = phase === 'loading' || (count > 0 && !isNarrowed);
  return (
    <div class="list-pane">
      <Filters queue={queue} />
      <p role="status" class={isPlain ? 'visually-hidden' : isEmpty ? 'state' : 'count'}>
        {stateText(queue)}
      </p>
      {queue.decidedToo.value > 0 && !queue.reading.value && (
        <Button look="quiet" onPress={() => queue.filter({ status: 'decided' })}>
          {t('popup_decidedToo', queue.decidedToo.value)}
        </Button>
      )}
      {more && <more.Aside />}
      {isEmpty && !isNarrowed && more && <more.Empty />}
      {isEmpty && isNarrowed && !queue.reading.value && (
        <Button onPress={queue.clear}>{t('popup_clear')}</Button>
      )}
      {more && <more.Bulk />}
      {phase === 'loading' && <Skeleton />}
      {shown.length > 0 && (
        <RequestList first={first} open={open} onChoose={onChoose} onReview={onReview} />
      )}
    </div>
  );
}
