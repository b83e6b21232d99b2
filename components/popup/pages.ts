import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Settings } from '../../lib/requests/settings.ts';
import type { AuditView } from './audit/audit-model.ts';
import type { ByHandView } from './by-hand/by-hand-model.ts';
import type { RulesView } from './rules/rules-model.ts';

/** What the popup shows instead of its two sides, or `desk` for the sides themselves. */
export type Room = 'desk' | 'audit' | 'rules' | 'by-hand';

/** The views that take the whole page, and what the sides need of them. */
export interface RoomsView {
  room: ReadonlySignal<Room>;
  audit: AuditView;
  rules: RulesView;
  byHand: ByHandView;
  /** absent until they were read */
  settings: ReadonlySignal<Settings | undefined>;
  enter(room: Room): void;
  /** back to the sides */
  leave(): void;
}

/** For what stands deep in the sides and belongs to a room: absent where there are no rooms. */
export const Rooms = createContext<RoomsView | undefined>(undefined);

/** The id of the button that opens a room. */
export const roomButtonId = (room: Room) => `open-${room}`;

/** Escape goes back, unless something inside took it, or a search box empties itself first. */
export function useEscape(back: () => void): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const field = event.target;
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      if (field instanceof HTMLInputElement && field.type === 'search' && field.value) return;
      event.preventDefault();
      back();
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [back]);
}

/** Leaving a room gives focus back to the button that opened it. */
export function useRoomReturn({ room }: RoomsView): void {
  const before = useRef<Room>('desk');
  const now = room.value;
  useLayoutEffect(() => {
    const left = before.current;
    before.current = now;
    if (now === 'desk' && left !== 'desk') document.getElementById(roomButtonId(left))?.focus();
  }, [now]);
}
