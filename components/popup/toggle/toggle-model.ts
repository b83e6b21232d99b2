import { type ReadonlySignal, signal } from '@preact/signals';
import { createContext } from 'preact';
import type { Problem } from '../../../lib/messages/types.ts';
import { DEFAULT_MINUTES, type OpenToggle } from '../../../lib/requests/reminders.ts';
import type { PopupDeps } from '../popup-deps.ts';

/** For what stands deep in a request: absent where there is no timer. */
export const Toggle = createContext<ToggleModel | undefined>(undefined);

export interface ToggleDeps extends Pick<PopupDeps, 'send'> {
  clock: ReadonlySignal<number>;
  /** asks the person to allow notifications; must be called within a click */
  requestNotify(): Promise<boolean>;
}

/** What is open of "User installed apps", and the three things to be done about it. */
export function createToggleModel({ send, clock, requestNotify }: ToggleDeps) {
  /** where it is open, by what the reviewer told */
  const open = signal<readonly OpenToggle[]>([]);
  /** until a reminder */
  const minutes = signal(DEFAULT_MINUTES);
  const feedback = signal<'closed' | 'later' | Problem | undefined>(undefined);

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
    /** the time by which "5 minutes ago" is reckoned */
    clock,
    feedback,
    /** it was opened for this request */
    async start(id: string) {
      // Both at once: a permission can only be asked for within the click, and asking may close the
      // popup before it is answered. Without it the badge still tells.
      requestNotify().catch(() => false);
      await ask('toggleOpened', id);
    },
    close: (id: string) => ask('toggleClosed', id, 'closed'),
    later: (id: string) => ask('toggleLater', id, 'later'),
    /** reads what is open again */
    async read() {
      const response = await send('readToggles', {});
      if (!response.ok) return;
      open.value = response.open;
      minutes.value = response.minutes;
    },
  };
}

export type ToggleModel = ReturnType<typeof createToggleModel>;
