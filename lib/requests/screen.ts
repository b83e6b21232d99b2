import { isLoopback } from '../atlassian/authorize-url.ts';
import { isMcpHost } from '../atlassian/hosts.ts';
import { isSimilarScreen, type SimilarScreen } from '../consent/causes.ts';
import type { App, ApprovalRequest } from './schema.ts';

/** What a request says of the screen it was asked on. */
interface StoredCause {
  cause: ApprovalRequest['cause'];
  screen?: string | undefined;
}

/**
 * How a reading's cause is kept and sent: builds and links from before the similar screens know three
 * values and refuse a fourth. So `cause` stays one of them, and a similar screen's name goes into
 * `screen`, which older builds drop; they show the page's own words, and lose nothing.
 */
export function storedCauseOf(cause: ApprovalRequest['cause'] | SimilarScreen): StoredCause {
  return isSimilarScreen(cause) ? { cause: 'by-hand', screen: cause } : { cause };
}

/** The cause of a request; `by-hand` where none was read, or a newer version's word for it is not known. */
export function causeOf({ cause, screen }: StoredCause): ApprovalRequest['cause'] | SimilarScreen {
  return screen !== undefined && isSimilarScreen(screen) ? screen : cause;
}

/**
 * What the list of domains of the Rovo MCP server has to hold: where the AI client sends people back
 * to. Atlassian's guide adds a domain as `https://host/**` (documented). A program on one's own
 * computer returns to another port at each sign-in: `http://127.0.0.1:*\/**` (observed,
 * atlassian-mcp-server issue 241).
 * @returns undefined where nobody saw that address
 */
export function domainToAllow({ via, redirect }: App): string | undefined {
  const back = via?.redirect ?? (redirect && !isMcpHost(redirect.host) ? redirect : undefined);
  if (!back || !URL.canParse(back.uri)) return undefined;
  const { protocol, host, hostname } = new URL(back.uri);
  if (isLoopback(hostname)) return `${protocol}//${hostname}:*/**`;
  return host ? `${protocol}//${host}/**` : `${protocol}**`;
}
