import { t, tn } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { MineItem } from './MineItem.tsx';
import type { MineView } from './mine-model.ts';

/** The person's own requests, newest first. */
export function Mine({ mine, now }: { mine: MineView; now: number }) {
  const requests = mine.requests.value;
  const note = mine.note.value;
  if (requests.length === 0) {
    return (
      <>
        <p role="status" class="state">
          {t('mine_empty')}
        </p>
        <p class="empty">{t('mine_emptyHow')}</p>
      </>
    );
  }
  return (
    <>
      <ul class="requests" aria-label={t('popup_list')}>
        {requests.map((request) => (
          <MineItem
            key={request.id}
            mine={mine}
            request={request}
            now={now}
            isNew={mine.news.value.has(request.id)}
            note={note?.id === request.id ? note : undefined}
          />
        ))}
      </ul>
      {mine.more.value && <Button onPress={mine.showMore}>{tn('popup_more', 50)}</Button>}
    </>
  );
}
