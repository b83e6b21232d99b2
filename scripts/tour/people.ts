import {
  type BrowserContext,
  expect as baseExpect,
  type Locator,
  type Page,
} from '@playwright/test';

/** Patient enough for a busy computer; what is there is seen at once all the same. */
export const expect = baseExpect.configure({ timeout: 10_000 });

/** People of the simulator. */
export type Person = 'Alice Requester' | 'Bob Admin';

/** Atlassian's consent page, as the simulator draws it. */
export function consentHeading(page: Page): Locator {
  return page.getByRole('heading', { name: 'BoardSync is requesting access' });
}

/** The banner on the consent page. */
export function banner(page: Page): Locator {
  return page.getByRole('region', { name: 'Countersign' });
}

/**
 * From wherever the app's address leads to the consent page: over the app's front page and the
 * sign-in, where they are in the way.
 */
export async function connect(page: Page, person: Person): Promise<void> {
  const start = page.getByRole('link', { name: 'Connect to Jira' });
  const signIn = page.getByRole('button', { name: `Sign in as ${person}` });
  const consent = consentHeading(page);
  await expect(start.or(signIn).or(consent)).toBeVisible();
  if (await start.isVisible()) await start.click();
  await expect(signIn.or(consent)).toBeVisible();
  if (await signIn.isVisible()) await signIn.click();
  await expect(consent).toBeVisible();
}

/** Signs a person in at Atlassian, without going anywhere. */
export async function signIn(page: Page, person: Person): Promise<void> {
  await page.goto('https://id.atlassian.com/login');
  await page.getByRole('button', { name: `Sign in as ${person}` }).click();
  await expect(page.getByText(`Signed in as ${person}`)).toBeVisible();
}

/** The Countersign link on the clipboard, found the way a person would: by pasting. */
export async function pasteLink(context: BrowserContext): Promise<string> {
  const page = await context.newPage();
  await page.setContent('<label>Paste here <textarea></textarea></label>');
  const box = page.getByRole('textbox', { name: 'Paste here' });
  await box.focus();
  await page.keyboard.press('ControlOrMeta+V');
  await expect(box).toHaveValue(/#countersign=1\./);
  const [link = ''] = /https:\/\/[^\s#]+#countersign=1\.[\w-]+/.exec(await box.inputValue()) ?? [];
  await page.close();
  return link;
}
