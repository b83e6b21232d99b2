import { useLayoutEffect, useState } from 'preact/hooks';

/** Whether a media query matches; false where nothing is drawn. */
export function useMedia(query: string): boolean {
  const [, redraw] = useState(0);
  const media = globalThis.matchMedia?.(query);
  useLayoutEffect(() => {
    const list = globalThis.matchMedia?.(query);
    const listener = () => redraw((times) => times + 1);
    list?.addEventListener('change', listener);
    return () => list?.removeEventListener('change', listener);
  }, [query]);
  return media?.matches ?? false;
}
