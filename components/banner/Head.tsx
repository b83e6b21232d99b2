import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect, useId, useRef } from 'preact/hooks';
import { isSimilarScreen, RESOLUTIONS } from '../../lib/consent/causes.ts';
import { type TextKey, t } from '../i18n.ts';
import { focusFirst, pressInMenu } from '../ui/menu-keys.ts';
import { trusted } from '../ui/trusted.ts';
import type { BannerModel } from './banner-model.ts';
import type { BannerState } from './banner-state.ts';
import { headlineFor } from './Preview.tsx';

const SHAPES = {
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  close: 'M6 6l12 12M18 6L6 18',
} as const;

/** A small picture without a name: its button has one. Content scripts carry no set of icons. */
function Glyph({ name }: { name: keyof typeof SHAPES }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={name === 'more' ? 3 : 2}
      stroke-linecap="round"
      aria-hidden="true"
    >
      <path d={SHAPES[name]} />
    </svg>
  );
}

function headline(state: BannerState): TextKey {
  if (state.kind === 'perhaps') return 'perhaps_headline';
  if ('consent' in state && isSimilarScreen(state.consent.cause)) {
    return RESOLUTIONS[state.consent.cause].title;
  }
  const works = state.kind === 'clear' && state.request.status === 'granted';
  if (works) return 'banner_clearHeadline';
  const about = 'consent' in state ? state.consent : state.kind === 'clear' ? state.request : {};
  return headlineFor(about);
}

function namesIn(state: BannerState): string[] {
  const { app, site } =
    'consent' in state
      ? { app: state.consent.appName, site: state.consent.site }
      : state.kind === 'clear'
        ? { app: state.request.appName, site: state.request.site }
        : { app: undefined, site: undefined };
  return [app || t('banner_unknownApp'), site || t('status_someSite')];
}

export interface MenuItem {
  label: string;
  onPress: () => void;
}

interface HeadProps {
  model: BannerModel;
  items: readonly MenuItem[];
  /** the menu's button: what an item opened gives the focus back to it */
  button: RefObject<HTMLButtonElement | null>;
}

/** The headline, what is rarely needed behind one button, and the way out of the way. */
export function Head({ model, items, button }: HeadProps) {
  const state = model.state.value;
  const open = useSignal(false);
  const id = useId();
  const close = () => {
    open.value = false;
    button.current?.focus();
  };
  return (
    <header>
      <div class="head">
        <h2 dir="auto">{t(headline(state), ...namesIn(state))}</h2>
        {items.length > 0 && (
          <button
            type="button"
            class="quiet icon-only"
            ref={button}
            aria-label={t('ui_more')}
            title={t('ui_more')}
            aria-haspopup="menu"
            aria-expanded={open.value}
            aria-controls={open.value ? id : undefined}
            onClick={trusted(() => {
              open.value = !open.value;
            })}
          >
            <Glyph name="more" />
          </button>
        )}
        <button
          type="button"
          class="quiet icon-only"
          aria-label={t('banner_hide')}
          title={t('banner_hide')}
          onClick={trusted(() => {
            model.hidden.value = true;
          })}
        >
          <Glyph name="close" />
        </button>
      </div>
      {open.value && (
        <Menu id={id} items={items} onClose={close} onLeave={() => (open.value = false)} />
      )}
    </header>
  );
}

interface MenuProps {
  id: string;
  items: readonly MenuItem[];
  /** closed by the person: focus goes back */
  onClose: () => void;
  onLeave: () => void;
}

/**
 * In the banner's own flow, so that it covers nothing of the page's. A press elsewhere leaves it open:
 * it is in nobody's way.
 */
function Menu({ id, items, onClose, onLeave }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  useEffect(() => focusFirst(menu.current), []);
  return (
    <div
      class="menu"
      role="menu"
      id={id}
      aria-label={t('ui_more')}
      ref={menu}
      onKeyDown={trusted((event: KeyboardEvent) => pressInMenu(event, onClose, onLeave))}
    >
      {items.map(({ label, onPress }) => (
        <button
          key={label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class="quiet"
          onClick={trusted(() => {
            onClose();
            onPress();
          })}
        >
          {label}
        </button>
      ))}
    </div>
  );
}
