/** What a content script got out of one storage area, and whether it could write there. */
export interface Reach {
  area: string;
  /** what it read; absent where it was refused, or there is no such area */
  read?: Record<string, unknown>;
  wrote: boolean;
}

interface Area {
  get(): Promise<Record<string, unknown>>;
  set(items: object): Promise<void>;
}

interface Api {
  tabs: { query(of: object): Promise<{ id: number }[]> };
  scripting: {
    executeScript(how: object): Promise<{ result: unknown }[]>;
  };
  storage: Record<string, Area | undefined>;
}

/**
 * Runs in a page of the extension: what a script of ours in the world of content scripts, on the
 * page with this address, gets at. It reads every storage area and writes these items into it.
 */
export async function reachFrom([url, items]: readonly [string, object]): Promise<Reach[]> {
  const { browser, chrome } = globalThis as unknown as { browser?: Api; chrome?: Api };
  const api = browser ?? chrome;
  const [tab] = (await api?.tabs.query({ url })) ?? [];
  const outcome = await api?.scripting.executeScript({
    target: { tabId: tab?.id },
    args: [items],
    func: async (planted: object) => {
      const inside = globalThis as unknown as { browser?: Api; chrome?: Api };
      const storage = (inside.browser ?? inside.chrome)?.storage;
      const reached: Reach[] = [];
      for (const area of ['local', 'sync', 'session']) {
        const found: Reach = { area, wrote: false };
        try {
          const read = await storage?.[area]?.get();
          if (read) found.read = read;
        } catch {
          // Refused: that is what is found out here.
        }
        try {
          await storage?.[area]?.set(planted);
          found.wrote = storage?.[area] !== undefined;
        } catch {
          // The same.
        }
        reached.push(found);
      }
      return reached;
    },
  });
  return (outcome?.[0]?.result ?? []) as Reach[];
}

/** What somebody would plant who wants requests to be approved, and under another name. */
export const PLANTED = {
  rules: [
    {
      v: 1,
      id: '01KA0000000000000000000RV1',
      note: 'planted',
      enabled: true,
      when: {
        clientId: 'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA',
        scopesWithin: ['read:jira-work', 'write:jira-work'],
      },
      outcome: 'approve',
      reason: '',
      createdAt: 1_790_000_000_000,
    },
  ],
  settings: { v: 1, expireAfterDays: 0, strict: false, remindMinutes: 60, panel: false },
  reviewerName: 'Mallory',
  requesterName: 'Mallory',
};
