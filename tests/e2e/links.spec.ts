import { BannerOnPage } from './support/banner.ts';
import { ownPage, storedRequests, tell } from './support/extension.ts';
import { ADMIN, linkTo, openLink, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, type Profile, test } from './support/profiles.ts';

const noticeOn = ({ page }: Profile) => page.getByRole('region', { name: 'Countersign' });
const saysOn = (profile: Profile) => noticeOn(profile).getByRole('status');

test('opened by a signed-in admin, the link is taken in once and leaves address bar and history', async ({
  as,
}) => {
  const bob = await as('Bob Admin');
  const link = linkTo(requestPayload());
  await openLink(bob.page, link);
  await expect(saysOn(bob)).toContainText('BoardSync for acme.atlassian.net is in your queue');
  await expect(noticeOn(bob)).toContainText('Not verified: this came by link.');
  await expect(bob.page).toHaveURL(ADMIN);
  await bob.page.goto('https://boardsync.example/');
  await bob.page.goBack();
  await expect(bob.page).toHaveURL(ADMIN);
  await bob.page.goBack();
  await expect(bob.page).toHaveURL('about:blank');
  const popup = new PopupPage(await bob.openPopup());
  await expect(popup.items).toHaveCount(1);
  await expect(popup.items).not.toContainText('not verified');

  await test.step('again, opened or pasted, it changes nothing and says so', async () => {
    const before = await storedRequests(popup.page);
    await bob.page.bringToFront();
    await openLink(bob.page, link);
    await expect(saysOn(bob)).toContainText('is already in your queue.');
    await popup.page.bringToFront();
    await popup.importLink(link);
    await expect(
      popup.status.filter({ hasText: 'Already in the queue: BoardSync for acme.atlassian.net' }),
    ).toBeVisible();
    await expect(popup.items).toHaveCount(1);
    expect(await storedRequests(popup.page)).toEqual(before);
    expect(before).toHaveLength(1);
  });

  await test.step('another one in the same tab is told too, without a new page', async () => {
    const { app } = requestPayload();
    const other = { ...app, name: 'Sketcher', clientId: 'sK7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pB' };
    await bob.page.bringToFront();
    await bob.page.goto(linkTo(requestPayload({ app: other })));
    await expect(saysOn(bob)).toContainText('Sketcher for acme.atlassian.net is in your queue');
    await expect(noticeOn(bob)).toHaveCount(1);
    await noticeOn(bob).getByRole('button', { name: 'Close' }).click();
    await expect(noticeOn(bob)).toHaveCount(0);
    await expect(popup.items).toHaveCount(2);
  });
});

