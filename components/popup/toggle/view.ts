import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import type { Problem } from '../../../lib/messages/types.ts';
import type { OpenToggle } from '../../../lib/requests/reminders.ts';

/** "User installed apps", opened for a moment, and everything that keeps it from staying open. */
export interface ToggleView {
  /** where it is open, by what was said here */
  open: ReadonlySignal<readonly OpenToggle[]>;
  /** minutes until a reminder */
  minutes: ReadonlySignal<number>;
  /** the time by which "5 minutes ago" is reckoned */
  clock: ReadonlySignal<number>;
  /** what was last done here */
  said: ReadonlySignal<'closed' | 'later' | Problem | undefined>;
  /** it was opened for this request */
  start(requestId: string): Promise<void>;
  close(requestId: string): Promise<void>;
  later(requestId: string): Promise<void>;
}

/** For what stands deep in a request: absent where there is no timer. */
export const Toggle = createContext<ToggleView | undefined>(undefined);
