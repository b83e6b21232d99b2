import { linkTo, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { expect, test } from './support/profiles.ts';

test.use({ sites: 'apart' });

interface Scripting {
  chrome: {
    tabs: { query(of: object): Promise<{ id: number; url?: string }[]> };
    scripting: {
      executeScript(of: object): Promise<{ result: unknown }[]>;
    };
  };
}

test('a reviewer who is blocked too is told so by the guard, and not by the banner as well', async ({
  as,
}) => {
  // Nobody's admin: the consent page that she opens is blocked for her.
  const carol = await as('Carol Requester');
  const popup = new PopupPage(await carol.openPopup());
  await popup.importLink(linkTo(requestPayload()));
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  const opened = carol.context.waitForEvent('page');
  await (await popup.other('Authorize for acme.atlassian.net')).click();
  const page = await opened;
  const regions = page.getByRole('region', { name: 'Countersign' });
  await expect(regions.first()).toBeVisible();
  await expect(
    page.getByRole('status').filter({ hasText: 'This page is blocked for your account too' }),
  ).toBeVisible();
  // The banner's script has been brought in: it has seen the block, and would stand there.
  const worker = await carol.serviceWorker();
  await expect
    .poll(() =>
      worker.evaluate(async () => {
        const { chrome } = globalThis as unknown as Scripting;
        const [tab] = await chrome.tabs.query({ url: 'https://api.atlassian.com/*' });
        const [first] = await chrome.scripting.executeScript({
          target: { tabId: tab?.id },
          func: () => typeof (globalThis as { countersignBanner?: object }).countersignBanner,
        });
        return first?.result;
      }),
    )
    .toBe('object');
  await page
    .getByRole('main')
    .first()
    .click({ position: { x: 1, y: 1 } });
  await expect(regions).toHaveCount(1);
  await expect(page.locator('.countersign-banner')).toHaveCount(0);
});
