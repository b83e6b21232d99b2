import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { BannerOnPage } from '../tests/e2e/support/banner.ts';
import { tell } from '../tests/e2e/support/extension.ts';
import { launchChromium } from '../tests/e2e/support/launch.ts';
import { PopupPage } from '../tests/e2e/support/popup.ts';
import { connect, signIn } from '../tests/e2e/support/profiles.ts';
import { startSimulator } from '../tests/simulator/simulator.ts';
import { linkFor, service } from './pictures-desk.ts';

/** Takes the pictures of the README: `npm run pictures`, after a change of what people see. */
const FOLDER = 'docs/images';
const CONNECTED_APPS =
  'https://admin.atlassian.com/s/11111111-aaaa-4aaa-8aaa-111111111111/user-connected-apps';

const QUEUE = [
  [
    'BoardSync',
    'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA',
    'boardsync.example',
    26,
    'Ana',
    'To plan the launch',
  ],
  [
    'BoardSync',
    'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA',
    'boardsync.example',
    20,
    'Jonas',
    'Same board as Ana',
  ],
  [
    'Chart Room',
    'cR8lR3nY0wU5oS9xZ2dA7eG4hI6kM1qB',
    'app.chartroom.example',
    9,
    'Mei',
    'Quarterly numbers',
  ],
  [
    'Retro Kit',
    'rK9mS4oZ1xV6pT0yA3eB8fH5iJ7lN2rC',
    'retrokit.example',
    2,
    '',
    'Retrospective on Friday',
  ],
] as const;

const SCOPES = ['read:jira-work', 'write:jira-work', 'read:jira-user', 'offline_access'];

const queued = ([name, clientId, host, hours, person, reason]: (typeof QUEUE)[number]) =>
  linkFor(name, clientId, host, SCOPES, { hours, person, reason });

async function shoot(page: Page, name: string, scheme: 'light' | 'dark', fullPage = false) {
  await page.emulateMedia({ colorScheme: scheme });
  await page.screenshot({ path: `${FOLDER}/${name}-${scheme}.png`, fullPage });
}

async function requester(simulator: Awaited<ReturnType<typeof startSimulator>>) {
  const { context, openPopup, close } = await launchChromium({ simulator });
  const page = await context.newPage();
  await page.setViewportSize({ width: 900, height: 760 });
  await signIn(page, 'Alice Requester');
  await connect(page);
  const banner = new BannerOnPage(page);
  await banner.fill('To plan the launch with the design team', 'alice@acme.example');
  await shoot(page, 'banner-form', 'light');
  await banner.button('Copy message').click();
  await banner.status.waitFor();
  await shoot(page, 'banner-sent', 'dark');
  const popup = new PopupPage(await openPopup());
  await popup.tab('My requests').click();
  await popup.items.first().waitFor();
  await shoot(popup.page, 'popup-mine', 'light');
  await close();
}

/** One link after the other, each taken in before the next. */
async function fill(popup: PopupPage) {
  for (const entry of QUEUE) await tell(popup.page, 'importLink', { text: await queued(entry) });
}

async function reviewer(simulator: Awaited<ReturnType<typeof startSimulator>>) {
  const { openPopup, close } = await launchChromium({ simulator });
  const popup = new PopupPage(await openPopup());
  await fill(popup);
  await popup.items.nth(2).waitFor();
  await shoot(popup.page, 'popup-list', 'light');
  await popup.review('BoardSync');
  await shoot(popup.page, 'popup-detail', 'light', true);
  const tab = new PopupPage(await openPopup({ width: 1200, height: 800 }));
  await tab.review('BoardSync');
  await shoot(tab.page, 'popup-tab', 'light');
  await popup.decide('Approve', 'approval', 'Fine for the launch');
  await popup.page.getByRole('group', { name: 'Make it take effect' }).waitFor();
  await shoot(popup.page, 'popup-effect', 'dark', true);
  await close();
}

async function guard(simulator: Awaited<ReturnType<typeof startSimulator>>) {
  const { context, openPopup, close } = await launchChromium({ simulator });
  simulator.set({ sites: 'several' });
  const page = await context.newPage();
  await signIn(page, 'Bob Admin');
  const popup = new PopupPage(await openPopup());
  await popup.importLink(await queued(QUEUE[0]));
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  const opened = context.waitForEvent('page');
  await (await popup.other('Authorize for acme.atlassian.net')).click();
  const consent = await opened;
  await consent.setViewportSize({ width: 900, height: 760 });
  for (const [site, name] of [
    ['globex.atlassian.net', 'guard-red'],
    ['acme.atlassian.net', 'guard-green'],
  ] as const) {
    await consent.getByRole('combobox').click();
    await consent.getByRole('option', { name: site }).click();
    const said = name === 'guard-red' ? 'alert' : 'status';
    await consent.getByRole('region', { name: 'Countersign' }).getByRole(said).waitFor();
    await consent.screenshot({ path: `${FOLDER}/${name}.png` });
  }
  await close();
}

/** The panel on Administration's Connected apps page of the site. */
async function panel(simulator: Awaited<ReturnType<typeof startSimulator>>) {
  const { context, openPopup, close } = await launchChromium({ simulator });
  const page = await context.newPage();
  await page.setViewportSize({ width: 1000, height: 640 });
  await signIn(page, 'Bob Admin');
  const popup = new PopupPage(await openPopup());
  await fill(popup);
  await tell(popup.page, 'matchSite', { site: 'acme.atlassian.net' });
  await page.bringToFront();
  await page.goto(CONNECTED_APPS);
  await page.getByRole('region', { name: 'Countersign' }).getByRole('listitem').first().waitFor();
  await page.screenshot({ path: `${FOLDER}/panel.png` });
  await close();
}

async function main() {
  mkdirSync(FOLDER, { recursive: true });
  const simulator = await startSimulator();
  await requester(simulator);
  await reviewer(simulator);
  await guard(simulator);
  await panel(simulator);
  await service(simulator, FOLDER);
  await simulator.stop();
}

await main();
