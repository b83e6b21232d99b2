import { deflateRawSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import {
  MAX_ENCODED,
  MAX_INFLATED,
  pack,
  unpack,
} from '../../../../lib/channels/share-link/pack.ts';
import { dice, letters } from '../../samples.ts';

const encode = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64url');

/** Puts a counter behind every DecompressionStream; the counter is in bytes. */
function countInflated(): { bytes: number } {
  const seen = { bytes: 0 };
  const Native = globalThis.DecompressionStream;
  class Counting {
    readable: ReadableStream<Uint8Array>;
    writable: WritableStream<BufferSource>;
    constructor(format: CompressionFormat) {
      const native = new Native(format);
      this.writable = native.writable;
      const counter = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, out) {
          seen.bytes += chunk.length;
          out.enqueue(chunk);
        },
      });
      this.readable = native.readable.pipeThrough(counter);
    }
  }
  vi.stubGlobal('DecompressionStream', Counting);
  return seen;
}

describe('packing', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('gives back every text that it packed', async () => {
    const roll = dice(1);
    for (let round = 0; round < 40; round++) {
      const text = letters(roll, Math.floor(roll() * 600), 'abc {}":é漢字👩‍🚀\n\u0000');
      expect(await unpack(await pack(text))).toEqual({ ok: true, text });
    }
  });

  it('uses only letters that no mail program and no address bar escapes', async () => {
    const roll = dice(2);
    for (let round = 0; round < 20; round++) {
      expect(await pack(letters(roll, 200, 'abcdefghij0123456789漢字'))).toMatch(/^[\w-]+$/);
    }
  });

  it('refuses more characters than a link may carry without looking at them', async () => {
    const seen = countInflated();
    const code = 'A'.repeat(MAX_ENCODED + 1);
    expect(await unpack(code)).toEqual({ ok: false, problem: 'too-long' });
    expect(seen.bytes).toBe(0);
  });

  it('stops inflating as soon as the cap is passed', async () => {
    const seen = countInflated();
    const bomb = encode(deflateRawSync(Buffer.alloc(6_000_000), { level: 9 }));
    expect(bomb.length).toBeLessThanOrEqual(MAX_ENCODED);
    expect(await unpack(bomb)).toEqual({ ok: false, problem: 'too-big-inside' });
    expect(seen.bytes).toBeGreaterThan(MAX_INFLATED);
    expect(seen.bytes).toBeLessThan(4 * MAX_INFLATED);
  });

  it('refuses the packed beginning of ten million zeros as too big, although it is cut off', async () => {
    const bomb = encode(deflateRawSync(Buffer.alloc(10_000_000), { level: 9 }));
    expect(await unpack(bomb)).toEqual({ ok: false, problem: 'too-long' });
    expect(await unpack(bomb.slice(0, MAX_ENCODED))).toEqual({
      ok: false,
      problem: 'too-big-inside',
    });
  });

  it('takes exactly the cap, and not one byte more', async () => {
    const full = 'x'.repeat(MAX_INFLATED);
    expect(await unpack(await pack(full))).toEqual({ ok: true, text: full });
    expect(await unpack(await pack(`${full}x`))).toEqual({ ok: false, problem: 'too-big-inside' });
  });

  it('calls everything else broken', async () => {
    const bad = [
      '',
      'A',
      'AAAAA',
      '____',
      'a b',
      'ab=c',
      'ab+/',
      encode(Buffer.from('ffff', 'hex')),
    ];
    for (const code of bad) expect(await unpack(code)).toEqual({ ok: false, problem: 'broken' });
  });

  it('calls a payload that is no UTF-8 broken', async () => {
    const code = encode(deflateRawSync(Buffer.from([0xff, 0xfe, 0x80])));
    expect(await unpack(code)).toEqual({ ok: false, problem: 'broken' });
  });
});
