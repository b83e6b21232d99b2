import { mkdirSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { ulid } from 'ulid';
import { encodeRequestLink } from '../lib/channels/share-link/link.ts';
import { BannerOnPage } from '../tests/e2e/support/banner.ts';
import { tell } from '../tests/e2e/support/extension.ts';
import { launchChromium } from '../tests/e2e/support/launch.ts';
import { PopupPage } from '../tests/e2e/support/popup.ts';
import { connect, signIn } from '../tests/e2e/support/profiles.ts';
import { type Simulator, startSimulator } from '../tests/simulator/simulator.ts';

/** Takes the pictures of the README and the docs: `npm run pictures`, after a change of what people see. */
const FOLDER = 'docs/images';
const CONNECTED_APPS =
  'https://admin.atlassian.com/s/11111111-aaaa-4aaa-8aaa-111111111111/user-connected-apps';
const HOUR = 3_600_000;
const POPUP = { width: 400, height: 600 };
const WIDE = { width: 1280, height: 800 };

interface Asked {
  name: string;
  host: string;
  scopes: string[];
  /** how long ago the first person asked */
  hours: number;
  people?: string[];
  reason: string;
}

const READ = ['read:jira-work', 'read:jira-user'];
const WRITE = [...READ, 'write:jira-work', 'offline_access'];

/** What waits in the pictures. The second Figma has a Cyrillic letter in it. */
const QUEUE: Asked[] = [
  {
    name: 'Figma',
    host: 'www.figma.com',
    scopes: WRITE,
    hours: 12 * 24,
    people: ['Ana', 'Jonas', 'Mei', 'Ruth', 'Omar', 'Lea', 'Ines'],
    reason: 'Design reviews live in Jira; I paste screenshots by hand.',
  },
  {
    name: 'F\u0456gma',
    host: 'figma-jira.vercel.app',
    scopes: [...WRITE, 'manage:jira-configuration'],
    hours: 4,
    people: ['Mika'],
    reason: 'It says that I have to sign in again',
  },
  {
    name: 'BoardSync',
    host: 'boardsync.example',
    scopes: WRITE,
    hours: 48,
    people: ['Ana', 'Jonas', 'Mei', 'Ruth', 'Omar'],
    reason: 'Our sprint board has to follow the issues.',
  },
  {
    name: 'Power BI',
    host: 'app.powerbi.com',
    scopes: READ,
    hours: 28 * 24,
    people: ['Lea', 'Omar', 'Ruth', 'Ana'],
    reason: 'Quarterly numbers',
  },
  {
    name: 'Smartsheet',
    host: 'app.smartsheet.com',
    scopes: [...WRITE, 'delete:issue:jira'],
    hours: 19 * 24,
    people: ['Ines', 'Mei', 'Jonas'],
    reason: 'Plans',
  },
  { name: 'Calendly', host: 'calendly.com', scopes: ['read:me'], hours: 21 * 24, reason: 'Calls' },
  { name: 'Miro', host: 'miro.com', scopes: READ, hours: 24, reason: 'Retro boards' },
  { name: 'Unito', host: 'app.unito.io', scopes: WRITE, hours: 72, reason: 'Two-way sync' },
  { name: 'Loom', host: 'www.loom.com', scopes: ['read:me'], hours: 70, reason: 'Videos' },
  { name: 'Retro Kit', host: 'retrokit.example', scopes: WRITE, hours: 2, reason: 'Friday' },
  { name: 'Zeitplaner', host: 'zeitplaner.example', scopes: READ, hours: 1, reason: 'Zeiten' },
];

/** A client id of the usual shape, one for each return host; of BoardSync, the simulator knows it. */
const clientOf = (host: string) =>
  host === 'boardsync.example'
    ? 'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA'
    : `${host.replace(/[^a-z]/g, '')}Q2mX9vT4nR8wY1cZ6dF3gH5jL0pAbCdE`.slice(0, 32);

function linkOf(asked: Asked, person: string, at: number): Promise<string> {
  const { name, host, scopes, reason, people = ['Ana'] } = asked;
  return encodeRequestLink({
    type: 'request',
    id: ulid(at),
    at,
    edition: 'cloud',
    site: 'acme.atlassian.net',
    cause: 'admin-must-authorize',
    app: {
      name,
      clientId: clientOf(host),
      scopes,
      redirect: { uri: `https://${host}/oauth/callback`, host, hadQuery: false },
    },
    message:
      'Your site admin must authorize this app for the site acme.atlassian.net before the app can access your account.',
    startPage: `https://${host}/`,
    name: person,
    reason: person === people[0] ? reason : 'The same as the others',
  });
}

/** One link after the other, each taken in before the next. */
async function fill(own: Page, queue: Asked[] = QUEUE): Promise<void> {
  for (const asked of queue) {
    for (const [at, person] of (asked.people ?? ['Ana']).entries()) {
      const text = await linkOf(asked, person, Date.now() - asked.hours * HOUR + at * HOUR);
      await tell(own, 'importLink', { text });
    }
  }
}

async function shoot(page: Page, name: string, scheme: 'light' | 'dark') {
  await page.emulateMedia({ colorScheme: scheme });
  await page.screenshot({ path: `${FOLDER}/${name}-${scheme}.png` });
}

async function requester(simulator: Simulator) {
  const { context, openPopup, close } = await launchChromium({ simulator });
  const page = await context.newPage();
  await page.setViewportSize({ width: 820, height: 760 });
  await signIn(page, 'Alice Requester');
  await connect(page);
  const banner = new BannerOnPage(page);
  await banner.fill('Our sprint board has to follow the issues.', 'Alice Requester');
  // It takes no press before it was seen for a moment.
  await banner.button('Copy message').click({ trial: true });
  await shoot(page, 'banner-form', 'light');
  await banner.press('Copy message');
  await banner.status.waitFor();
  await shoot(page, 'banner-waiting', 'dark');
  const popup = new PopupPage(await openPopup(POPUP));
  await popup.tab('My requests').click();
  await popup.items.first().waitFor();
  await shoot(popup.page, 'my-requests', 'light');
  await close();
}

async function reviewer(simulator: Simulator) {
  const { context, extensionId, openPopup, close } = await launchChromium({ simulator });
  const welcome = await context.newPage();
  await welcome.setViewportSize({ width: 760, height: 560 });
  await welcome.goto(`chrome-extension://${extensionId}/welcome.html`);
  await welcome.getByRole('radio').first().waitFor();
  await shoot(welcome, 'welcome', 'light');

  await fill(welcome);
  const popup = new PopupPage(await openPopup(POPUP));
  // Levels and warnings come after the rows.
  await popup.page.getByText('Critical').waitFor();
  await shoot(popup.page, 'queue', 'light');
  await popup.review('Figma');
  await shoot(popup.page, 'detail', 'light');
  await popup.button('Back').click();
  await popup.review('F\u0456gma');
  await popup.page.getByRole('list', { name: 'Warnings' }).waitFor();
  await shoot(popup.page, 'detail-warnings', 'light');
  await popup.button('Back').click();
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  await popup.page.getByRole('group', { name: 'Make it take effect' }).waitFor();
  await shoot(popup.page, 'approved', 'dark');

  const wide = new PopupPage(await openPopup(WIDE));
  const figma = await wide.review('Figma');
  await figma.getByText('No warnings').waitFor();
  await wide.page.getByText('Critical').first().waitFor();
  await shoot(wide.page, 'queue-wide', 'light');
  await close();
}

async function guard(simulator: Simulator) {
  const { context, openPopup, close } = await launchChromium({ simulator });
  simulator.set({ sites: 'several' });
  const page = await context.newPage();
  await signIn(page, 'Bob Admin');
  const popup = new PopupPage(await openPopup());
  await fill(
    popup.page,
    QUEUE.filter(({ name }) => name === 'BoardSync'),
  );
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval');
  const opened = context.waitForEvent('page');
  await (await popup.other('Authorize for acme.atlassian.net')).click();
  const consent = await opened;
  await consent.setViewportSize({ width: 900, height: 760 });
  for (const [site, name, role] of [
    ['globex.atlassian.net', 'guard-red', 'alert'],
    ['acme.atlassian.net', 'guard-green', 'status'],
  ] as const) {
    await consent.getByRole('combobox').click();
    await consent.getByRole('option', { name: site }).click();
    await consent.getByRole('region', { name: 'Countersign' }).getByRole(role).waitFor();
    await shoot(consent, name, 'light');
  }
  await close();
}

/** The panel on Administration's Connected apps page of the site. */
async function panel(simulator: Simulator) {
  const { context, openPopup, close } = await launchChromium({ simulator });
  const page = await context.newPage();
  await page.setViewportSize({ width: 1000, height: 640 });
  await signIn(page, 'Bob Admin');
  const popup = new PopupPage(await openPopup());
  await fill(popup.page);
  await tell(popup.page, 'matchSite', { site: 'acme.atlassian.net' });
  await page.bringToFront();
  await page.goto(CONNECTED_APPS);
  await page.getByRole('region', { name: 'Countersign' }).getByRole('listitem').first().waitFor();
  await shoot(page, 'panel', 'light');
  await close();
}

mkdirSync(FOLDER, { recursive: true });
const simulator = await startSimulator();
await requester(simulator);
await reviewer(simulator);
await guard(simulator);
await panel(simulator);
await simulator.stop();
