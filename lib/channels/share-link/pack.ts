import { base64url } from '../../digest.ts';

/** CRC-32 (ISO 3309; polynomial 0xEDB88320), bit by bit: links are small, and a table is not. */
function crc32(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  }
  return ~crc >>> 0;
}

/**
 * A mark over everything else in a link, to know one that was damaged on its way: DEFLATE has none
 * of its own, so a changed letter can be another sound text. Against people who change a link on
 * purpose it proves nothing, and is not meant to.
 * @returns eight hexadecimal digits: the CRC-32 of the JSON text of all other keys in their order
 */
export function checkOf(rest: object): string {
  const bytes = new TextEncoder().encode(JSON.stringify(rest));
  return crc32(bytes).toString(16).padStart(8, '0');
}

/** False for a payload that carries a mark and is not what was marked; older links carry none. */
export function isWhole(json: unknown): boolean {
  if (json === null || typeof json !== 'object' || !('check' in json)) return true;
  const { check, ...rest } = json;
  return check === checkOf(rest);
}

/** The most characters of base64url that a link may carry. */
export const MAX_ENCODED = 8192;
/** The most bytes that a link's payload may inflate to. */
export const MAX_INFLATED = 65_536;

/**
 * Deflate reaches 1 : 1032. Fed in steps of this many bytes, an implementation that inflates a
 * whole step at once (as browsers may) makes at most 66 kB before it is stopped.
 */
const STEP = 64;

/** `broken`: no base64url, no deflate stream, cut off, or no UTF-8. Sizes: see the constants. */
export type UnpackProblem = 'too-long' | 'broken' | 'too-big-inside';
export type Unpacked = { ok: true; text: string } | { ok: false; problem: UnpackProblem };

function fromBase64Url(code: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z0-9_-]+$/.test(code) || code.length % 4 === 1) return undefined;
  const binary = atob(code.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(binary, (char) => char.charCodeAt(0));
}

/** Text to base64url of its raw DEFLATE (RFC 1951). Any length; the caller checks `MAX_ENCODED`. */
export async function pack(text: string): Promise<string> {
  const packed = new Blob([text]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  return base64url(new Uint8Array(await new Response(packed).arrayBuffer()));
}

async function feed(
  writer: WritableStreamDefaultWriter<BufferSource>,
  bytes: Uint8Array<ArrayBuffer>,
) {
  for (let start = 0; start < bytes.length; start += STEP) {
    await writer.ready;
    await writer.write(bytes.subarray(start, start + STEP));
  }
  await writer.close();
}

/** Inflates up to `MAX_INFLATED` bytes and stops there: what comes after is never made. */
async function inflate(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { readable, writable } = new DecompressionStream('deflate-raw');
  const reader = readable.getReader();
  const writer = writable.getWriter();
  // The reader reports whatever the writer trips over; here it only must not go unhandled.
  feed(writer, bytes).catch(() => {});
  writer.closed.catch(() => {});
  const whole = new Uint8Array(MAX_INFLATED);
  let size = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return whole.subarray(0, size);
    if (size + value.length > MAX_INFLATED) {
      reader.cancel().catch(() => {});
      writer.abort().catch(() => {});
      return undefined;
    }
    whole.set(value, size);
    size += value.length;
  }
}

/** The way back from `pack`, for text from anywhere. Never throws. */
export async function unpack(code: string): Promise<Unpacked> {
  if (code.length > MAX_ENCODED) return { ok: false, problem: 'too-long' };
  const bytes = fromBase64Url(code);
  if (!bytes) return { ok: false, problem: 'broken' };
  try {
    const inflated = await inflate(bytes);
    if (!inflated) return { ok: false, problem: 'too-big-inside' };
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(inflated) };
  } catch {
    return { ok: false, problem: 'broken' };
  }
}
