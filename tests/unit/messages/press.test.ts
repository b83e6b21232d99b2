import { describe, expect, it } from 'vitest';
import { withPress } from '../../../lib/messages/press.ts';
import type { MessageData, MessageName } from '../../../lib/messages.ts';

const ID = '01KA0000000000000000000REQ';
const OTHER = '01KA0000000000000000000TWN';
const LOST = { ok: false, problem: 'no-worker' } as const;

/** What was sent, and what is answered next. */
function line(answers: object[]) {
  const sent: { name: MessageName; press?: string }[] = [];
  let count = 0;
  const send = withPress(
    async (name, data) => {
      sent.push({ name, ...(data as { press?: string }) });
      return (answers.shift() ?? { ok: true }) as never;
    },
    () => `press-${++count}`,
  );
  const deny = (id = ID, reason = 'No') => {
    const data: MessageData<'decideRequest'> = { id, kind: 'deny', reason };
    return send('decideRequest', data);
  };
  return { send, deny, presses: () => sent.map(({ press }) => press) };
}

describe('a press of a button', () => {
  it('has an id of its own, each time it was answered', async () => {
    const { deny, presses } = line([]);
    await deny();
    await deny();
    expect(presses()).toEqual(['press-1', 'press-2']);
  });

  it('keeps its id while its answer is lost, for this request and this alone', async () => {
    const { deny, presses } = line([LOST, { ok: true }, { ok: false, problem: 'storage-failed' }]);
    await deny();
    await deny(OTHER);
    await deny();
    await deny();
    await deny();
    expect(presses()).toEqual(['press-1', 'press-2', 'press-1', 'press-1', 'press-3']);
  });

  it('is the same for a double click that is not answered yet', async () => {
    const { deny, presses } = line([]);
    await Promise.all([deny(), deny()]);
    expect(presses()).toEqual(['press-1', 'press-1']);
  });

  it('is another one where something else is pressed meanwhile', async () => {
    const { deny, send, presses } = line([LOST]);
    await deny();
    await send('decideRequest', { id: ID, kind: 'approve', reason: '' });
    await deny();
    expect(new Set(presses()).size).toBe(3);
  });

  it('is the same for many at once, and no part of other messages', async () => {
    const { send, presses } = line([LOST, LOST]);
    const bulk: MessageData<'decideMany'> = { ids: [ID, OTHER], kind: 'deny', reason: 'No' };
    await send('decideMany', bulk);
    await send('decideMany', bulk);
    await send('readSettings', {});
    expect(presses()).toEqual(['press-1', 'press-1', undefined]);
  });
});
