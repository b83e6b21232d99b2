import { type ReadonlySignal, signal } from '@preact/signals';
import type { Settings } from '../../lib/requests/settings.ts';
import type { LevelOverrides } from '../../lib/review/scopes/level-overrides.ts';
import { createAuditModel } from './audit/audit-model.ts';
import { createManualModel } from './manual/manual-model.ts';
import type { PageName, PagesView } from './pages.ts';
import type { PopupDeps } from './popup-deps.ts';
import { createRulesModel } from './rules/rules-model.ts';

export interface PagesModel extends PagesView {
  /** Reads what is open again. @param settings true if they may have changed as well */
  changed(settings: boolean): void;
  start(): Promise<void>;
}

/** The views that take the whole page. Nothing of them is read before they are opened. */
export function createPages(deps: PopupDeps, levels: ReadonlySignal<LevelOverrides>): PagesModel {
  const page = signal<PageName>('tabs');
  const settings = signal<Settings | undefined>(undefined);
  const audit = createAuditModel(deps);
  const manual = createManualModel(deps);
  const rules = createRulesModel(deps, levels, () => {
    page.value = 'rules';
  });

  function read() {
    if (page.peek() === 'audit') void audit.load();
    if (page.peek() === 'rules') void rules.load();
  }

  async function readSettings() {
    settings.value = (await deps.readSettings()) ?? settings.peek();
  }

  return {
    page,
    audit,
    rules,
    manual,
    overview: deps,
    settings,
    enter(next) {
      page.value = next;
      if (next === 'by-hand') void manual.start();
      read();
    },
    leave() {
      page.value = 'tabs';
    },
    changed(alsoSettings) {
      read();
      if (alsoSettings && settings.peek()) void readSettings().catch(() => undefined);
    },
    async start() {
      await rules.prepare().catch(() => undefined);
      await readSettings();
    },
  };
}
