import { Ellipsis } from 'lucide';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { Icon } from './Icon.tsx';
import { focusFirst, pressInMenu } from './menu-keys.ts';

export interface MenuItem {
  label: string;
  id?: string;
  onPress: () => void;
}

interface MenuProps {
  label: string;
  items: readonly MenuItem[];
}

/** What is rarely needed, behind one button (WAI-ARIA "menu button"). */
export function Menu({ label, items }: MenuProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!open) return;
    focusFirst(menu.current);
    const outside = (event: Event) => {
      if (event.target instanceof Node && !whole.current?.contains(event.target)) setOpen(false);
    };
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  function close() {
    setOpen(false);
    button.current?.focus();
  }

  return (
    <div class="menu-button" ref={whole}>
      <button
        type="button"
        class="button icon-only"
        ref={button}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown' || open) return;
          event.preventDefault();
          setOpen(true);
        }}
      >
        <Icon node={Ellipsis} />
      </button>
      {open && (
        <div
          class="menu"
          role="menu"
          id={id}
          aria-label={label}
          ref={menu}
          onKeyDown={(event) => pressInMenu(event, close, () => setOpen(false))}
        >
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              id={item.id}
              onClick={() => {
                close();
                item.onPress();
              }}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
