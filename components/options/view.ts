import type { ReadonlySignal } from '@preact/signals';
import type { Problem } from '../../lib/messages.ts';

/** What the options page shows and can do. */
export interface OptionsView {
  /** absent while they are being counted */
  counts: ReadonlySignal<{ requests: number; aside: number } | 'failed' | undefined>;
  /** what was last done */
  said: ReadonlySignal<'erased' | { file: string } | Problem | undefined>;
  exportAll(): Promise<void>;
  eraseAll(): Promise<void>;
}
