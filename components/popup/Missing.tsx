import type { ReadonlySignal } from '@preact/signals';
import { problemText } from '../ui/problem.ts';

/** The address asked for a request that is not there any more. */
export function Missing({ missing }: { missing: ReadonlySignal<boolean> }) {
  return (
    <p role="status" class="said strip-said">
      {missing.value && problemText('unknown-request')}
    </p>
  );
}
