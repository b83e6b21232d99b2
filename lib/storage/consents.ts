import * as z from 'zod/mini';
import { base64url, digestOf } from '../digest.ts';
import { App, Ulid } from '../requests/schema.ts';
import { type Database, openDatabase } from './database.ts';
import { guarded } from './request-store.ts';
import { whole } from './written.ts';

/** What the consent page of a request must show; see lib/requests/authorize.ts. */
export const ExpectedShape = z.object({
  appName: z.string(),
  clientId: z.optional(z.string()),
  scopes: App.shape.scopes,
  redirectHost: z.optional(z.string()),
  site: z.string(),
});

const Consent = z.object({
  digest: z.string(),
  requestId: Ulid,
  expected: ExpectedShape,
  at: z.number(),
  /** when its hold ends, in milliseconds since 1970 */
  until: z.number(),
  /** the id of its response block (response-blocks.ts); absent once that was removed */
  hold: z.optional(z.number()),
  outcome: z.optional(z.enum(['accepted', 'refused', 'rejected'])),
  /** digests of the addresses at which its page was seen: an opaque one says nothing of `state` */
  pages: z.array(z.string()),
});

/**
 * A consent page that we opened. It outlives the browser's memory: a tab that comes back after a
 * restart, or is opened again a week later, must be known for what it is.
 */
export type Consent = z.infer<typeof Consent>;

/** The newest so many are kept; a tab older than that has a page which expired long ago. */
const MOST_KEPT = 200;
/** A consent page is loaded again, or led through a sign-in: so many addresses of one are kept. */
const MOST_PAGES = 20;

function using<T>(work: (db: Database) => Promise<T>): Promise<T> {
  return guarded(async () => {
    const db = await openDatabase();
    try {
      return await work(db);
    } finally {
      db.close();
    }
  });
}

function sound(value: unknown): Consent | undefined {
  const parsed = z.safeParse(Consent, value);
  return parsed.success ? parsed.data : undefined;
}

/** 256 random bits, base64url. */
export function freshSecret(): string {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

/** One of `freshSecret`'s, where an address carries it in clear. */
const STATE = /[?&]state=([\w-]{43})(?![\w-])/g;
/** A sign-in carries the address it leads on to, and that may be carried once more. */
const NESTED = 3;

/** The digests of all that an address may be known by: our `state` in it, and the address itself. */
export async function marksOf(address: string): Promise<{ states: string[]; page: string }> {
  const found = new Set<string>();
  let text = address;
  for (let depth = 0; depth < NESTED; depth += 1) {
    for (const [, state = ''] of text.matchAll(STATE)) found.add(state);
    text = text.replace(/%([0-9a-f]{2})/gi, (_, hex) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
  }
  const states = await Promise.all([...found].map(digestOf));
  return { states, page: await digestOf(address.replace(/#.*/s, '')) };
}

export const consents = {
  all: (): Promise<Consent[]> =>
    using(async (db) => (await db.getAll('consents')).flatMap((one) => sound(one) ?? [])),

  one: (digest: string): Promise<Consent | undefined> =>
    using(async (db) => sound(await db.get('consents', digest))),

  /** Those whose answers are held, or were when the browser ended. */
  async held(): Promise<(Consent & { hold: number })[]> {
    return (await consents.all()).flatMap((one) =>
      one.hold === undefined ? [] : [{ ...one, hold: one.hold }],
    );
  },

  /** The one that an address belongs to. */
  async at(address: string): Promise<Consent | undefined> {
    const { states, page } = await marksOf(address);
    const all = await consents.all();
    return (
      all.find(({ digest }) => states.includes(digest)) ??
      all.find(({ pages }) => pages.includes(page))
    );
  },

  /** Keeps a new one; of those that are over, the oldest give way. */
  add: (consent: Consent): Promise<void> =>
    using(async (db) => {
      const tx = db.transaction('consents', 'readwrite', { durability: 'strict' });
      await whole(tx, async () => {
        await tx.store.put(consent);
        const over = (await tx.store.getAll())
          .filter((one) => sound(one)?.hold === undefined)
          .sort((a, b) => b.at - a.at);
        await Promise.all(over.slice(MOST_KEPT).map(({ digest }) => tx.store.delete(digest)));
      });
    }),

  /** Changes one, where there is one. */
  change: (digest: string, how: (consent: Consent) => Consent): Promise<void> =>
    using(async (db) => {
      const tx = db.transaction('consents', 'readwrite', { durability: 'strict' });
      await whole(tx, async () => {
        const found = sound(await tx.store.get(digest));
        if (found) await tx.store.put(how(found));
      });
    }),

  /** Its page was seen at this address. */
  async seenAt(digest: string, address: string): Promise<void> {
    const { page } = await marksOf(address);
    await consents.change(digest, (one) =>
      one.pages.includes(page) ? one : { ...one, pages: [...one.pages, page].slice(-MOST_PAGES) },
    );
  },

  /** Its answer is no longer blocked. */
  letGo: (digest: string): Promise<void> => consents.change(digest, ({ hold: _, ...rest }) => rest),

  drop: (digest: string): Promise<void> => using((db) => db.delete('consents', digest)),
};
