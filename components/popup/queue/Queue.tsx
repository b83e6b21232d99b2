import type { ReadonlySignal } from '@preact/signals';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import type { QueueRow } from '../../../lib/review/queue-query.ts';
import { t, tn } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { problemText } from '../../ui/problem.tsx';
import type { AssessmentView } from '../assessment-model.ts';
import { BulkResult } from './BulkBar.tsx';
import type { BulkView } from './bulk-model.ts';
import { Filters } from './Filters.tsx';
import type { QueueView } from './queue-model.ts';
import { RequestList } from './RequestList.tsx';

interface SelectShownProps {
  bulk: BulkView;
  shown: readonly QueueRow[];
}

/** Chooses all that is drawn, or none of it; half ticked where it is some. */
export function SelectShown({ bulk, shown }: SelectShownProps) {
  const chosen = bulk.chosen.value;
  const ids = [...new Set(shown.map(({ request }) => request.id))];
  const count = ids.filter((id) => chosen.has(id)).length;
  return (
    <label class="select-shown">
      <input
        type="checkbox"
        checked={count === ids.length}
        indeterminate={count > 0 && count < ids.length}
        onChange={() => bulk.toggleAll(ids)}
      />
      {t('many_selectShown')}
    </label>
  );
}

/** How requests arrive: an empty list must not leave an admin wondering where to look. */
export function Empty() {
  return (
    <div class="empty">
      <p>{t('popup_emptyHow')}</p>
      <p>{t('popup_emptyOpen')}</p>
      <p>{t('popup_emptyOwn')}</p>
    </div>
  );
}

interface QueueProps {
  queue: QueueView;
  assessment: AssessmentView;
  bulk: BulkView;
  clock: ReadonlySignal<number>;
  /** the request that is open beside the list */
  open: string | undefined;
  onReview: (request: ApprovalRequest) => void;
}

/** The list's state in a word or two. */
function stateText(queue: QueueView): string {
  const count = queue.count.value;
  if (queue.phase.value === 'failed') return problemText('storage-failed');
  if (queue.phase.value === 'loading') return t('popup_loading');
  if (count === undefined) return t('popup_loading');
  if (count > 0) {
    return tn(queue.filters.value.view === 'apps' ? 'popup_count' : 'single_count', count);
  }
  if (queue.filtered.value) return queue.reading.value ? t('popup_loading') : t('popup_noMatch');
  return t('popup_empty');
}

/** The reviewer's list with its search and filters. */
export function Queue({ queue, assessment, bulk, clock, open, onReview }: QueueProps) {
  const shown = queue.shown.value;
  const count = queue.count.value ?? shown.length;
  const ready = queue.phase.value === 'ready';
  return (
    <div class="list-pane">
      <Filters queue={queue} />
      <p role="status" class={ready && count > 0 ? 'count' : 'state'}>
        {stateText(queue)}
      </p>
      {queue.decidedToo.value > 0 && !queue.reading.value && (
        <Button look="quiet" onPress={() => queue.filter({ status: 'decided' })}>
          {tn('popup_decidedToo', queue.decidedToo.value)}
        </Button>
      )}
      {queue.quarantined.value > 0 && (
        <p class="hint">{tn('popup_unreadable', queue.quarantined.value)}</p>
      )}
      {ready && count === 0 && !queue.filtered.value && <Empty />}
      {ready && count === 0 && queue.filtered.value && !queue.reading.value && (
        <Button onPress={queue.clear}>{t('popup_clear')}</Button>
      )}
      {shown.length > 0 && <SelectShown bulk={bulk} shown={shown} />}
      <BulkResult bulk={bulk} queue={queue} />
      {shown.length > 0 && (
        <RequestList
          queue={queue}
          assessment={assessment}
          bulk={bulk}
          now={clock.value}
          open={open}
          onReview={onReview}
        />
      )}
    </div>
  );
}
