import type { Page } from '@playwright/test';
import { ownPage, plant, stored } from './extension.ts';
import { linkTo, requestPayload } from './links.ts';
import { PopupPage } from './popup.ts';
import { expect, type Profile } from './profiles.ts';

interface WorkerGlobal {
  chrome: { alarms: { create(name: string, when: { when: number }): Promise<void> } };
}

/** The page's own button. */
export const ACCEPT = { name: 'Accept', exact: true } as const;
export const AUTHORISE = 'Authorise for acme.atlassian.net';
/** What stands where a consent page was whose answer is not held any more. */
export const OVER = 'is over: its answer is not held any more';

export const guardOn = (page: Page) => page.getByRole('region', { name: 'Countersign' });

type Bob = Pick<Profile, 'context' | 'extensionId' | 'openPopup' | 'serviceWorker'>;

/** Bob approves and opens the consent page; answers with its tab. */
export async function authorize(bob: Bob): Promise<{ popup: PopupPage; page: Page }> {
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(linkTo(requestPayload()));
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  const opened = bob.context.waitForEvent('page');
  await popup.button(AUTHORISE).click();
  const page = await opened;
  await expect(guardOn(page).getByRole('status')).toContainText('matches the request');
  return { popup, page };
}

/** All that is held has had its time; then the alarm goes off. */
export async function muchLater(bob: Profile): Promise<void> {
  const own = await ownPage(bob);
  const held = ((await stored(own))['consents'] ?? []) as object[];
  await plant(
    own,
    'consents',
    held.map((one) => ({ ...one, until: Date.now() })),
  );
  await own.close();
  await (await bob.serviceWorker()).evaluate(() =>
    (globalThis as unknown as WorkerGlobal).chrome.alarms.create('tidy', { when: Date.now() }),
  );
}
