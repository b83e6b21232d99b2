import { t } from '../../i18n.ts';
import { Button } from '../../ui/Button.tsx';
import { useArmed } from '../../ui/use-armed.ts';

/** The explicit yes to deciding a request of one's own, once one was told that it is. */
export function OwnDecision({ onYes }: { onYes: () => void }) {
  const armed = useArmed('own-request');
  return (
    <Button look="danger" inactive={!armed} describedBy="decide-error" onPress={onYes}>
      {t('expiry_ownYes')}
    </Button>
  );
}
