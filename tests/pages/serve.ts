import { join } from 'node:path';
import type { BrowserContext, Page } from '@playwright/test';
import { build } from 'vite';
import { fillScreen } from '../e2e/support/browsers.ts';

/** As strict as a sign-in page's could be: nothing is fetched, nothing in the page runs. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/** lib/consent as one script, the way it is shipped but for its entry. */
async function bundle(): Promise<string> {
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

/** A tab in which one page after the other is opened at its real address, without a network. */
export interface Reader {
  page: Page;
  /**
   * Opens `body`: the one document is answered from memory, everything else is refused.
   * @returns the addresses that were asked for besides the document; there must be none
   */
  open(url: string, body: string, status?: number): Promise<string[]>;
}

/** The tab, with lib/consent in each page of it. Pages run no script, so none leaves a trace. */
export async function createReader(context: BrowserContext): Promise<Reader> {
  await context.addInitScript({ content: await bundle() });
  const page = await context.newPage();
  await fillScreen(page);
  let answer = { status: 200, body: '' };
  let others: string[] = [];
  await page.route('**/*', (route) => {
    const request = route.request();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame()) {
      return route.fulfill({
        ...answer,
        contentType: 'text/html; charset=utf-8',
        headers: { 'content-security-policy': POLICY },
      });
    }
    others.push(request.url());
    return route.abort();
  });
  return {
    page,
    async open(url, body, status = 200) {
      const document = `<!doctype html><html lang="en"><head><title>Atlassian</title></head><body>${body}</body></html>`;
      answer = { status, body: document };
      others = [];
      // The same address with another fragment would be the same page still.
      if (page.url().split('#')[0] === url.split('#')[0]) await page.goto('about:blank');
      await page.goto(url, { waitUntil: 'domcontentloaded' });
      return others;
    },
  };
}
