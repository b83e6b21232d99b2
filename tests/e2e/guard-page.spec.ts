import type { Page } from '@playwright/test';
import { ACCEPT, authoriseAnew, guardOn } from './support/authorise.ts';
import { ownPage, switchOff } from './support/extension.ts';
import { expect, type Profile, test } from './support/profiles.ts';
import { contentScriptOn } from './support/worlds.ts';

test.use({ sites: 'apart' });

/** The guard's side in the page: what it stops there, what gets round it not, and when it is over. */

const html = (body: string) => ({
  status: 200,
  headers: { 'content-type': 'text/html; charset=utf-8' },
  body,
});

/** The part of the extension API that is used from inside its worker. */
interface WorkerGlobal {
  chrome: {
    declarativeNetRequest: {
      getSessionRules(): Promise<{ id: number }[]>;
      updateSessionRules(change: { removeRuleIds: number[] }): Promise<void>;
    };
  };
}

/** Bob approves and opens the consent page, in a browser of which nothing else was asked. */
async function authorize(bob: Profile): Promise<Page> {
  const own = await ownPage(bob);
  return authoriseAnew(bob, own);
}

/** Takes the browser's own rules away, so that the page alone is what holds. */
async function withoutRules(bob: Profile): Promise<void> {
  const worker = await bob.serviceWorker();
  const removed = await worker.evaluate(async () => {
    const { declarativeNetRequest } = (globalThis as unknown as WorkerGlobal).chrome;
    const ids = (await declarativeNetRequest.getSessionRules()).map(({ id }) => id);
    await declarativeNetRequest.updateSessionRules({ removeRuleIds: ids });
    return ids.length;
  });
  expect(removed).toBeGreaterThan(0);
}

/** Takes every timer from the extension's own world in this page. */
async function stopScripts({ context, extensionId }: Profile, page: Page): Promise<void> {
  const script = await contentScriptOn({ context, document: page }, extensionId);
  await script?.run('for (let id = setTimeout(() => {}); id > 0; id -= 1) clearTimeout(id)');
}

test('where the page leaves by script, the answer does not leave it at all', async ({
  as,
  sim,
}) => {
  sim.set({ acceptNavigation: 'client', saasChecksState: false });
  const bob = await as('Bob Admin');
  const own = await ownPage(bob);
  for (const [press, said] of [
    ['Accept', 'You accepted BoardSync'],
    ['Cancel', 'You did not accept'],
  ] as const) {
    await test.step(press, async () => {
      const page = await authoriseAnew(bob, own);
      await expect(guardOn(page).getByRole('status')).toContainText('matches the request');
      await withoutRules(bob);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(new URL(request.url()).host));
      await page.getByRole('button', { name: press, exact: true }).click();
      await expect(page.getByRole('status')).toContainText(said);
      expect(asked).not.toContain('boardsync.example');
      expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
      await page.close();
    });
  }
});

/** Every way in which a consent page of Atlassian's could send an answer by itself. */
const WAYS: Record<string, string> = {
  'location.replace': 'location.replace(to)',
  'a link':
    "const a = document.createElement('a'); a.href = to; document.body.append(a); a.click()",
  'a form that is posted': `const form = document.createElement('form');
form.method = 'post'; form.action = 'https://boardsync.example/oauth/callback';
for (const [name, value] of new URL(to).searchParams) {
  const box = document.createElement('input');
  Object.assign(box, { type: 'hidden', name, value });
  form.append(box);
}
document.body.append(form); form.submit()`,
  'a fragment': "location.assign(to.replace('?', '#'))",
  'another host': "location.assign(to.replace('boardsync.example', 'lookalike.example'))",
  'a program': "location.assign(to.replace('https://boardsync.example', 'boardsync://'))",
};

test('the answer is stopped on the page, in whatever way it is sent', async ({ as, sim }) => {
  const bob = await as('Bob Admin');
  const own = await ownPage(bob);
  for (const [way, script] of Object.entries(WAYS)) {
    await test.step(way, async () => {
      // The page sends its answer as this way would have it, as soon as Accept is pressed.
      sim.servePage('api.atlassian.com', '/oauth2/authorize/server/consent', () =>
        html(`<!doctype html><h1>BoardSync is requesting access to your Atlassian account.</h1>
<p>Use app on</p><p>acme.atlassian.net</p><form><button type="submit">Accept</button></form>
<script>
document.forms[0].addEventListener('submit', (event) => {
  event.preventDefault();
  const state = new URL(location.href).searchParams.get('state');
  const to = 'https://boardsync.example/oauth/callback?code=c0de-of-the-answer&state=' + state;
  ${script};
});
</script>`),
      );
      const page = await authoriseAnew(bob, own);
      await expect(guardOn(page).getByRole('status')).toBeVisible();
      await withoutRules(bob);
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.getByRole('button', ACCEPT).click();
      await expect(page.getByRole('status')).toContainText('You accepted BoardSync');
      // Our own page comes instead, and nothing else was asked for.
      const ours = new URL('/', page.url()).href;
      expect(asked.filter((url) => !url.startsWith(ours))).toEqual([]);
      await page.close();
    });
  }
});

