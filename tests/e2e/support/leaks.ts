import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, Page, Request } from '@playwright/test';
import type { Secret } from '../../simulator/events.ts';
import { type ExtensionGlobal, stored } from './extension.ts';
import { inflated } from './links.ts';

/** Everything that was seen, by the place where it was seen. */
export type Seen = Map<string, string[]>;

/** Keeps everything that a secret could be in. */
export interface Collector {
  seen: Seen;
  /** keeps a text; what the links and addresses in it hold is kept too */
  keep: (where: string, text: string) => void;
  /** keeps console, errors and the extension's own requests of this browser from now on */
  listen: (context: BrowserContext) => void;
  /** keeps what is drawn on a page by the extension: in its shadow roots, or on its own page */
  drawn: (page: Page) => Promise<void>;
  /** keeps all that lies in the extension's stores */
  stores: (ownPage: Page) => Promise<void>;
  /** keeps the extension's files in a profile, byte for byte */
  files: (profileDir: string) => void;
}

export function createCollector(): Collector {
  const seen: Seen = new Map();
  const keep = (where: string, text: string) => {
    const texts = seen.get(where) ?? [];
    seen.set(where, [...texts, text, ...inflated(text), ...inflated(decoded(text))]);
  };
  return {
    seen,
    keep,
    listen: (context) => {
      context.on('console', (message) => keep('console', message.text()));
      context.on('weberror', (error) => keep('console', String(error.error().stack)));
      for (const worker of context.serviceWorkers()) {
        worker.on('console', (message) => keep('console', message.text()));
      }
      const sent = (request: Request) => {
        if (request.url().startsWith('chrome-extension:')) return;
        const headers = JSON.stringify(request.headers());
        keep('own requests', `${request.url()} ${headers} ${request.postData() ?? ''}`);
      };
      context.on('request', (request) => {
        if (request.serviceWorker()) sent(request);
      });
      context.on('page', (page) => {
        page.on('request', (request) => {
          // What a tab is sent on to when it leaves a page of ours is the next page's address.
          const own = page.url().startsWith('chrome-extension:') && !request.isNavigationRequest();
          if (own) sent(request);
        });
      });
    },
    drawn: async (page) => keep('drawn', await page.evaluate(drawnHere)),
    stores: async (ownPage) => {
      keep('database', JSON.stringify(await stored(ownPage)));
      keep('storage', await ownPage.evaluate(storageAreas));
    },
    files: (profileDir) => {
      for (const file of extensionFiles(join(profileDir, 'Default'))) {
        // Letter for letter, and with the zero bytes of two-byte text taken out.
        const bytes = readFileSync(file).toString('latin1');
        keep('files', bytes);
        keep('files', bytes.replaceAll('\0', ''));
      }
    },
  };
}

/** Runs in the page. */
function drawnHere(): string {
  const own = location.protocol === 'chrome-extension:';
  const hosts = own
    ? [document.documentElement]
    : [
        ...document.querySelectorAll(
          '.countersign-banner, .countersign-notice, .countersign-guard',
        ),
      ];
  return hosts
    .map((host) => {
      const root = host.shadowRoot ?? host;
      const boxes = root.querySelectorAll<HTMLInputElement>('input, textarea');
      return [root.innerHTML, ...[...boxes].map(({ value }) => value)].join('\n');
    })
    .join('\n');
}

/** Runs in a page of the extension. */
async function storageAreas(): Promise<string> {
  const { storage } = (globalThis as unknown as ExtensionGlobal).chrome;
  const areas = await Promise.all([storage.local.get(), storage.session.get(), storage.sync.get()]);
  return JSON.stringify(areas);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll(/%(?![0-9a-f]{2})/gi, '%25'));
  } catch {
    return '';
  }
}

/** What a profile holds of extensions; histories and caches of the web are the browser's own. */
function extensionFiles(folder: string): string[] {
  const ours = /extension/i;
  const walk = (path: string): string[] =>
    statSync(path).isDirectory()
      ? readdirSync(path).flatMap((one) => walk(join(path, one)))
      : [path];
  const inside = (path: string) =>
    existsSync(path) ? readdirSync(path).map((one) => join(path, one)) : [];
  const places = [
    ...inside(folder).filter((path) => ours.test(path.slice(folder.length))),
    ...inside(join(folder, 'IndexedDB')).filter((path) => ours.test(path.slice(folder.length))),
    join(folder, 'Service Worker'),
    join(folder, 'Local Storage'),
    join(folder, 'Session Storage'),
  ];
  return places.filter((path) => existsSync(path)).flatMap(walk);
}

/** A secret that was found where none may be; the value itself is not told. */
export interface Leak {
  where: string;
  kind: Secret['kind'];
}

/** Where the secrets are, as they are or as addresses and JSON would spell them. */
export function leaksIn(seen: Seen, secrets: readonly Secret[]): Leak[] {
  return [...seen].flatMap(([where, texts]) =>
    secrets
      .filter(({ value }) => {
        const spellings = new Set([
          value,
          encodeURIComponent(value),
          JSON.stringify(value).slice(1, -1),
          Buffer.from(value).toString('base64url'),
        ]);
        return texts.some((text) => [...spellings].some((spelling) => text.includes(spelling)));
      })
      .map(({ kind }) => ({ where, kind })),
  );
}
