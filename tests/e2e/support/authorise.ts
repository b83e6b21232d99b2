import type { Page } from '@playwright/test';
import { ownPage, plant, stored, storedRequests, tell } from './extension.ts';
import { linkTo, requestPayload } from './links.ts';
import { PopupPage } from './popup.ts';
import { expect, type Profile } from './profiles.ts';

interface WorkerGlobal {
  chrome: { alarms: { create(name: string, when: { when: number }): Promise<void> } };
}

/** The page's own button. */
export const ACCEPT = { name: 'Accept', exact: true } as const;
export const AUTHORIZE = 'Authorize for acme.atlassian.net';
/** What stands where a consent page was whose answer is not held any more. */
export const OVER = 'is over, with no Accept seen';

export const guardOn = (page: Page) => page.getByRole('region', { name: 'Countersign' });

type Bob = Pick<Profile, 'context' | 'extensionId' | 'openPopup' | 'serviceWorker'>;

/** Bob approves and opens the consent page; answers with its tab. */
export async function authorize(bob: Bob): Promise<{ popup: PopupPage; page: Page }> {
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(linkTo(requestPayload()));
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  const opened = bob.context.waitForEvent('page');
  await (await popup.other(AUTHORIZE)).click();
  const page = await opened;
  await expect(guardOn(page).getByRole('status')).toContainText('matches the request');
  return { popup, page };
}

/**
 * The same without the popup, by the messages that it would send: for walks that look at the page
 * alone. Whatever was done before is erased first, as a person erases it.
 * @param own a page of the extension
 * @param link what is asked for
 */
export async function authoriseAnew(
  bob: Pick<Bob, 'context'>,
  own: Page,
  link = linkTo(requestPayload()),
): Promise<Page> {
  expect(await tell(own, 'eraseAll', {})).toMatchObject({ ok: true });
  expect(await tell(own, 'importLink', { text: link })).toMatchObject({ ok: true });
  const [request] = await storedRequests(own);
  const id = request?.id ?? '';
  const decided = await tell(own, 'decideRequest', { id, kind: 'approve', reason: '' });
  expect(decided).toMatchObject({ ok: true });
  const opened = bob.context.waitForEvent('page');
  expect(await tell(own, 'authorize', { id })).toMatchObject({ ok: true });
  return opened;
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
