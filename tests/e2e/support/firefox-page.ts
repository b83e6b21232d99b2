import type { Browser, ElementHandle, Page } from 'puppeteer-core';

/** How long to wait for what is on a page, in milliseconds: a busy computer is slow, not wrong. */
const PATIENCE = 300_000;

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
    const found = await this.page.waitForFunction(
      findByRole,
      { timeout: PATIENCE, polling: 100 },
      this.host,
      role,
      name,
    );
    const element = found.asElement();
    if (!element) throw new Error(`There is no ${role} "${name}".`);
    return element as ElementHandle<Element>;
  }

  async click(role: string, name: string): Promise<void> {
    await (await this.find(role, name)).click();
  }

  async write(name: string, text: string): Promise<void> {
    const box = await this.find('textbox', name);
    await box.click();
    await box.type(text);
  }

  /** Waits until this text is to be read, and gives the whole text around it. */
  async reads(text: string): Promise<string> {
    const found = await this.page.waitForFunction(
      (host, wanted) => {
        const root = host ? document.querySelector(host)?.shadowRoot : document.body;
        const parts = [...(root?.children ?? [])].filter(({ localName }) => localName !== 'style');
        const all = parts.map(({ textContent }) => textContent ?? '').join('\n');
        return all.includes(wanted) ? all : false;
      },
      { timeout: PATIENCE, polling: 100 },
      this.host,
      text,
    );
    return String(await found.jsonValue());
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
  await new FirefoxPage(page, 'countersign-notice').reads('is in your queue');
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
