import type { Browser, ElementHandle, Page } from 'puppeteer-core';

/** How long to wait for what is on a page, in milliseconds: a busy computer is slow, not wrong. */
const PATIENCE = 300_000;

/** After so long without an answer the page is asked again, in milliseconds. */
const ASK_AGAIN = 5_000;

/** After a refusal or an empty answer, in milliseconds: asked without a pause, a page does not load. */
const PAUSE = 200;

/**
 * Asks until there is an answer. While a load moves to another process, Firefox answers a question
 * about the page with an internal error, or never: the driver's own waiting then waits for nothing.
 * @throws what is missing, and what `instead` says is there.
 */
export async function untilAnswered<T>(
  missing: string,
  ask: () => Promise<T | false | null | undefined>,
  instead: () => Promise<string> = async () => '',
): Promise<T> {
  const until = Date.now() + PATIENCE;
  for (;;) {
    const answer = await Promise.race([ask().catch(() => undefined), after(ASK_AGAIN)]);
    if (answer) return answer;
    if (Date.now() > until) {
      const found = await Promise.race([instead().catch(String), after(ASK_AGAIN)]);
      throw new Error(`${missing}. ${found || 'The page does not answer.'}`);
    }
    await after(PAUSE);
  }
}

function after(ms: number): Promise<undefined> {
  return new Promise((end) => setTimeout(() => end(undefined), ms));
}

/**
 * Finding things by role and name where Playwright cannot reach: in Firefox, by puppeteer. The
 * look-up runs in the page, and what it finds is clicked with the browser's own, trusted input.
 */
export class FirefoxPage {
  readonly page: Page;
  /** The host element whose shadow root is looked into; without one, the document. */
  readonly host: string | undefined;

  constructor(page: Page, host?: string) {
    this.page = page;
    this.host = host;
  }

  /** The one element with this role and name, as soon as it is there and may be used. */
  async find(role: string, name?: string): Promise<ElementHandle<Element>> {
    return untilAnswered(
      `There is no ${role} "${name}"`,
      async () => {
        const { host } = this;
        const found = await this.page.evaluateHandle(findByRole, host, role, name);
        return found.asElement() as ElementHandle<Element> | null;
      },
      () => this.text(),
    );
  }

  /** Presses it: in front, as behind another tab each press waits for a frame, at last for minutes. */
  async click(role: string, name: string): Promise<void> {
    await this.page.bringToFront();
    await (await this.find(role, name)).click();
  }

  async write(name: string, text: string): Promise<void> {
    await this.click('textbox', name);
    await this.page.keyboard.type(text);
  }

  /** Waits until this text is to be read, and gives the whole text around it. */
  async reads(text: string): Promise<string> {
    return untilAnswered(
      `"${text}" is not to be read`,
      async () => {
        const all = await this.text();
        return all.includes(text) && all;
      },
      () => this.text(),
    );
  }

  private text(): Promise<string> {
    return this.page.evaluate((host) => {
      const root = host ? document.querySelector(host)?.shadowRoot : document.body;
      const parts = [...(root?.children ?? [])].filter(({ localName }) => localName !== 'style');
      return parts.map(({ textContent }) => textContent ?? '').join('\n');
    }, this.host);
  }
}

/** The tab that is opened by this, as soon as it is there. */
export async function openedBy(browser: Browser, press: () => Promise<void>): Promise<Page> {
  const before = new Set(browser.targets());
  await press();
  const target = await browser.waitForTarget((one) => one.type() === 'page' && !before.has(one), {
    timeout: PATIENCE,
  });
  const page = await target.page();
  if (!page) throw new Error('What was opened is no page.');
  return page;
}

/** Bob Admin signs in and opens a link that he was sent; it is in his queue then. */
export async function takesLinkIn(page: Page, link: string): Promise<void> {
  await page.goto('https://id.atlassian.com/login');
  await new FirefoxPage(page).click('button', 'Sign in as Bob Admin');
  await new FirefoxPage(page).reads('Signed in as Bob Admin');
  await page.goto('about:blank');
  await page.goto(link);
  await new FirefoxPage(page, '.countersign-notice').reads('is in your queue');
}

/** Runs in the page: the visible, usable element of a role, by its accessible name. */
function findByRole(
  host: string | undefined,
  role: string,
  name: string | undefined,
): Element | false {
  const native: Record<string, string> = {
    button: 'button, [role=button]',
    textbox: 'textarea, input:not([type]), input[type=text]',
    link: 'a[href]',
    heading: 'h1, h2, h3',
    tab: '[role=tab]',
    list: 'ul[aria-label]',
    summary: 'summary',
  };
  const root = (host ? document.querySelector(host)?.shadowRoot : document) ?? undefined;
  const cleanup = (text: string | null | undefined) => text?.replace(/\s+/g, ' ').trim() ?? '';
  const nameOf = (element: Element): string => {
    const { labels } = element as HTMLInputElement;
    const label = labels?.[0] && cleanup(labels[0].textContent);
    return element.getAttribute('aria-label') ?? label ?? cleanup(element.textContent);
  };
  const matches = [
    ...(root?.querySelectorAll<HTMLElement>(native[role] ?? `[role=${role}]`) ?? []),
  ];
  const shown = (element: HTMLElement) =>
    element.checkVisibility() && (name === undefined || nameOf(element) === name);
  // Where a person would scroll to it: some buttons take no press before they were to be seen.
  const there = matches.filter(shown);
  if (there[0]?.matches('[aria-disabled=true]')) there[0].scrollIntoView({ block: 'nearest' });
  return there.find((element) => !element.matches(':disabled, [aria-disabled=true]')) ?? false;
}