for (const adminSignIn of ['server', 'client'] as const) {
  test(`with a sign-in in between (led there by the ${adminSignIn}), the request arrives and is told`, async ({
    as,
    sim,
  }) => {
    sim.set({ adminSignIn });
    const bob = await as();
    await openLink(bob.page, linkTo(requestPayload()));
    const signIn = bob.page.getByRole('button', { name: 'Sign in as Bob Admin' });
    await expect(signIn).toBeVisible();
    await expect(bob.page).not.toHaveURL(/#countersign/);
    // A script may lead on faster than the first page can say what it holds; then the sign-in
    // carries the link along, and it is taken in where people land.
    if (adminSignIn === 'server') await expect(saysOn(bob)).toContainText('is in your queue');
    await signIn.click();
    await expect(bob.page.getByRole('heading', { name: 'Atlassian Administration' })).toBeVisible();
    await expect(saysOn(bob)).toContainText(
      /BoardSync for acme.atlassian.net is (?:already )?in your queue/,
    );
    await expect(bob.page).toHaveURL(ADMIN);
    const popup = new PopupPage(await bob.openPopup());
    await expect(popup.items).toHaveCount(1);
    await expect(popup.items).toContainText('1 person');
    await bob.page.goBack();
    await expect(bob.page).not.toHaveURL(/#countersign/);
  });
}

test('two people ask for the same app: one request with both of them and both reasons', async ({
  as,
}) => {
  const links: string[] = [];
  for (const [person, reason] of [
    ['Alice Requester', 'To plan the launch'],
    ['Carol Requester', 'To report to the board'],
  ] as const) {
    const { page } = await as(person);
    await connect(page);
    const banner = new BannerOnPage(page);
    await banner.ask(reason, person);
    links.push(await banner.copyLink());
  }
  const bob = await as('Bob Admin');
  const [alices = '', carols = ''] = links;
  await openLink(bob.page, alices);
  await expect(saysOn(bob)).toContainText('is in your queue');
  await openLink(bob.page, carols);
  await expect(saysOn(bob)).toContainText('One more person asks for BoardSync');
  const popup = new PopupPage(await bob.openPopup());
  await expect(popup.items).toHaveCount(1);
  await expect(popup.items).toContainText('2 people');
  const detail = await popup.review('BoardSync');
  const people = detail.getByRole('list', { name: 'Who asked and why' }).getByRole('listitem');
  await expect(people).toHaveCount(2);
  await expect(people.filter({ hasText: 'Alice Requester' })).toContainText('To plan the launch');
  await expect(people.filter({ hasText: 'Carol Requester' })).toContainText(
    'To report to the board',
  );
  await expect(detail.getByRole('region', { name: 'Who asked and why' })).toContainText(
    'not verified',
  );
});

test('what a link says is shown as text: no markup, and nothing that turns or hides it', async ({
  as,
}) => {
  const evil = '<img src=x onerror="document.title=1"><b>Bold</b>';
  const { app } = requestPayload();
  const bob = await as('Bob Admin');
  await openLink(
    bob.page,
    linkTo(requestPayload({ app: { ...app, name: evil }, reason: evil, name: evil })),
  );
  await expect(saysOn(bob)).toContainText(evil);
  await expect(noticeOn(bob).locator('img, b')).toHaveCount(0);
  const popup = new PopupPage(await bob.openPopup());
  await expect(popup.items.getByRole('heading', { name: evil })).toBeVisible();
  const detail = await popup.review(evil);
  const people = detail.getByRole('list', { name: 'Who asked and why' });
  await expect(people.getByText(evil)).toHaveCount(2);
  await expect(popup.page.locator('img, b')).toHaveCount(0);
  await expect(popup.page).toHaveTitle('Countersign');

  const payload = requestPayload({
    app: { ...app, name: 'Board\u202eSync\u200b' },
    reason: '\u2066To\u2069 plan\u200f',
    name: '\u061cAl\u00adice',
  });
  expect(await tell(popup.page, 'eraseAll', {})).toMatchObject({ ok: true });
  await popup.page.reload();
  await popup.importLink(linkTo(payload));
  await expect(popup.items.getByRole('heading')).toHaveText('BoardSync');
  const [kept] = await storedRequests(popup.page);
  expect(kept?.app.name).toBe('BoardSync');
  expect(kept?.requesters).toMatchObject([{ name: 'Alice', reason: 'To plan' }]);
});

test('the e-mail is plain words with the link, and short enough for any mail program', async ({
  as,
}) => {
  const alice = await as('Alice Requester');
  await connect(alice.page);
  const banner = new BannerOnPage(alice.page);
  await banner.ask(`Because: ${'ü & so on, '.repeat(24)}`.slice(0, 280), 'alice@acme.example');
  const own = await ownPage(alice);
  const [request] = await storedRequests(own);
  const texts = await tell(own, 'shareRequest', { id: request?.id ?? '' });
  if (!texts.ok) throw new Error(texts.problem);
  expect(texts.mailto.length).toBeLessThanOrEqual(1500);
  const mail = new URL(texts.mailto);
  expect(mail.pathname).toBe('');
  const body = mail.searchParams.get('body') ?? '';
  expect(mail.searchParams.get('subject')).toBe(
    'Approval needed: BoardSync for acme.atlassian.net',
  );
  expect(body).toContain('Client ID: bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA');
  expect(body).toMatch(/https:\/\/admin\.atlassian\.com\/#countersign=1\.|Too long for an email/);
  expect(body).toContain('Start the same connection in BoardSync');
  expect(body).not.toMatch(/<|undefined|\$\w+\$/);
  const bob = await as('Bob Admin');
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(body);
  await expect(popup.items).toContainText('BoardSync');
});
