import type { ChromiumWithExtension } from '../../tests/e2e/support/launch.ts';
import type { Album } from './album.ts';
import { banner, connect, consentHeading, expect, pasteLink, signIn } from './people.ts';

/** Two people in two browsers, each with the extension. */
export interface Cast {
  requester: ChromiumWithExtension;
  reviewer: ChromiumWithExtension;
}

const APP = 'https://boardsync.example/';
const SITE = 'acme.atlassian.net';

/** The whole journey, in the order in which it happens. Every step is asserted. */
export async function walk({ requester, reviewer }: Cast, album: Album): Promise<void> {
  const page = await requester.context.newPage();
  const link = await ask(requester, page, album);
  const popup = await receive(reviewer, link, album);
  const answer = await decide(reviewer, popup, album);
  await hear(requester, page, answer, album);
  await takeEffect(reviewer, popup, album);
  await comeBack(requester, page, album);
}

type Tab = Awaited<ReturnType<ChromiumWithExtension['openPopup']>>;

/** The requester meets the block and asks. @returns the share link */
async function ask(requester: ChromiumWithExtension, page: Tab, album: Album): Promise<string> {
  const ours = banner(page);
  await album.step('Alice wants to connect BoardSync to Jira', page, async () => {
    await page.goto(APP);
    await expect(page.getByRole('link', { name: 'Connect to Jira' })).toBeVisible();
  });
  await album.step('Atlassian blocks it and Countersign offers to ask', page, async () => {
    await connect(page, 'Alice Requester');
    await expect(page.getByRole('alert')).toContainText('must authorize this app');
    const headline = `BoardSync needs a site admin's approval on ${SITE}`;
    await expect(ours.getByRole('heading', { name: headline })).toBeVisible();
    await expect(ours.getByRole('button', { name: 'Request approval' })).toBeVisible();
  });
  await album.step('She says why and sees exactly what will be sent', page, async () => {
    await ours.getByRole('button', { name: 'Request approval' }).click();
    const why = ours.getByRole('textbox', { name: 'Why do you need this app?' });
    await why.fill('Our sprint board has to follow the issues.');
    await ours.getByRole('textbox', { name: 'Your name or email' }).fill('Alice Requester');
    await ours.getByText(/^What will be sent/).click();
    const preview = ours.getByRole('group', { name: 'What will be sent' });
    await expect(preview).toContainText('BoardSync');
  });
  await album.step('One press files the request and copies its message', page, async () => {
    await ours.getByRole('button', { name: 'Copy message' }).click();
    await expect(ours.getByRole('status').filter({ hasText: 'Message copied.' })).toBeVisible();
  });
  return pasteLink(requester.context);
}

/** The reviewer takes the request in. @returns the open popup */
async function receive(reviewer: ChromiumWithExtension, link: string, album: Album): Promise<Tab> {
  const admin = await reviewer.context.newPage();
  await album.step('Bob, a site admin, opens the link', admin, async () => {
    await signIn(admin, 'Bob Admin');
    await admin.goto(link);
    await expect(admin.getByRole('heading', { level: 1 })).toContainText(
      'Atlassian Administration',
    );
    // Taken in: the fragment is gone from the address bar.
    await expect(admin).toHaveURL('https://admin.atlassian.com/');
  });
  const popup = await reviewer.openPopup();
  await album.step('The request is in his queue', popup, async () => {
    await expect(popup.getByRole('heading', { level: 1, name: 'Countersign' })).toBeVisible();
    const item = popup.getByRole('list', { name: 'Requests' }).getByRole('listitem');
    await expect(item.getByRole('heading', { level: 2, name: 'BoardSync' })).toBeVisible();
  });
  await popup.emulateMedia({ colorScheme: 'dark' });
  await album.picture('queue dark', popup);
  await popup.setViewportSize({ width: 800, height: 600 });
  await album.picture('queue dark wide', popup);
  await popup.emulateMedia({ colorScheme: 'light' });
  await album.picture('queue wide', popup);
  await popup.setViewportSize({ width: 360, height: 600 });
  await album.picture('queue narrow', popup);
  await popup.setViewportSize({ width: 400, height: 600 });
  return popup;
}

