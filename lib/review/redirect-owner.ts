import { isLoopback } from '../atlassian/loopback.ts';
import type { App } from '../requests/schema.ts';

/** The address, or undefined where it is none. */
export function addressOf(text: string | undefined): URL | undefined {
  return text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
}

/**
 * Who gets the code, in a form to compare: the host without its port (loopback clients take a free
 * port each time), `loopback`, or `scheme://host`. Empty where the redirect is not known.
 */
export function redirectOwner(app: App): string {
  const url = addressOf(app.redirect?.uri);
  if (!url) return '';
  const { protocol, hostname } = url;
  if (protocol !== 'http:' && protocol !== 'https:') return `${protocol}//${hostname}`;
  return isLoopback(hostname) ? 'loopback' : hostname;
}