test('switched off under an open page, the bar turns red, holds Accept, and says to close the tab', async ({
  alone: as,
  sim,
}) => {
  sim.set({ acceptNavigation: 'client', saasChecksState: false });
  const bob = await as('Bob Admin');
  const page = await authorize(bob);
  const guard = guardOn(page);
  await expect(guard.getByRole('status')).toContainText('matches the request');
  await switchOff(bob);
  await page.bringToFront();
  await expect(guard.getByRole('alert')).toContainText('Close this tab');
  await expect(guard).not.toContainText('matches the request');
  await expect(guard).not.toContainText('keeps the answer from reaching the app');
  await page.getByRole('button', ACCEPT).click();
  await page.getByRole('button', ACCEPT).press('Enter');
  await expect(guard.getByRole('alert')).toContainText('nothing here is compared or held any more');
  expect(sim.events().some(({ type }) => type === 'accepted')).toBe(false);
  expect(sim.saas.get('boardsync.example')?.received).toEqual([]);
});

test('a bar whose script is gone says so by itself, and no click reaches the page', async ({
  as,
  sim,
}) => {
  const bob = await as('Bob Admin');
  const page = await authorize(bob);
  const guard = guardOn(page);
  await expect(guard.getByRole('status')).toContainText('matches the request');
  await expect(guard.getByRole('alert')).toHaveCount(0);
  // As Firefox does when the extension goes: nothing of ours runs in this page any more.
  await stopScripts(bob, page);
  await expect(guard.getByRole('alert')).toContainText('Close this tab');
  await expect(guard.getByRole('status')).toHaveCount(0);
  const box = await page.getByRole('button', ACCEPT).boundingBox();
  if (!box) throw new Error('Accept is nowhere.');
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  await expect(guard.getByRole('alert')).toBeVisible();
  expect(sim.events().some(({ type }) => type === 'accepted')).toBe(false);
});

/** What a page may do about the name of the bar's own element. */
const REMOVES_ITSELF =
  "customElements.define('countersign-guard', class extends HTMLElement { connectedCallback() { this.remove() } })";
const NAMED = [
  ['an element', "document.body.append(document.createElement('countersign-guard'))"],
  [
    'a custom element that throws',
    "customElements.define('countersign-guard', class extends HTMLElement { constructor() { super(); throw new Error('no') } })",
  ],
  [
    'a custom element that forbids a shadow root',
    "customElements.define('countersign-guard', class extends HTMLElement { static disabledFeatures = ['shadow'] })",
  ],
  ['a custom element that removes itself', REMOVES_ITSELF],
  [
    'a custom element that comes after the bar',
    `const look = setInterval(() => {
      if (!document.querySelector('.countersign-guard')) return;
      clearInterval(look);
      ${REMOVES_ITSELF}
      document.body.dataset.came = 'after';
    })`,
  ],
] as const;

test('nothing of the page’s own name keeps the bar away', async ({ as, sim }) => {
  const bob = await as('Bob Admin');
  const own = await ownPage(bob);
  for (const [what, script] of NAMED) {
    await test.step(what, async () => {
      sim.servePage('api.atlassian.com', '/oauth2/authorize/server/consent', () =>
        html(`<!doctype html><script>
addEventListener('DOMContentLoaded', () => { ${script} });
</script><h1>BoardSync is requesting access to your Atlassian account.</h1>
<p>Use app on</p><p>acme.atlassian.net</p><form><button type="submit">Accept</button></form>`),
      );
      const page = await authoriseAnew(bob, own);
      if (what.endsWith('after the bar'))
        await expect(page.locator('body')).toHaveAttribute('data-came', 'after');
      await expect(guardOn(page).getByRole('status')).toBeVisible();
      await page.close();
    });
  }
});

/** What Accept may look like where it does not submit, and what is not Accept. */
const CONTROLS: Record<string, { html: string; held: boolean }> = {
  'an input of type button': { html: '<input type="button" value="Accept">', held: true },
  'a link with a button’s role': { html: '<a role="button" tabindex="0">Accept</a>', held: true },
  'a word of another language': { html: '<button type="button">Akzeptieren</button>', held: true },
  'a word that nobody knows, and nothing that submits': {
    html: '<button type="button">Mach schon</button>',
    held: true,
  },
  'a submit in words that nobody knows': { html: '<form><button>Los</button></form>', held: true },
  'Cancel beside a submit': {
    html: '<form><button>Accept</button></form><button type="button" id="it">Weg hier</button>',
    held: false,
  },
  'a Cancel that submits': { html: '<form><button id="it">Cancel</button></form>', held: false },
};

test('while something differs, a press is held, and nothing else is', async ({ as, sim }) => {
  const bob = await as('Bob Admin');
  const own = await ownPage(bob);
  for (const [what, { html: control, held }] of Object.entries(CONTROLS)) {
    await test.step(`${held ? 'held' : 'let through'}: ${what}`, async () => {
      sim.servePage('api.atlassian.com', '/oauth2/authorize/server/consent', () =>
        html(`<!doctype html><h1>Another App is requesting access to your Atlassian account.</h1>
<p>Use app on</p><p>acme.atlassian.net</p>
${control}<p id="heard"></p><script>
for (const kind of ['click', 'submit']) document.addEventListener(kind, (event) => {
  event.preventDefault();
  heard.textContent += kind + ' ';
});
</script>`),
      );
      const page = await authoriseAnew(bob, own);
      await expect(guardOn(page).getByRole('alert')).toContainText('App: Another App here');
      const it = page.locator('#it').or(page.locator('button, input, a[role]')).last();
      await it.click();
      if (held) {
        // What is let through is heard: the same page tells of a click on its own heading.
        await page.getByRole('heading', { name: /^Another App/ }).click();
        await expect(page.locator('#heard')).toHaveText('click');
      } else await expect(page.locator('#heard')).toContainText('click');
      await page.close();
    });
  }
});
