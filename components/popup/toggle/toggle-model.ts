import { type ReadonlySignal, signal } from '@preact/signals';
import { createContext } from 'preact';
import type { Problem } from '../../../lib/messages/types.ts';
import { DEFAULT_MINUTES, type OpenToggle } from '../../../lib/requests/reminders.ts';
import type { PopupDeps } from '../popup-deps.ts';

/** "User installed apps", opened for a moment, and everything that keeps it from staying open. */
export interface ToggleView {
  /** where it is open, by what the reviewer told */
  open: ReadonlySignal<readonly OpenToggle[]>;
  /** minutes until a reminder */
  minutes: ReadonlySignal<number>;
  /** the time by which "5 minutes ago" is reckoned */
  clock: ReadonlySignal<number>;
  /** what was last done here */
  feedback: ReadonlySignal<'closed' | 'later' | Problem | undefined>;
  /** it was opened for this request */
  start(requestId: string): Promise<void>;
  close(requestId: string): Promise<void>;
  later(requestId: string): Promise<void>;
}

/** For what stands deep in a request: absent where there is no timer. */
export const Toggle = createContext<ToggleView | undefined>(undefined);

export interface ToggleDeps extends Pick<PopupDeps, 'send'> {
  clock: ReadonlySignal<number>;
  /** asks the person to allow notifications; must be called within a click */
  requestNotify(): Promise<boolean>;
}

export interface ToggleModel extends ToggleView {
  /** reads what is open again */
  read(): Promise<void>;
}

/** What is open of "User installed apps", and the three things to be done about it. */
export function createToggleModel({ send, clock, requestNotify }: ToggleDeps): ToggleModel {
  const open = signal<readonly OpenToggle[]>([]);
  const minutes = signal(DEFAULT_MINUTES);
  const feedback = signal<ToggleView['feedback']['value']>(undefined);

  async function ask(
    name: 'toggleOpened' | 'toggleClosed' | 'toggleLater',
    id: string,
    done?: 'closed' | 'later',
  ) {
    feedback.value = undefined;
    const response = await send(name, { id });
    if (response.ok) {
      open.value = response.open;
      minutes.value = response.minutes;
    }
    feedback.value = response.ok ? done : response.problem;
  }

  return {
    open,
    minutes,
    clock,
    feedback,
    async start(id) {
      // Both at once: a permission can only be asked for within the click, and asking may close the
      // popup before it is answered. Without it the badge still tells.
      requestNotify().catch(() => false);
      await ask('toggleOpened', id);
    },
    close: (id) => ask('toggleClosed', id, 'closed'),
    later: (id) => ask('toggleLater', id, 'later'),
    async read() {
      const response = await send('readToggles', {});
      if (!response.ok) return;
      open.value = response.open;
      minutes.value = response.minutes;
    },
  };
}
