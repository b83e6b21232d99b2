import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { ulid } from 'ulid';

/** Where every share link of Atlassian Cloud points to. */
export const ADMIN = 'https://admin.atlassian.com/';

/** Text as the payload of a link, packed here and not by the code under test. */
export function packed(text: string): string {
  return deflateRawSync(Buffer.from(text)).toString('base64url');
}

/** A link that holds this text, whatever it says. */
export function linkWith(text: string, version = 1): string {
  return `${ADMIN}#countersign=${version}.${packed(text)}`;
}

/** A link that holds this payload as JSON. */
export function linkTo(payload: object): string {
  return linkWith(JSON.stringify(payload));
}

/** The JSON text inside each link of a text. */
export function inflated(text: string): string[] {
  return [...text.matchAll(/#countersign=\d+\.([\w-]+)/g)].map(([, code = '']) =>
    inflateRawSync(Buffer.from(code, 'base64url')).toString(),
  );
}

/** One person's ask for BoardSync as it travels in a link. */
export interface RequestInLink {
  type: string;
  id: string;
  at: number;
  edition: string;
  site: string;
  cause: string;
  app: { name: string; clientId: string; scopes: string[]; redirect: object };
  message: string;
  startPage: string;
  name: string;
  reason: string;
}

/** Alice's sound request of an hour ago, with changes. */
export function requestPayload(change: Partial<RequestInLink> = {}): RequestInLink {
  return {
    type: 'request',
    id: ulid(),
    at: Date.now() - 3_600_000,
    edition: 'cloud',
    site: 'acme.atlassian.net',
    cause: 'admin-must-authorize',
    app: {
      name: 'BoardSync',
      clientId: 'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA',
      scopes: ['read:jira-work', 'write:jira-work'],
      redirect: { uri: 'https://boardsync.example/oauth/callback', hadQuery: false },
    },
    message: 'Your site admin must authorize this app for the site acme.atlassian.net.',
    startPage: 'https://boardsync.example/',
    name: 'Alice',
    reason: 'To plan the launch',
    ...change,
  };
}

/** A reviewer's answer to these asks as it travels back in a link. */
export function decisionPayload(
  ids: string[],
  change: { kind?: string; reason?: string; at?: number } = {},
): object {
  return {
    type: 'decision',
    ids,
    edition: 'cloud',
    site: 'acme.atlassian.net',
    app: { name: 'BoardSync', clientId: 'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA' },
    kind: 'approve',
    reason: 'Fine',
    at: Date.now(),
    ...change,
  };
}

/** Opens a link as a person does: as an address, in a tab that shows something else. */
export async function openLink(page: Page, link: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(link);
}
