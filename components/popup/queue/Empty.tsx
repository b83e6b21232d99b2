import { t } from '../../i18n.ts';

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
