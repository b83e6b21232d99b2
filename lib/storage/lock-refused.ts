import * as z from 'zod/mini';
import { keptItem } from './kept-item.ts';

const Refused = z.array(z.object({ clientId: z.string(), at: z.number() }));

/** The newest so many are kept. */
const MOST = 200;
/** After a month it may be tried again, in milliseconds: Atlassian changes. */
const KEEP = 30 * 24 * 60 * 60_000;

const item = keptItem<unknown>('lockRefused', []);

async function read(): Promise<z.infer<typeof Refused>> {
  const parsed = z.safeParse(Refused, await item.getValue());
  return parsed.success ? parsed.data : [];
}

/** Clients for which Atlassian did not take a consent address with our lock (U13). */
export const lockRefused = {
  async has(clientId: string): Promise<boolean> {
    return (await read()).some((one) => one.clientId === clientId && Date.now() - one.at < KEEP);
  },
  add: (clientId: string): Promise<void> =>
    navigator.locks.request('countersign-lock-refused', async () => {
      const others = (await read()).filter((one) => one.clientId !== clientId);
      await item.setValue([...others, { clientId, at: Date.now() }].slice(-MOST));
    }),
};
