import type { Locator, Page } from '@playwright/test';
import type { Profile } from './profiles.ts';

/** The panel on a page of Administration, as a person finds it. */
export const panelOn = (page: Page): Locator => page.getByRole('region', { name: 'Countersign' });
/** The heading that folds it. */
export const headline = (page: Page): Locator => panelOn(page).getByRole('heading', { level: 2 });
/** What it lists. */
export const itemsOn = (page: Page): Locator =>
  panelOn(page).getByRole('list', { name: 'Requests' }).getByRole('listitem');
/** A button in it. */
export const buttonOn = (page: Page, name: string): Locator =>
  panelOn(page).getByRole('button', { name, exact: true });
/** Which of our scripts stand ready with the browser. */
export async function registered({ serviceWorker }: Profile): Promise<string[]> {
  return (await serviceWorker()).evaluate(async () => {
    const { chrome } = globalThis as unknown as {
      chrome: { scripting: { getRegisteredContentScripts(): Promise<{ id: string }[]> } };
    };
    return (await chrome.scripting.getRegisteredContentScripts()).map(({ id }) => id);
  });
}
