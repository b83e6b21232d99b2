import { t } from '../text.ts';
import { Button } from '../ui/Button.tsx';

interface FooterProps {
  optionsUrl: string;
  keysShown: boolean;
  onKeys: () => void;
  onOpenInTab?: (() => void) | undefined;
}

/** What is rarely needed. */
export function Footer({ optionsUrl, keysShown, onKeys, onOpenInTab }: FooterProps) {
  return (
    <footer class="foot">
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
