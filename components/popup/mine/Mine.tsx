import { useContext } from 'preact/hooks';
import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { HelpLink } from '../../ui/HelpLink.tsx';
import { ManualRequestButton } from '../manual/ManualRequest.tsx';
import { Pages } from '../pages.ts';
import { MineItem } from './MineItem.tsx';
import type { MineModel } from './mine-model.ts';

/** The person's own requests, newest first. */
export function Mine({ mine, now }: { mine: MineModel; now: number }) {
  const pages = useContext(Pages);
  const requests = mine.requests.value;
  const note = mine.note.value;
  return (
    <>
      {pages && <ManualRequestButton onPress={() => pages.enter('by-hand')} />}
      {requests.length === 0 ? (
        <>
          <p role="status" class="state">
            {t('mine_empty')}
          </p>
          <p class="empty">
            <HelpLink section="how-does-my-request-reach-my-admin" />
          </p>
        </>
      ) : (
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
      )}
      {mine.more.value && <Button onPress={mine.showMore}>{t('popup_more', 50)}</Button>}
    </>
  );
}
