import { expect, it, vi } from 'vitest';
import { createUndoModel } from '../../components/popup/decision/decision-model.ts';

it('says that a decision is undone once what was decided is read anew', async () => {
  const order: string[] = [];
  const send = vi.fn(async () => ({ ok: true, done: ['A'], failed: [] }));
  const undo = createUndoModel({ send: send as never }, async (ids) => {
    await Promise.resolve();
    order.push(`read ${ids.join()}`);
  });
  undo.feedback.subscribe((told) => {
    if (told) order.push(told);
  });
  undo.offer(['A']);
  await undo.run();
  expect(order).toEqual(['read A', 'undone']);
});
