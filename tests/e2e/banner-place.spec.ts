import type { Page } from '@playwright/test';
import { BannerOnPage } from './support/banner.ts';
import { expect, test } from './support/profiles.ts';

const CONSENT =
  'https://api.atlassian.com/oauth2/authorize/server/consent?client_id=Kq7wZt3RmYb9XcN2vLf8HsJd4GpAe6Uu';
const BLOCK = `<p>Use app on <b>acme.atlassian.net</b></p>
  <section role="alert"><h2>App is blocked by an admin</h2><p>An admin has not allowed Ledger Sync to access data from acme.atlassian.net . Select another site to authorize access to or contact your admin for more information.</p></section>`;
const PICKER = `<div role="combobox" tabindex="0" aria-expanded="true">acme.atlassian.net</div>
  <div role="listbox"><div role="option">acme.atlassian.net</div><div role="option">globex.atlassian.net</div></div>
  <input aria-label="Filter"><a href="#terms">Terms</a>`;
const BUTTONS = '<button type="submit">Accept</button> <button type="button">Cancel</button>';
/** Without the simulator's own policy, so that the page may have styles and scripts in it. */
const page = (style: string, body: string) => () => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body: `<!doctype html><meta name="viewport" content="width=device-width"><title>Consent</title><style>${style}</style><body>${body}`,
});

/** Pages that leave little room, each as wide and high as a sign-in window may be. */
const PAGES = {
  'a fixed footer at 320 px': {
    size: { width: 320, height: 568 },
    html: page(
      'footer{position:fixed;inset:auto 0 0;background:#fff;padding:12px}main{padding-bottom:60px}',
      `<main>${BLOCK}${PICKER}</main><footer>${BUTTONS}</footer>`,
    ),
  },
  'a page that is fixed to a small window': {
    size: { width: 500, height: 640 },
    html: page(
      'html,body{margin:0;height:100%;overflow:hidden}main{position:fixed;inset:0;display:flex;flex-direction:column;justify-content:space-between;background:#fff}',
      `<main><div>${BUTTONS}${BLOCK}</div><div>${PICKER}</div></main>`,
    ),
  },
  'a modal dialog': {
    size: { width: 500, height: 600 },
    html: page(
      'dialog{max-width:400px}',
      `<dialog id="d">${BLOCK}${PICKER}${BUTTONS}</dialog><script>d.showModal()</script>`,
    ),
  },
  'a layer above everything': {
    size: { width: 500, height: 700 },
    html: page(
      'div#o{position:fixed;inset:0;z-index:2147483647;background:#fff;display:flex;flex-direction:column;justify-content:space-between}',
      `<div id="o"><div>${BLOCK}</div><div>${PICKER}${BUTTONS}</div></div>`,
    ),
  },
};

/** The page's controls that a press at their middle would not meet. */
const covered = (page: Page) =>
  page.evaluate(() => {
    const all = document.querySelectorAll('[role=combobox],[role=option],input,a,button');
    return [...all].flatMap((one) => {
      const { left, top, width, height } = one.getBoundingClientRect();
      const [x, y] = [left + width / 2, top + height / 2];
      if (y < 0 || y > window.innerHeight) return [];
      const hit = document.elementFromPoint(x, y);
      return hit?.className === 'countersign-banner' ? [one.textContent || one.tagName] : [];
    });
  });

for (const [name, { size, html }] of Object.entries(PAGES)) {
  test(`the banner covers no control and can be pressed: ${name}`, async ({ as, sim }) => {
    sim.servePage('api.atlassian.com', '/oauth2/authorize/server/consent', html);
    const alice = await as('Alice Requester');
    await alice.page.setViewportSize(size);
    await alice.page.goto(CONSENT);
    const banner = new BannerOnPage(alice.page);
    await expect(banner.headline).toBeVisible();
    expect(await covered(alice.page)).toEqual([]);
    // A press that meets something else fails here.
    await banner.press('Request approval');
    await banner.reason.click();
    await alice.page.keyboard.type('To plan the launch');
    await expect(banner.reason).toHaveValue('To plan the launch');
    await expect.poll(() => covered(alice.page)).toEqual([]);
    await alice.page.getByRole('button', { name: 'Cancel', exact: true }).first().click();
    // Below the fold of a small banner: whoever presses it has scrolled to it.
    await banner
      .button('Copy message')
      .evaluate((button) => button.scrollIntoView({ block: 'center' }));
    await expect(banner.button('Copy message')).toBeEnabled();
    await banner.press('Copy message');
    await expect(banner.status).toContainText('Message copied.');
  });
}

test('a layer that opens later takes nothing out of reach, and the banner goes back after it', async ({
  as,
  sim,
}) => {
  const html = page(
    '',
    `<main>${BLOCK}${BUTTONS}<button id="b" onclick="d.showModal()">Details</button></main><dialog id="d"><button onclick="d.close()">Close</button></dialog>`,
  );
  sim.servePage('api.atlassian.com', '/oauth2/authorize/server/consent', html);
  const alice = await as('Alice Requester');
  await alice.page.goto(CONSENT);
  const banner = new BannerOnPage(alice.page);
  await banner.press('Request approval');
  await alice.page.getByRole('button', { name: 'Details' }).click();
  await banner.reason.click();
  await alice.page.keyboard.type('While it is open');
  await alice.page.getByRole('button', { name: 'Close' }).click();
  await expect(banner.reason).toHaveValue('While it is open');
  await expect(alice.page.locator('body > dialog .countersign-banner')).toHaveCount(0);
  await banner.press('Copy message');
  await expect(banner.status).toContainText('Message copied.');
});
