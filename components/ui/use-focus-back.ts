import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/**
 * For a button that gives its place to a question: when the question is gone, it has the focus again.
 * @param away the question stands in its place
 */
export function useFocusBack(away: boolean): RefObject<HTMLButtonElement | null> {
  const button = useRef<HTMLButtonElement>(null);
  const was = useRef(false);
  useLayoutEffect(() => {
    if (!away && was.current) button.current?.focus();
    was.current = away;
  }, [away]);
  return button;
}
