import { describe, expect, it } from 'vitest';
import {
  encodeDecisionLinks,
  encodeRequestLink,
  readLink,
} from '../../../../lib/channels/share-link/link.ts';
import { checkOf, isWhole, pack, unpack } from '../../../../lib/channels/share-link/pack.ts';
import { decisionPayload, dice, requestPayload } from '../../samples.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const FRAME = 'https://admin.atlassian.com/#countersign=1.';

/** The link with another letter in each of its places, one at a time. */
function* typos(link: string, seed: number): Generator<string> {
  const roll = dice(seed);
  for (let at = FRAME.length; at < link.length; at++) {
    const other = ALPHABET[Math.floor(roll() * 64)] ?? 'A';
    const letter = other === link[at] ? (other === 'A' ? 'B' : 'A') : other;
    yield link.slice(0, at) + letter + link.slice(at + 1);
  }
}

/** The readings of these links that are sound and say something else than they should. */
async function misread(links: Iterable<string>, meant: object): Promise<unknown[]> {
  const wrong: unknown[] = [];
  for (const link of links) {
    const read = await readLink(link);
    if (read.ok && JSON.stringify(read.payload) !== JSON.stringify(meant)) wrong.push(read.payload);
  }
  return wrong;
}

async function sound(link: string): Promise<object> {
  const read = await readLink(link);
  if (!read.ok) throw new Error(read.problem);
  return read.payload;
}

/** The JSON text in a link. */
async function inside(link: string): Promise<string> {
  const unpacked = await unpack(link.slice(FRAME.length));
  if (!unpacked.ok) throw new Error(unpacked.problem);
  return unpacked.text;
}

describe('a link with one wrong letter', () => {
  it.each([1, 2, 3, 4])('is never read as something else (%i)', async (seed) => {
    const [answer = ''] = await encodeDecisionLinks(decisionPayload());
    for (const link of [await encodeRequestLink(requestPayload()), answer]) {
      expect(await misread(typos(link, seed), await sound(link))).toEqual([]);
    }
  });

  it('could be, if it carried no mark', async () => {
    const text = await inside(await encodeRequestLink(requestPayload()));
    const { check: _, ...rest } = JSON.parse(text) as { check: string };
    const link = FRAME + (await pack(JSON.stringify(rest)));
    expect((await misread(typos(link, 1), await sound(link))).length).toBeGreaterThan(0);
  });

  it('is called damaged', async () => {
    const text = await inside(await encodeRequestLink(requestPayload()));
    const damaged = FRAME + (await pack(text.replace('Blue', 'Blua')));
    expect(await readLink(damaged)).toEqual({ ok: false, problem: 'broken' });
  });
});

describe('the mark', () => {
  it('is the CRC-32 of the other keys, in their order', () => {
    // JSON text {"a":1}, by a CRC-32 of another make (Python's zlib).
    expect(checkOf({ a: 1 })).toBe('561bacaf');
    expect(isWhole({ a: 1, check: '561bacaf' })).toBe(true);
    expect(isWhole({ check: '561bacaf', a: 1 })).toBe(true);
    expect(isWhole({ a: 2, check: '561bacaf' })).toBe(false);
    expect(isWhole({ a: 1, check: 7 })).toBe(false);
  });

  it('is not asked for: links were made before there was one', () => {
    for (const json of [{ a: 1 }, [], null, 'text', 3]) expect(isWhole(json)).toBe(true);
  });
});
