import { expect, type Locator, type Page } from '@playwright/test';
import type { ChromiumWithExtension } from './launch.ts';

/** The section "Hosts" of the options page as a person finds it: by role and name. */
export class HostsPart {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  static async open({ context, extensionId }: ChromiumWithExtension): Promise<HostsPart> {
    const page = await context.newPage();
    await page.goto(`chrome-extension://${extensionId}/options.html`);
    return new HostsPart(page);
  }

  get region(): Locator {
    return this.page.getByRole('region', { name: 'Hosts', exact: true });
  }

  get items(): Locator {
    return this.region.getByRole('list', { name: 'Added hosts' }).getByRole('listitem');
  }

  /** Fills the form in and presses the button. */
  async add(kind: string, address: string): Promise<void> {
    await this.region.getByRole('combobox', { name: 'Kind of host' }).selectOption(kind);
    await this.region.getByRole('textbox', { name: 'Address of the host' }).fill(address);
    await this.region.getByRole('button', { name: 'Add host' }).click();
  }

  async remove(address: string): Promise<void> {
    await this.region.getByRole('button', { name: `Remove ${address}` }).click();
    await this.region.getByRole('button', { name: 'Yes, remove it' }).click();
    await expect(this.region).toContainText(`${address} was removed`);
  }
}

/** Adds a host and closes the page again. */
export async function addHost(
  browser: ChromiumWithExtension,
  kind: string,
  address: string,
): Promise<void> {
  const part = await HostsPart.open(browser);
  await part.add(kind, address);
  await expect(part.region).toContainText('was added');
  await part.page.close();
}
