import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';

/** How requests arrive: an empty list must not leave an admin wondering where to look. */
export function Empty({ onImport, onSample }: { onImport: () => void; onSample: () => void }) {
  return (
    <div class="empty">
      <p>{t('popup_emptyHow')}</p>
      <div class="actions">
        <Button onPress={onImport}>{t('import_open')}</Button>
        <Button onPress={onSample}>{t('welcome_try')}</Button>
      </div>
    </div>
  );
}
