import { expect, type Locator, type Page } from '@playwright/test';

export const COPIED = 'Message copied. Paste it to your admin.';

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
    return this.region.getByRole('textbox', { name: 'Your name or email (optional)' });
  }

  /** Folded at first: its text is there all the same. */
  get preview(): Locator {
    const name = 'What will be sent';
    return this.region.getByRole('group', { name, includeHidden: true });
  }

  button(name: string): Locator {
    return this.region.getByRole('button', { name, exact: true });
  }

  /**
   * Presses a button where it can be seen. Out of sight it takes no press and says so, and the runner
   * scrolls only to what takes one: after an earlier press had scrolled the page, it waited for ever.
   */
  async press(name: string): Promise<void> {
    const button = this.button(name);
    await button.scrollIntoViewIfNeeded();
    await button.click();
  }

  /** Opens the form and writes the reason (and a name). */
  async fill(reason: string, name?: string): Promise<void> {
    await this.press('Request approval');
    await this.reason.fill(reason);
    if (name !== undefined) await this.name.fill(name);
  }

  /** Unfolds what will be sent. */
  async unfoldPreview(): Promise<void> {
    await this.region.getByText(/^What will be sent/).click();
    await expect(this.preview).toBeVisible();
  }

  /** Files the request and copies its message. */
  async send(): Promise<void> {
    await this.press('Copy message');
  }

  /** Asks: form, reason, message, receipt. */
  async ask(reason: string, name?: string): Promise<void> {
    await this.fill(reason, name);
    await this.send();
    await expect(this.status).toHaveText(COPIED);
  }

  /** Takes the request back: asked once more first. */
  async withdraw(): Promise<void> {
    await this.press('Withdraw request');
    await this.press('Yes, withdraw it');
  }

  /** Chooses this in the menu. */
  async choose(item: string): Promise<void> {
    await this.press('More');
    await this.region.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** Copies the share link as a person does, and gives what is on the clipboard. */
  async copyLink(): Promise<string> {
    await this.choose('Copy link');
    await expect(this.status).toContainText('Link copied.');
    return this.page.evaluate(() => navigator.clipboard.readText());
  }
}
