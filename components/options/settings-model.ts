import { type ReadonlySignal, signal } from '@preact/signals';
import type { Problem } from '../../lib/messages/types.ts';
import type { Settings } from '../../lib/requests/settings.ts';
import type { OptionsDeps } from './options-deps.ts';

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

export interface SettingsSurroundings extends Pick<OptionsDeps, 'send'> {
  /** whether the browser lets us notify */
  mayNotify(): Promise<boolean>;
  /** asks the person for it; must be called within a click */
  requestNotify(): Promise<boolean>;
}

export interface SettingsModel extends SettingsView {
  start(): Promise<void>;
}

/** The reviewer's settings on the options page: saved at each change. */
export function createSettingsModel({
  send,
  mayNotify,
  requestNotify,
}: SettingsSurroundings): SettingsModel {
  const settings = signal<Settings | undefined>(undefined);
  const reviewer = signal('');
  const notify = signal<boolean | undefined>(undefined);
  const said = signal<SettingsView['said']['value']>(undefined);
  return {
    settings,
    reviewer,
    notify,
    said,
    async start() {
      const heard = await send('readSettings', {});
      if (heard.ok) {
        settings.value = heard.settings;
        reviewer.value = heard.reviewer;
      } else said.value = heard.problem;
      notify.value = await mayNotify().catch(() => false);
    },
    async change(change) {
      const before = settings.peek();
      if (!before) return;
      settings.value = { ...before, ...change };
      said.value = undefined;
      const heard = await send('saveSettings', { settings: { ...before, ...change } });
      settings.value = heard.ok ? heard.settings : before;
      said.value = heard.ok ? 'saved' : heard.problem;
    },
    async nameReviewer(name) {
      if (name.trim() === reviewer.peek()) return;
      said.value = undefined;
      const heard = await send('nameReviewer', { name });
      if (heard.ok) reviewer.value = heard.reviewer;
      said.value = heard.ok ? 'saved' : heard.problem;
    },
    async askToNotify() {
      // First of all: a permission can only be asked for within the click.
      const allowed = await requestNotify().catch(() => false);
      notify.value = allowed;
      said.value = allowed ? 'saved' : 'not-allowed-to-notify';
    },
  };
}
