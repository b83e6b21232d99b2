import { t } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';
import { type Room, roomButtonId } from './pages.ts';

interface FooterProps {
  optionsUrl: string;
  keysShown: boolean;
  onKeys: () => void;
  room: Room;
  onEnter: (room: Room) => void;
  onOpenInTab?: (() => void) | undefined;
}

/** What is rarely needed. */
export function Footer(props: FooterProps) {
  const { optionsUrl, keysShown, onKeys, room, onEnter, onOpenInTab } = props;
  return (
    <footer class="foot">
      <Button
        look="quiet"
        id={roomButtonId('audit')}
        expanded={room === 'audit'}
        onPress={() => onEnter(room === 'audit' ? 'desk' : 'audit')}
      >
        {t('audit_title')}
      </Button>
      <Button
        look="quiet"
        id={roomButtonId('rules')}
        expanded={room === 'rules'}
        onPress={() => onEnter(room === 'rules' ? 'desk' : 'rules')}
      >
        {t('rules_title')}
      </Button>
      <a href={optionsUrl} target="_blank" rel="noreferrer">
        {t('popup_options')}
      </a>
      {onOpenInTab && (
        <Button look="quiet" onPress={onOpenInTab}>
          {t('popup_openInTab')}
        </Button>
      )}
      <Button look="quiet" expanded={keysShown} onPress={onKeys}>
        {t('popup_keys')}
      </Button>
    </footer>
  );
}
