import { keptItem } from './kept-item.ts';

/** The newest so many are kept: nobody meets more wordings. */
const MOST = 200;

const item = keptItem<unknown>('notBlocked', []);

/** What is kept of a wording: a digest, so that no words of any page are. */
async function markOf(edition: string, wording: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${edition}|${wording}`);
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

async function read(): Promise<string[]> {
  const stored = await item.getValue();
  return Array.isArray(stored) ? stored.filter((one) => typeof one === 'string') : [];
}

/** Wordings of which the person said that they are no block. Owned by the background. */
export const notBlocked = {
  async has(edition: string, wording: string): Promise<boolean> {
    return (await read()).includes(await markOf(edition, wording));
  },
  async add(edition: string, wording: string): Promise<void> {
    const mark = await markOf(edition, wording);
    await navigator.locks.request('countersign-not-blocked', async () => {
      const others = (await read()).filter((one) => one !== mark);
      await item.setValue([...others, mark].slice(-MOST));
    });
  },
  forget: (): Promise<void> => item.removeValue(),
};
