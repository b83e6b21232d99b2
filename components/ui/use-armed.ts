import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';

/** How long a button that has just appeared takes no click, in milliseconds. */
export const GUARD = 500;

/**
 * False for half a second after `what` changed: the second half of a double click, or a key held
 * down, must not confirm what nobody has read (Chrome's prompts guard themselves the same way).
 */
export function useArmed(what: string): boolean {
  const armedFor = useSignal<string | undefined>(undefined);
  useEffect(() => {
    const timer = setTimeout(() => {
      armedFor.value = what;
    }, GUARD);
    return () => {
      clearTimeout(timer);
      armedFor.value = undefined;
    };
  }, [what, armedFor]);
  return armedFor.value === what;
}
