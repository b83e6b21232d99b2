import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { roomButtonId } from '../pages.ts';

/** Opens the form for a request by hand: works on whatever page. */
export function ByHandButton({ onPress }: { onPress: () => void }) {
  return (
    <Button id={roomButtonId('by-hand')} onPress={onPress}>
      {t('byhand_title')}
    </Button>
  );
}
