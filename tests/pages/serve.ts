import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { build } from 'vite';

/** As strict as a sign-in page's could be: nothing is fetched, nothing in the page runs. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** lib/consent as one script, the way it is shipped but for its entry. */
export async function bundle(): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      lib: {
        entry: join(import.meta.dirname, 'harness.ts'),
        formats: ['iife'],
        name: 'countersignBundle',
      },
    },
  });
  const outputs = Array.isArray(result) ? result : [result];
  for (const one of outputs) {
    const chunk = 'output' in one ? one.output[0] : undefined;
    if (chunk) return chunk.code;
  }
  throw new Error('vite gave no script for tests/pages/harness.ts');
}

/**
 * Opens `body` at its real address without a network: the one document is answered from memory,
 * everything else is refused.
 * @returns the addresses that were asked for besides the document; there must be none
 */
export async function open(page: Page, url: string, body: string, status = 200): Promise<string[]> {
  const others: string[] = [];
  await page.unrouteAll();
  await page.route('**/*', (route) => {
    const request = route.request();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      return route.fulfill({
        status,
        contentType: 'text/html; charset=utf-8',
        headers: { 'content-security-policy': POLICY },
        body: `<!doctype html><html lang="en"><head><title>Atlassian</title></head><body>${body}</body></html>`,
      });
    }
    others.push(request.url());
    return route.abort();
  });
  await page.goto(url, { waitUntil: 'domcontentloaded' });
  return others;
}
