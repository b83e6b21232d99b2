import { AuditLog } from './audit/AuditLog.tsx';
import { ByHand } from './by-hand/ByHand.tsx';
import type { Room, RoomsView } from './pages.ts';
import { Rules } from './rules/Rules.tsx';

/** The view that takes the whole page in place of the two sides. */
export function RoomPage({ rooms, room }: { rooms: RoomsView; room: Exclude<Room, 'desk'> }) {
  if (room === 'audit') return <AuditLog audit={rooms.audit} onBack={rooms.leave} />;
  if (room === 'by-hand') return <ByHand view={rooms.byHand} onBack={rooms.leave} />;
  return <Rules rules={rooms.rules} onBack={rooms.leave} />;
}
