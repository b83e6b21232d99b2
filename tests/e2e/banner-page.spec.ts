import type { Page } from '@playwright/test';
import { BannerOnPage } from './support/banner.ts';
import { ownPage, storedRequests } from './support/extension.ts';
import { connect, expect, test } from './support/profiles.ts';

/** What a page can make of our banner: hear it, hide it, be another page by the time it asks. */

const BLOCK =
  'Your site admin must authorize this app for the site acme.atlassian.net before the app can access your account.';
const html = (body: string) => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body,
});

/** Everything that a page can listen to and a person may do in a form. */
const HEARD = [
  ...['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'change', 'paste', 'copy', 'cut'],
  ...['compositionstart', 'compositionupdate', 'compositionend', 'focus', 'blur', 'focusin'],
  ...['focusout', 'pointerdown', 'pointerup', 'mousedown', 'mouseup', 'click', 'dblclick'],
];

/** The page listens at every place below the window, and at the window in the bubbling phase. */
async function listen(page: Page): Promise<void> {
  await page.evaluate((kinds) => {
    const response: string[] = [];
    Object.assign(globalThis, { response });
    const host = document.querySelector('.countersign-banner');
    if (!host) throw new Error('There is no banner.');
    for (const kind of kinds) {
      const tell = (event: Event) => {
        if (event.composedPath().includes(host)) response.push(kind);
      };
      for (const place of [document, document.documentElement, document.body, host]) {
        place.addEventListener(kind, tell, true);
        place.addEventListener(kind, tell);
      }
      addEventListener(kind, tell);
    }
  }, HEARD);
}

test('what somebody types, pastes and presses in the banner does not reach the page', async ({
  as,
}) => {
  const { page } = await as('Alice Requester');
  await connect(page);
  const banner = new BannerOnPage(page);
  await expect(banner.button('Request approval')).toBeEnabled();
  await listen(page);
  await banner.press('Request approval');
  await expect(banner.reason).toBeFocused();
  await page.keyboard.type('Typed');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.press('ControlOrMeta+C');
  await page.keyboard.press('ControlOrMeta+X');
  await page.keyboard.press('ControlOrMeta+V');
  const session = await page.context().newCDPSession(page);
  await session.send('Input.imeSetComposition', { text: '日', selectionStart: 1, selectionEnd: 1 });
  await session.send('Input.insertText', { text: '日本' });
  await expect(banner.preview).toContainText('Typed日本');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Alice');
  await banner.send();
  await expect(banner.status).toContainText('Message copied.');
  expect(
    await page.evaluate(() => (globalThis as unknown as { response: string[] }).response),
  ).toEqual([]);
  // The page hears everything else.
  await page.locator('h1').click();
  expect(
    await page.evaluate(() => {
      const host = document.querySelector('.countersign-banner');
      let clicks = 0;
      document.addEventListener('click', () => {
        clicks += 1;
      });
      document.querySelector('h1')?.click();
      return [clicks, host?.isConnected];
    }),
  ).toEqual([1, true]);
});

/** What a page can do to have our buttons pressed by somebody who does not see them. */
const BAITS: Record<string, string> = {
  transparent: 'host.style.opacity = "0"',
  'transparent with the whole page': 'document.documentElement.style.opacity = "0.02"',
  covered: `const bait = document.createElement('div');
bait.style.cssText = 'position:fixed;inset:0;z-index:2147483647;background:white;pointer-events:none';
bait.textContent = 'Click twice to go on';
document.body.append(bait)`,
  'made tiny': 'host.style.transform = "scale(0.01)"',
};

for (const [how, script] of Object.entries(BAITS)) {
  test(`while the banner is ${how}, clicks on it do nothing`, async ({ as }) => {
    const alice = await as('Alice Requester');
    const own = await ownPage(alice);
    const { page } = alice;
    await page.bringToFront();
    await connect(page);
    const banner = new BannerOnPage(page);
    const ask = banner.button('Request approval');
    await expect(ask).toBeEnabled();
    await page.evaluate(
      `{ const host = document.querySelector('.countersign-banner'); ${script} }`,
    );
    // The browser has seen it by the time that the button says so; a click does not ask it.
    await expect(ask).toBeDisabled();
    const box = await ask.boundingBox();
    if (!box) throw new Error('The button is nowhere.');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.click(x, y);
    await page.mouse.click(x, y);
    await ask.evaluate((button) => (button as HTMLElement).focus());
    await page.keyboard.press('Enter');
    await expect(banner.reason).toHaveCount(0);
    expect(await storedRequests(own)).toEqual([]);
  });
}

test('a button that was there to be seen for half a second works', async ({ as }) => {
  const { page } = await as('Alice Requester');
  await connect(page);
  const banner = new BannerOnPage(page);
  await page.locator('.countersign-banner').evaluate((host) => {
    (host as HTMLElement).style.opacity = '0';
  });
  await expect(banner.button('Request approval')).toBeDisabled();
  await page.locator('.countersign-banner').evaluate((host) => {
    (host as HTMLElement).style.opacity = '';
  });
  await banner.press('Request approval');
  await expect(banner.reason).toBeFocused();
});

for (const order of ['the address first', 'the words first'] as const) {
  test(`a sign-in page that becomes the consent page without a load gets its banner (${order})`, async ({
    as,
    sim,
  }) => {
    const words = `document.body.innerHTML = ${JSON.stringify(`<h1>BoardSync is requesting access to your Atlassian account.</h1><p>${BLOCK}</p>`)}`;
    const address = "history.pushState(null, '', '/consent?context=abcdefghijklmnop')";
    const steps =
      order === 'the address first'
        ? `${address}; ${words}`
        : `${words}; setTimeout(() => { ${address} }, 400)`;
    sim.servePage('auth.atlassian.com', '/login', () =>
      html(`<!doctype html><button id="go">Log in</button><script>
go.onclick = () => { ${steps} };</script>`),
    );
    const { page } = await as('Alice Requester');
    await page.goto('https://auth.atlassian.com/login');
    await page.getByRole('button', { name: 'Log in' }).click();
    await expect(page).toHaveURL(/\/consent/);
    await expect(new BannerOnPage(page).button('Request approval')).toBeEnabled();
  });
}

test('a consent page that becomes another page without a load gets none', async ({ as, sim }) => {
  sim.servePage('auth.atlassian.com', '/consent', () =>
    html(`<!doctype html><button id="go">Go</button><script>
go.onclick = () => { history.pushState(null, '', '/elsewhere'); document.body.append(${JSON.stringify(BLOCK)}); };
</script>`),
  );
  const { page, context } = await as('Alice Requester');
  await page.goto('https://auth.atlassian.com/consent?context=abcdefghijklmnop');
  await page.getByRole('button', { name: 'Go' }).click();
  await expect(page.getByText(BLOCK)).toBeVisible();
  // The same words at the right address are found meanwhile.
  const other = await context.newPage();
  sim.servePage('auth.atlassian.com', '/consent', () => html(`<!doctype html><p>${BLOCK}</p>`));
  await other.goto('https://auth.atlassian.com/consent?context=abcdefghijklmnop');
  await expect(new BannerOnPage(other).region).toBeVisible();
  await expect(page.locator('.countersign-banner')).toHaveCount(0);
});

for (const [what, script] of [
  ['an element', "document.body.append(document.createElement('countersign-banner'))"],
  [
    'a custom element that forbids a shadow root',
    "customElements.define('countersign-banner', class extends HTMLElement { static disabledFeatures = ['shadow'] })",
  ],
  [
    'a custom element, come after the banner,',
    `const look = setInterval(() => {
      if (!document.querySelector('.countersign-banner')) return;
      clearInterval(look);
      customElements.define('countersign-banner', class extends HTMLElement { connectedCallback() { this.remove() } });
    })`,
  ],
] as const) {
  test(`${what} of the page’s own name does not keep the banner away`, async ({ as, sim }) => {
    sim.servePage('auth.atlassian.com', '/consent', () =>
      html(`<!doctype html><p>${BLOCK}</p><script>${script}</script>`),
    );
    const { page } = await as('Alice Requester');
    await page.goto('https://auth.atlassian.com/consent?context=abcdefghijklmnop');
    await expect(new BannerOnPage(page).button('Request approval')).toBeEnabled();
  });
}
