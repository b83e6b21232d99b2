import { createContext } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { PageName, PagesModel } from './popup-model.ts';

/** For components deep inside a tab; absent where there are no pages. */
export const Pages = createContext<PagesModel | undefined>(undefined);

/** The id of the button that opens a page. */
export const pageButtonId = (page: PageName) => `open-${page}`;

/** Escape goes back, unless something inside took it, or a search box empties itself first. */
export function useEscape(back: () => void): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const field = event.target;
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      if (field instanceof HTMLInputElement && field.type === 'search' && field.value) return;
      event.preventDefault();
      back();
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [back]);
}

/** Returns focus to the button that opened the page, or to its like where that was drawn anew. */
export function useReturnFocus({ page }: PagesModel): void {
  const before = useRef<PageName>('tabs');
  const opener = useRef<Element | null>(null);
  const now = page.value;
  if (before.current === 'tabs' && now !== 'tabs') opener.current ??= document.activeElement;
  useLayoutEffect(() => {
    const left = before.current;
    before.current = now;
    if (now !== 'tabs' || left === 'tabs') return;
    const button = opener.current?.isConnected
      ? opener.current
      : document.getElementById(pageButtonId(left));
    opener.current = null;
    if (button instanceof HTMLElement) button.focus();
  }, [now]);
}