/** The reviewer looks and approves. @returns the link with the answer */
async function decide(reviewer: ChromiumWithExtension, popup: Tab, album: Album): Promise<string> {
  const detail = popup.getByRole('region', { name: 'Request for BoardSync' });
  await album.step('He looks at who asks for what', popup, async () => {
    await popup.getByRole('button', { name: 'Review BoardSync' }).click();
    for (const part of ['Who is asking', 'What it could do', 'Who asked and why']) {
      await expect(detail.getByRole('heading', { level: 3, name: part })).toBeVisible();
    }
    await expect(detail).toContainText('Our sprint board has to follow the issues.');
  });
  await album.step('He approves', popup, async () => {
    await popup.getByRole('button', { name: 'Approve', exact: true }).click();
    await popup.getByRole('textbox', { name: 'Reason' }).fill('Fine for the delivery teams.');
    await expect(popup.getByRole('button', { name: 'Confirm approval' })).toBeVisible();
  });
  await album.step('Approved, and led to the real switch', popup, async () => {
    await popup.getByRole('button', { name: 'Confirm approval' }).click();
    await expect(popup.getByRole('group', { name: 'Make it take effect' })).toBeVisible();
    await popup.getByRole('button', { name: 'Copy answer for the requesters' }).click();
  });
  return pasteLink(reviewer.context);
}

/** The requester hears the answer, while the page itself is still blocked. */
async function hear(requester: ChromiumWithExtension, page: Tab, answer: string, album: Album) {
  const tab = await requester.context.newPage();
  await tab.goto(answer);
  await expect(tab).not.toHaveURL(/#countersign/);
  await tab.close();
  await album.step('Alice reads the answer on the page that blocked her', page, async () => {
    await page.reload();
    await expect(banner(page).getByRole('status').filter({ hasText: 'Approved' })).toBeVisible();
    await expect(tryAgain(page)).toBeVisible();
  });
}

function tryAgain(page: Tab) {
  const ours = banner(page);
  const name = 'Try again';
  return ours.getByRole('link', { name }).or(ours.getByRole('button', { name }));
}

/** The admin's own consent is what unblocks everybody on the site. */
async function takeEffect(reviewer: ChromiumWithExtension, popup: Tab, album: Album) {
  const name = "Open the app's connect page";
  const group = popup.getByRole('group', { name: 'Make it take effect' });
  const opener = group.getByRole('link', { name }).or(group.getByRole('button', { name }));
  const opening = reviewer.context.waitForEvent('page', { timeout: 10_000 });
  await opener.click();
  const page = await opening;
  await album.step('Bob meets the same consent page without the block', page, async () => {
    await connect(page, 'Bob Admin');
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(page.getByText(SITE).first()).toBeVisible();
  });
  await album.step('His consent puts the app on the site', page, async () => {
    await page.getByRole('button', { name: 'Accept' }).click();
    await expect(page.getByRole('status')).toHaveText(`Connected to ${SITE} as Bob Admin`);
  });
}

/** The requester tries again. */
async function comeBack(requester: ChromiumWithExtension, page: Tab, album: Album) {
  await album.step('Alice tries again and the block is gone', page, async () => {
    await tryAgain(page).click();
    await connect(page, 'Alice Requester');
    await expect(consentHeading(page)).toBeVisible();
    await expect(page.getByRole('alert')).toHaveCount(0);
    await expect(banner(page).getByRole('status')).toContainText('Approved and working');
  });
  await album.step('BoardSync is connected', page, async () => {
    await page.getByRole('button', { name: 'Accept' }).click();
    await expect(page.getByRole('status')).toHaveText(`Connected to ${SITE} as Alice Requester`);
  });
  const popup = await requester.openPopup();
  await album.step('Her own list says that it works', popup, async () => {
    await popup.getByRole('tab', { name: 'My requests' }).click();
    await expect(popup.getByRole('heading', { level: 2, name: 'BoardSync' })).toBeVisible();
    await expect(popup.getByText('Works: seen without the block')).toBeVisible();
  });
}
