import { useSignal } from '@preact/signals';
import type { ComponentProps } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Overview } from './Overview.tsx';

/** The overview, whose code is loaded when it is opened. */
export function LazyOverview(props: ComponentProps<typeof Overview>) {
  const loaded = useSignal<typeof Overview | undefined>(undefined);
  useEffect(() => {
    void import('./Overview.tsx').then((module) => {
      loaded.value = module.Overview;
    });
  }, []);
  const Loaded = loaded.value;
  return Loaded ? <Loaded {...props} /> : null;
}
