import { signal } from '@preact/signals';
import type { Problem } from '../../lib/messages/types.ts';
import type { Settings } from '../../lib/requests/settings.ts';
import type { OptionsDeps } from './data-model.ts';

interface SettingsDeps extends Pick<OptionsDeps, 'send'> {
  /** whether the browser lets us notify */
  mayNotify(): Promise<boolean>;
  /** asks the person for it; must be called within a click */
  requestNotify(): Promise<boolean>;
}

export type SettingsModel = ReturnType<typeof createSettingsModel>;

/** The settings on the options page: saved at each change. */
export function createSettingsModel({ send, mayNotify, requestNotify }: SettingsDeps) {
  /** absent until they were read */
  const settings = signal<Settings | undefined>(undefined);
  /** the name under which the person decides; empty: none */
  const reviewer = signal('');
  /** whether the browser lets us notify; absent until it was asked */
  const notify = signal<boolean | undefined>(undefined);
  const feedback = signal<'saved' | 'not-allowed-to-notify' | Problem | undefined>(undefined);
  return {
    settings,
    reviewer,
    notify,
    feedback,
    async start() {
      const response = await send('readSettings', {});
      if (response.ok) {
        settings.value = response.settings;
        reviewer.value = response.reviewer;
      } else feedback.value = response.problem;
      notify.value = await mayNotify().catch(() => false);
    },
    async change(change: Partial<Settings>) {
      const before = settings.peek();
      if (!before) return;
      settings.value = { ...before, ...change };
      feedback.value = undefined;
      const response = await send('saveSettings', { settings: { ...before, ...change } });
      settings.value = response.ok ? response.settings : before;
      feedback.value = response.ok ? 'saved' : response.problem;
    },
    async nameReviewer(name: string) {
      if (name.trim() === reviewer.peek()) return;
      feedback.value = undefined;
      const response = await send('nameReviewer', { name });
      if (response.ok) reviewer.value = response.reviewer;
      feedback.value = response.ok ? 'saved' : response.problem;
    },
    async askToNotify() {
      // First of all: a permission can only be asked for within the click.
      const allowed = await requestNotify().catch(() => false);
      notify.value = allowed;
      feedback.value = allowed ? 'saved' : 'not-allowed-to-notify';
    },
  };
}
