import type { ListedDestination, WatchedView } from '../../lib/messages/channels.ts';
import { t, tn, when } from '../i18n.ts';
import { channelProblem } from '../ui/problem.tsx';
import { type WatchModel, watchable } from './watch-model.ts';

interface WatchProps {
  watch: WatchModel;
  destination: ListedDestination;
  onSwitch: (on: boolean) => void;
}

/** For a reviewer: whether what is filed there comes into their own queue. */
export function Watch({ watch, destination, onSwitch }: WatchProps) {
  if (!watchable(destination)) return null;
  const seen = watch.of(destination);
  const pending = watch.pending.value;
  const mine = pending?.label === destination.label ? pending : undefined;
  return (
    <div class="watch">
      <label class="check">
        <input
          type="checkbox"
          checked={mine?.on ?? seen !== undefined}
          aria-busy={mine !== undefined}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
        />{' '}
        {t('where_watch')}
      </label>
      {seen && <LastLook seen={seen} />}
    </div>
  );
}

function LastLook({ seen }: { seen: WatchedView }) {
  const lines = [
    ...(seen.at ? [t('where_lastLook', when(seen.at))] : []),
    ...(seen.bad > 0 ? [tn('where_bad', seen.bad)] : []),
    ...(seen.more ? [t('where_more')] : []),
  ];
  return (
    <>
      {lines.length > 0 && <p class="hint">{lines.join(' ')}</p>}
      {seen.problem && <p class="error">{channelProblem(seen.problem)}</p>}
    </>
  );
}
