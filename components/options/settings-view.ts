import type { ReadonlySignal } from '@preact/signals';
import type { Problem } from '../../lib/messages/types.ts';
import type { Settings } from '../../lib/requests/settings.ts';

/** What the options page shows and can do about deciding. */
export interface SettingsView {
  /** absent until they were read */
  settings: ReadonlySignal<Settings | undefined>;
  /** the name under which the person decides; empty: none */
  reviewer: ReadonlySignal<string>;
  /** whether the browser lets us notify; absent until it was asked */
  notify: ReadonlySignal<boolean | undefined>;
  said: ReadonlySignal<'saved' | 'not-allowed-to-notify' | Problem | undefined>;
  change(change: Partial<Settings>): Promise<void>;
  nameReviewer(name: string): Promise<void>;
  askToNotify(): Promise<void>;
}
