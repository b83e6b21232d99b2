import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';

/** The list of keys. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const keys: [string[], string][] = [
    [['j', 'k', '↑', '↓'], t('popup_keyMove')],
    [['Home', 'End'], t('single_keyEnds')],
    [['Enter'], t('popup_keyOpen')],
    [['x'], t('popup_keySelect')],
    [['a'], t('decide_approve')],
    [['d'], t('decide_deny')],
    [['n'], t('effect_next')],
    [['/'], t('popup_search')],
    [['Esc'], t('import_close')],
    [['?'], t('popup_keys')],
  ];
  return (
    <section class="keys" aria-labelledby="keys-heading">
      <h2 id="keys-heading" tabIndex={-1} ref={heading}>
        {t('popup_keys')}
      </h2>
      <dl>
        {keys.map(([names, does]) => (
          <div key={does}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Button onPress={onClose}>{t('import_close')}</Button>
    </section>
  );
}
