import { signal } from '@preact/signals';
import { fireEvent, render, screen, within } from '@testing-library/preact';
import { vi } from 'vitest';
import { createHostsModel } from '../../components/options/CustomHosts.tsx';
import { createOptionsModel } from '../../components/options/Data.tsx';
import { createDestinationsModel } from '../../components/options/destinations-model.ts';
import { createLevelsModel } from '../../components/options/Levels.tsx';
import { Options } from '../../components/options/Options.tsx';
import { createSettingsModel } from '../../components/options/Settings.tsx';
import { vouch } from '../../components/ui/trusted.ts';
import { DEFAULTS, type Settings } from '../../lib/requests/settings.ts';
import type { LevelOverride } from '../../lib/review/scopes/level-overrides.ts';
import { Store } from './model-support.ts';
import { NOW } from './support.ts';

interface World {
  /** what the background answers where it is not what it usually does */
  answers?: Record<string, object>;
  store?: Store;
  /** what the browser says when it is asked for a permission */
  allows?: boolean;
  /** it lets us notify already */
  mayNotify?: boolean;
}

/** The whole options page with its own models; the background and the browser stand in. */
export async function showOptions({
  answers = {},
  store = new Store(),
  allows = true,
  mayNotify = false,
}: World = {}) {
  let settings: Settings = DEFAULTS;
  let levels: readonly LevelOverride[] = [];
  const usual: Record<string, (data: never) => object> = {
    readSettings: () => ({ settings, reviewer: '' }),
    saveSettings: (data: { settings: Settings }) => {
      settings = data.settings;
      return { settings };
    },
    nameReviewer: ({ name }: { name: string }) => ({ reviewer: name.trim() }),
    listDestinations: () => ({ destinations: [], badPolicy: [], unreadable: 0 }),
    watchedQueues: () => ({ queues: [] }),
    listHosts: () => ({ hosts: [], badPolicy: [], unreadable: 0 }),
    listLevels: () => ({ levels, unreadable: 0 }),
    putLevels: (data: { levels: LevelOverride[] }) => {
      levels = data.levels;
      return { levels, unreadable: 0 };
    },
    dropLevel: ({ scope }: { scope: string }) => {
      levels = levels.filter((one) => one.scope !== scope);
      return { levels, unreadable: 0 };
    },
    exportKept: () => ({ kept: { rules: [], rulesAside: [], levels, settings } }),
    importBackup: () => ({ added: 1, already: 2, bad: 1 }),
    removeSamples: () => {
      store.requests = [];
      return {};
    },
    eraseAll: () => ({}),
  };
  const send = vi.fn(async (name: string, data: object) => {
    const answer = answers[name] ?? usual[name]?.(data as never);
    if (!answer) throw new Error(`Nobody answers ${name}.`);
    return { ok: true, ...answer };
  });
  const requestHosts = vi.fn(async () => allows);
  const save = vi.fn();
  const copy = vi.fn(async (_text: string) => undefined);
  const forget = vi.fn();
  const deps = { queue: store.reader, send: send as never, now: () => NOW, save, forget };
  const data = createOptionsModel(deps);
  const settingsModel = createSettingsModel({
    send: send as never,
    mayNotify: async () => mayNotify,
    requestNotify: async () => allows,
  });
  const hosts = createHostsModel({ send: send as never, requestHosts });
  const levelsModel = createLevelsModel({ send: send as never });
  const destinations = createDestinationsModel({ send: send as never, copy, requestHosts });
  const report = {
    report: signal(undefined),
    make: vi.fn(async () => undefined),
    close: vi.fn(),
    copy: vi.fn(async () => undefined),
  };
  render(
    <Options
      data={data}
      settings={settingsModel}
      hosts={hosts}
      destinations={destinations}
      levels={levelsModel}
      report={report}
      version="1.2.3"
    />,
  );
  for (const model of [data, settingsModel, hosts, destinations, levelsModel]) await model.start();
  return { send, save, copy, forget, requestHosts, report };
}

/** The list of destinations as the background tells it. */
export const listed = (...destinations: object[]) => ({
  destinations,
  badPolicy: [],
  unreadable: 0,
});

/** Where requests go, on the page. */
export const where = () => within(screen.getByRole('region', { name: 'Where requests go' }));
/** As a person types there. */
export function typeWhere(label: string, value: string): void {
  const box = where().getByRole('textbox', { name: label }) as HTMLInputElement;
  box.value = value;
  const event = new Event('input', { bubbles: true });
  vouch(event);
  fireEvent(box, event);
}
export const pressWhere = (name: string) => fireEvent.click(where().getByRole('button', { name }));
