import { type ReadonlySignal, signal } from '@preact/signals';
import type { Room, RoomsView } from '../../components/popup/room.ts';
import type { Settings } from '../../lib/requests/settings.ts';
import type { LevelOverrides } from '../../lib/review/own-levels.ts';
import { createAuditModel } from './audit-model.ts';
import { createByHandModel } from './by-hand-model.ts';
import type { Surroundings } from './model.ts';
import { createRulesModel } from './rules-model.ts';

export interface RoomsModel extends RoomsView {
  /** something was written: what is open is read again */
  changed(): void;
  start(): Promise<void>;
}

/** The views that take the whole page. Nothing of them is read before they are opened. */
export function createRooms(
  surroundings: Surroundings,
  levels: ReadonlySignal<LevelOverrides>,
): RoomsModel {
  const room = signal<Room>('desk');
  const settings = signal<Settings | undefined>(undefined);
  const audit = createAuditModel(surroundings);
  const byHand = createByHandModel(surroundings);
  const rules = createRulesModel(surroundings, levels, () => {
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
      settings.value = await surroundings.readSettings();
    },
  };
}
