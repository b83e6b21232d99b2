/** Bytes as base64url without padding. */
export function base64url(bytes: Uint8Array): string {
  const text = btoa(String.fromCharCode(...bytes));
  return text
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/(?<!=)=+$/, '');
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

/** The first so many hexadecimal digits of a text's SHA-256. */
export async function hexDigestOf(text: string, digits: number): Promise<string> {
  const bytes = await sha256(text);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.slice(0, digits);
}

/** SHA-256, base64url: enough to recognize a state, of no use for anything else. */
export async function digestOf(state: string): Promise<string> {
  return base64url(await sha256(state));
}
