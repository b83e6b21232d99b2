import { signal } from '@preact/signals';
import type { Failed, Problem } from '../../lib/messages/types.ts';
import type { Answers, MessageData, MessageName } from '../../lib/messages.ts';
import { DEFAULTS, type Role, type Settings } from '../../lib/requests/settings.ts';

/** What the first-run page needs of the browser; a test hands in its own. */
interface WelcomeDeps {
  send<N extends MessageName>(name: N, data: MessageData<N>): Promise<Answers[N] | Failed>;
  /** the queue in a tab, with this request open */
  openRequest(id: string): void;
}

export type WelcomeModel = ReturnType<typeof createWelcomeModel>;

/** The first-run page: what the person is here for, and the sample. */
export function createWelcomeModel({ send, openRequest }: WelcomeDeps) {
  const settings = signal<Settings>(DEFAULTS);
  const feedback = signal<'saved' | Problem | undefined>(undefined);
  return {
    settings,
    feedback,
    async start() {
      const response = await send('readSettings', {});
      if (response.ok) settings.value = response.settings;
    },
    async choose(role: Role) {
      const before = settings.peek();
      settings.value = { ...before, role };
      const response = await send('saveSettings', { settings: settings.peek() });
      settings.value = response.ok ? response.settings : before;
      feedback.value = response.ok ? 'saved' : response.problem;
    },
    async tryIt() {
      const response = await send('addSample', {});
      if (response.ok) openRequest(response.id);
      else feedback.value = response.problem;
    },
  };
}
