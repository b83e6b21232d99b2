import { expect, type Locator, type Page } from '@playwright/test';
import type { ChromiumWithExtension } from './launch.ts';

/** Where requests go, on the options page. */
export async function openWhere({
  context,
  extensionId,
}: ChromiumWithExtension): Promise<{ page: Page; part: Locator }> {
  const page = await context.newPage();
  await page.goto(`chrome-extension://${extensionId}/options.html#where`);
  return { page, part: page.getByRole('region', { name: 'Where requests go' }) };
}

/** Has requests filed in the posed Jira of acme, by pasting an address of its project. */
export async function addQueue(browser: ChromiumWithExtension, label: string): Promise<void> {
  const { page, part } = await openWhere(browser);
  const address = 'https://acme.atlassian.net/jira/software/c/projects/ITAPPS/boards/1';
  await part.getByRole('textbox', { name: 'Jira project, email, or form' }).fill(address);
  await part.getByRole('button', { name: 'Connect to acme.atlassian.net' }).click();
  await expect(part.getByRole('combobox', { name: 'Type of the issues' })).toBeVisible();
  await part.getByRole('textbox', { name: 'Name shown to people' }).fill(label);
  await part.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(part.getByRole('listitem')).toContainText('Jira: acme.atlassian.net/ITAPPS');
  await page.close();
}
