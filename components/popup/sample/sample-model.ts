import { signal } from '@preact/signals';
import { SAMPLE_ID } from '../../../lib/requests/sample.ts';
import type { PopupDeps } from '../popup-deps.ts';

export type SampleModel = ReturnType<typeof createSampleModel>;

/** Whether there is a sample in this browser, and taking it away. */
export function createSampleModel({ queue, send }: Pick<PopupDeps, 'queue' | 'send'>) {
  const there = signal(false);
  return {
    there,
    async read() {
      there.value = (await (await queue).one(SAMPLE_ID)).requests.length > 0;
    },
    async remove() {
      const response = await send('removeSamples', {});
      if (response.ok) there.value = false;
    },
  };
}
