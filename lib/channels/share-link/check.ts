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
