import { expect, type Locator, type Page } from '@playwright/test';

/** The banner as a person finds it: by role and name. */
export class BannerOnPage {
  readonly region: Locator;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.region = page.getByRole('region', { name: 'Countersign' });
  }

  get headline(): Locator {
    return this.region.getByRole('heading', { level: 2 });
  }

  get status(): Locator {
    return this.region.getByRole('status');
  }

  get reason(): Locator {
    return this.region.getByRole('textbox', { name: 'Why do you need this app?' });
  }

  get name(): Locator {
    return this.region.getByRole('textbox', { name: 'Your name or e-mail (optional)' });
  }

  get preview(): Locator {
    return this.region.getByRole('group', { name: 'What will be sent' });
  }

  button(name: string): Locator {
    return this.region.getByRole('button', { name, exact: true });
  }

  /** Opens the form and writes the reason (and a name). */
  async fill(reason: string, name?: string): Promise<void> {
    await this.button('Request approval').click();
    await this.reason.fill(reason);
    if (name !== undefined) await this.name.fill(name);
  }

  /** Presses Send request; a button takes no press before it was to be seen. */
  async send(): Promise<void> {
    const button = this.button('Send request');
    await button.scrollIntoViewIfNeeded();
    await button.click();
  }

  /** Asks: form, reason, send, receipt. */
  async ask(reason: string, name?: string): Promise<void> {
    await this.fill(reason, name);
    await this.send();
    await expect(this.status).toContainText('Request sent');
  }

  /** Copies the share link as a person does, and gives what is on the clipboard. */
  async copyLink(): Promise<string> {
    await this.button('Copy link').click();
    await expect(this.region.getByText('The link is copied.')).toBeVisible();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}
