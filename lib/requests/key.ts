import { isLoopback } from '../atlassian/authorize-url.ts';
import { fold } from '../consent/text.ts';
import type { App } from './schema.ts';
import { domainToAllow } from './screen.ts';

/**
 * A name's letters and digits: what is left when spelling, case and decoration are taken away.
 * Only for telling whether two asks are about the same nameless client, never for trust.
 */
export function nameSkeleton(name: string): string {
  // Accents are decoration; the marks of other scripts (dakuten, vowel signs) are spelling.
  const bare = fold(name)
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .normalize('NFC');
  return bare.replace(/[^\p{L}\p{M}\p{N}]/gu, '');
}

const AGENT_SCOPE = /:(?:agent-interface|mcp|twg)$/;
const AGENT_HOST = /^https:\/\/mcp\.(?:atlassian|trello)\.com\//;

/**
 * Clients that register themselves anew for each installation and person (MCP, RFC 7591): their
 * client id says nothing about who they are. Observed for Atlassian's MCP servers from 2026 on.
 */
export function isDynamic(app: App): boolean {
  if (!app.clientId || app.clientId.startsWith('https://')) return false;
  return (
    AGENT_HOST.test(`${app.resource ?? ''}/`) || app.scopes.some((name) => AGENT_SCOPE.test(name))
  );
}

/** The id that such a client had for one person; nothing for clients with an id of their own. */
export function idForOne(app: App): { clientId?: string } {
  return app.clientId && isDynamic(app) ? { clientId: app.clientId } : {};
}

function returnHost(app: App): string {
  const host = app.redirect?.host.replace(/:\d+$/, '') ?? '';
  return isLoopback(host) ? 'loopback' : host;
}

/**
 * Which app this is: its client id (or client id metadata document); for a client that registers
 * itself each time, or whose id the page did not show, name + redirect host (+ resource).
 */
export function clientIdentity(app: App): string {
  if (app.clientId && !isDynamic(app)) return app.clientId;
  const parts = [nameSkeleton(app.name), returnHost(app), app.resource ?? ''];
  return `name:${parts.join('|')}`;
}

/** What a request is about: as much of it as tells one from another. */
export interface Keyed {
  edition: string;
  site: string;
  app: App;
  dataCenter?: { base: string } | undefined;
  /** a similar screen, see screen.ts */
  screen?: string | undefined;
}

/**
 * The key of a request: edition + site + client identity. One open request per key. A similar screen
 * has a resolution of its own, so it is another request; and of the domains that the Rovo MCP
 * server does not allow each is one. On one host there may be a Jira and a Confluence, each with
 * application links of its own: so for a Data Center its base address counts, where it is known.
 */
export function requestKey({ edition, site, app, screen, dataCenter }: Keyed): string {
  const key = `${edition}|${dataCenter?.base ?? site}|${clientIdentity(app)}`;
  if (!screen) return key;
  const domain = screen === 'domain-not-allowed' ? `|${domainToAllow(app) ?? ''}` : '';
  return `${key}|${screen}${domain}`;
}

/** The same permissions, in whatever order. */
export function sameScopes(a: readonly string[], b: readonly string[]): boolean {
  const set = new Set(a);
  return set.size === new Set(b).size && b.every((scope) => set.has(scope));
}

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
