import punycode from 'punycode/punycode.js';
import { parse as parseDomain } from 'tldts';
import { isLoopback } from '../../atlassian/authorize-url.ts';
import { present } from '../../present.ts';
import { addressOf } from '../../requests/key.ts';
import type { App } from '../../requests/schema.ts';
import { hostingOf, platformOf, throwawayOf } from './known-apps.ts';

/** Where the code goes, as far as the redirect address says. */
export interface RedirectFacts {
  kind: 'web' | 'loopback' | 'custom-scheme' | 'unknown';
  /** with its colon, lower case; empty where unknown */
  protocol: string;
  /** without port, in ASCII; empty where unknown */
  hostname: string;
  /** empty for the scheme's own */
  port: string;
  userInfo: boolean;
  /** an IP address of the web, not of the person's own computer */
  rawAddress: boolean;
  /** the part that somebody registered: who answers for the host; web addresses alone */
  registrableDomain?: string;
  /** the host as people read it, where it is written in other letters than a to z */
  unicodeHost?: string;
  /** anybody can get a name under this suffix (github.io, vercel.app, …) */
  sharedHosting: boolean;
  /** a tunnel or a bin for tests */
  throwaway?: string;
  /** a platform on which anybody builds apps */
  platform?: string;
}

const UNKNOWN: RedirectFacts = {
  kind: 'unknown',
  protocol: '',
  hostname: '',
  port: '',
  userInfo: false,
  rawAddress: false,
  sharedHosting: false,
};

function toUnicode(hostname: string): string {
  try {
    return punycode.toUnicode(hostname);
  } catch {
    return hostname;
  }
}

/** The registrable domain of a host name as `new URL()` gives it. */
export function registrableDomain(hostname: string): string | undefined {
  return domainOf(hostname).domain ?? undefined;
}

/** Never of raw text: `0x7f.1` would come out as a domain, and it is 127.0.0.1. */
function domainOf(hostname: string) {
  const host = hostname.replace(/\.$/, '');
  const found = parseDomain(host, { allowPrivateDomains: true, extractHostname: false });
  const suffix = hostingOf(host);
  if (!suffix || found.isPrivate) return found;
  const label = host
    .slice(0, -suffix.length - 1)
    .split('.')
    .at(-1);
  return { ...found, domain: `${label}.${suffix}`, isPrivate: true };
}

function webFacts(url: URL): Partial<RedirectFacts> {
  const hostname = url.hostname.replace(/\.$/, '');
  const { domain, isIp, isPrivate } = domainOf(hostname);
  const unicode = hostname.includes('xn--') ? toUnicode(hostname) : hostname;
  const platform = platformOf(hostname);
  const throwaway = throwawayOf(hostname);
  return {
    kind: 'web',
    rawAddress: Boolean(isIp) || hostname.startsWith('['),
    sharedHosting: Boolean(isPrivate),
    ...present({ registrableDomain: domain }),
    ...(unicode !== hostname ? { unicodeHost: unicode } : {}),
    ...present({ platform, throwaway }),
  };
}

/** The facts of a redirect address. The protocol comes first: `vscode://a.b` is no host of the web. */
export function redirectFacts(redirect: App['redirect']): RedirectFacts {
  const url = addressOf(redirect?.uri);
  if (!url) return UNKNOWN;
  const { protocol, hostname, port } = url;
  const facts: RedirectFacts = {
    ...UNKNOWN,
    protocol,
    hostname,
    port,
    userInfo: redirect?.hadUser === true || url.username !== '' || url.password !== '',
  };
  if (protocol !== 'http:' && protocol !== 'https:') return { ...facts, kind: 'custom-scheme' };
  if (isLoopback(hostname)) return { ...facts, kind: 'loopback' };
  return { ...facts, ...webFacts(url) };
}
