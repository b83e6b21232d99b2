import { type ReadonlySignal, signal } from '@preact/signals';
import type { Settings } from '../../lib/requests/settings.ts';
import type { LevelOverrides } from '../../lib/review/scopes/level-overrides.ts';
import { createAuditModel } from './audit/audit-model.ts';
import { createByHandModel } from './by-hand/by-hand-model.ts';
import type { Room, RoomsView } from './pages.ts';
import type { PopupDeps } from './popup-deps.ts';
import { createRulesModel } from './rules/rules-model.ts';

export interface RoomsModel extends RoomsView {
  /** something was written: what is open is read again */
  changed(): void;
  start(): Promise<void>;
}

/** The views that take the whole page. Nothing of them is read before they are opened. */
export function createRooms(deps: PopupDeps, levels: ReadonlySignal<LevelOverrides>): RoomsModel {
  const room = signal<Room>('desk');
  const settings = signal<Settings | undefined>(undefined);
  const audit = createAuditModel(deps);
  const byHand = createByHandModel(deps);
  const rules = createRulesModel(deps, levels, () => {
    room.value = 'rules';
  });

  function read() {
    if (room.peek() === 'audit') void audit.load();
    if (room.peek() === 'rules') void rules.load();
  }

  return {
    room,
    audit,
    rules,
    byHand,
    settings,
    enter(next) {
      room.value = next;
      if (next === 'by-hand') void byHand.start();
      read();
    },
    leave() {
      room.value = 'desk';
    },
    changed: read,
    async start() {
      await rules.prepare().catch(() => undefined);
      settings.value = await deps.readSettings();
    },
  };
}
