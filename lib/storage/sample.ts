import { SAMPLE_ID } from '../requests/sample.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import { indexed, openDatabase } from './database.ts';
import { guarded } from './request-store.ts';
import { whole, written } from './written.ts';

/** Puts this sample in place of the one that is there, or takes that away: with all that was noted of it. */
export async function replaceSample(sample?: ApprovalRequest): Promise<void> {
  await guarded(async () => {
    const db = await openDatabase();
    try {
      const tx = db.transaction(['requests', 'audit'], 'readwrite');
      await whole(tx, async () => {
        const audit = tx.objectStore('audit');
        const noted = await audit.index('requestId').getAllKeys(SAMPLE_ID);
        for (const key of noted) await audit.delete(key);
        await tx.objectStore('requests').delete(SAMPLE_ID);
        if (sample) await tx.objectStore('requests').put(indexed(sample));
      });
    } finally {
      db.close();
    }
  });
  await written([SAMPLE_ID]);
}
