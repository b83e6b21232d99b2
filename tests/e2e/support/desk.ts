import { expect, type Page } from '@playwright/test';
import { tell } from './extension.ts';
import { linkTo, type RequestInLink, requestPayload } from './links.ts';

/** Five apps, as their requests might come in on one morning; the first has waited longest. */
export const APPS = {
  BoardSync: ['read:jira-work', 'write:jira-work'],
  Sketcher: ['read:me'],
  'Night Owl': ['read:jira-work', 'manage:jira-configuration', 'offline_access'],
  Paperclip: ['read:confluence-content.all'],
  Quill: [],
} as const;

/** A client id of the usual shape, one for each name. */
export const clientOf = (name: string): string =>
  `${name.replace(/[^A-Za-z]/g, '')}Q2mX9vT4nR8wY1cZ6dF3gH5jL0pAbCdE`.slice(0, 32);

/** An ask for an app of this name. */
export function askFor(
  name: string,
  scopes: readonly string[],
  change: Partial<RequestInLink> & { uri?: string } = {},
): RequestInLink {
  const { uri = 'https://boardsync.example/oauth/callback', ...rest } = change;
  const app = {
    name,
    clientId: clientOf(name),
    scopes: [...scopes],
    redirect: { uri, hadQuery: false },
  };
  return requestPayload({ app, ...rest });
}

/** Takes an ask in, as from a link. */
export async function file(own: Page, payload: object): Promise<void> {
  expect(await tell(own, 'importLink', { text: linkTo(payload) })).toMatchObject({ ok: true });
}

/** Fills the queue with the five apps. */
export async function fillDesk(own: Page): Promise<void> {
  const hour = 3_600_000;
  for (const [at, [name, scopes]] of Object.entries(APPS).entries()) {
    await file(own, askFor(name, scopes, { at: Date.now() - (9 - at) * hour }));
  }
}
