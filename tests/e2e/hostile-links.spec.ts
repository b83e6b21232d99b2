import { randomBytes } from 'node:crypto';
import { ulid } from 'ulid';
import { BannerOnPage } from './support/banner.ts';
import { stored, storedRequests, tell } from './support/extension.ts';
import {
  ADMIN,
  decisionPayload,
  linkTo,
  linkWith,
  openLink,
  packed,
  requestPayload,
} from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { connect, expect, test } from './support/profiles.ts';

test.use({ sites: 'apart' });

const SOUND = linkTo(requestPayload());
const CODE = SOUND.slice(SOUND.indexOf('1.') + 2);

/** The same payload with one bit turned over in its first byte, which says how it is packed. */
function bitFlipped(): string {
  const bytes = Buffer.from(CODE, 'base64url');
  bytes[0] = (bytes[0] ?? 0) ^ 0b10;
  return bytes.toString('base64url');
}

const DAMAGED = 'The link is damaged or not sound. Do not trust it';
const NOT_SOUND = DAMAGED;
const UNKNOWN_KIND = 'This Countersign is too old for it. Update the extension.';

/** What arrives instead of a sound link, and what is said of it. */
const HOSTILE: Record<string, { link: string; says: string }> = {
  'cut off': { link: SOUND.slice(0, -20), says: DAMAGED },
  'with a flipped bit': { link: `${ADMIN}#countersign=1.${bitFlipped()}`, says: DAMAGED },
  'too long': {
    link: `${ADMIN}#countersign=1.${randomBytes(6200).toString('base64url')}`,
    says: 'There is no Countersign link in it, or more than one.',
  },
  'a zip bomb': {
    link: linkWith(' '.repeat(5_000_000)),
    says: NOT_SOUND,
  },
  'of version 2': {
    link: linkWith(JSON.stringify(requestPayload()), 2),
    says: 'This Countersign is too old for it. Update the extension.',
  },
  'of another type': { link: linkTo(requestPayload({ type: 'invoice' })), says: UNKNOWN_KIND },
  'for a site that is no host name': {
    link: linkTo(requestPayload({ site: 'acme.atlassian.net/../evil' })),
    says: NOT_SOUND,
  },
  'all in __proto__': {
    link: linkWith(`{"__proto__":${JSON.stringify(requestPayload())}}`),
    says: UNKNOWN_KIND,
  },
  'with nothing in it': { link: linkTo({ type: 'request' }), says: NOT_SOUND },
  'with a script for its return address': {
    link: linkTo(
      requestPayload({
        app: {
          ...requestPayload().app,
          redirect: { uri: 'java script:alert(1)', hadQuery: false },
        },
      }),
    ),
    says: NOT_SOUND,
  },
};

/** What is no link at all; opened, only what begins with the mark is ours to look at. */
const NO_LINK: Record<string, { text: string; says: string }> = {
  empty: { text: '   ', says: 'There is no Countersign link in it, or more than one.' },
  prose: {
    text: 'Hello Bob, please see below.',
    says: 'There is no Countersign link in it, or more than one.',
  },
  'a mark with nothing behind it': { text: `${ADMIN}#countersign=`, says: DAMAGED },
};

test('a broken or hostile link, pasted or opened, gets its sentence and changes nothing', async ({
  as,
}) => {
  const bob = await as('Bob Admin');
  const popup = new PopupPage(await bob.openPopup());
  await popup.importLink(linkTo(requestPayload()));
  await expect(popup.items).toHaveCount(1);
  const before = await stored(popup.page);
  const hostile = Object.values(HOSTILE);
  await test.step('pasted into the popup', async () => {
    const pasted = hostile.map(({ link, says }) => ({ text: link, says }));
    for (const { text, says } of [...pasted, ...Object.values(NO_LINK)]) {
      await popup.importLink(text);
      await expect(popup.status.filter({ hasText: `Could not be read: ${says}` })).toBeVisible();
    }
    expect(await stored(popup.page)).toEqual(before);
    await expect(popup.items).toHaveCount(1);
  });
  await test.step('opened in a tab', async () => {
    await bob.page.bringToFront();
    const mark = { link: `${ADMIN}#countersign=prose`, says: DAMAGED };
    for (const { link, says } of [...hostile, mark]) {
      await openLink(bob.page, link);
      await expect(bob.page.getByRole('region', { name: 'Countersign' })).toContainText(
        `Countersign could not take this link in. ${says}`,
      );
      await expect(bob.page).toHaveURL(ADMIN);
    }
    expect(await stored(popup.page)).toEqual(before);
  });
});

test('of what comes in only what is known is kept, and what was decided before is told', async ({
  as,
}) => {
  const bob = await as();
  const popup = new PopupPage(await bob.openPopup());
  await test.step('keys that nobody knows are dropped, and what they say goes nowhere', async () => {
    const sound = JSON.stringify(requestPayload()).slice(1);
    await popup.importLink(
      linkWith(
        `{"__proto__":{"status":"approved"},"status":"approved","v":9,"asked":true,${sound}`,
      ),
    );
    await expect(popup.items).toHaveCount(1);
    const [kept] = await storedRequests(popup.page);
    expect(kept).toMatchObject({ v: 1, status: 'pending', asked: false, review: true });
    const worker = await bob.serviceWorker();
    expect(await worker.evaluate(() => 'status' in {})).toBe(false);
  });
  await tell(popup.page, 'eraseAll', {});
  await popup.page.reload();
  await expect(popup.status.filter({ hasText: 'Nothing to review' })).toBeVisible();
  await test.step('a link inside an e-mail, broken over lines, is found all the same', async () => {
    const lines = `${ADMIN}#countersign=1.${packed(JSON.stringify(requestPayload()))}`.match(
      /.{1,70}/g,
    );
    await popup.importLink(`> Dear Bob,\n>\n> ${lines?.join('\n> ')}\n>\n> Thank you`);
    await expect(popup.items).toHaveCount(1);
  });
  await test.step('an app that was decided already is asked for anew', async () => {
    await popup.review('BoardSync');
    await popup.decide('Block', 'block', 'It sells data');
    await expect(popup.status.filter({ hasText: 'Blocked.' })).toBeFocused();
    await popup.button('Back').click();
    await expect(popup.items).toHaveCount(0);
    await popup.importLink(linkTo(requestPayload({ name: 'Carol', reason: 'I did not know' })));
    await expect(popup.items).toHaveCount(1);
    await expect(popup.items).toContainText(/Blocked before, on .+/);
    // The row's button tells the whole of it: the reason then, and since when it waits now.
    await expect(popup.button('Review BoardSync')).toHaveAttribute(
      'title',
      /Blocked before, on .+\. Reason: It sells data\b.* · Waiting since .+/,
    );
    const detail = await popup.review('BoardSync');
    await expect(detail).toContainText('I did not know');
    await expect(detail).not.toContainText('To plan the launch');
    await detail.getByRole('heading', { name: 'Earlier decisions' }).click();
    const earlier = detail.getByRole('list', { name: 'Earlier decisions' }).getByRole('listitem');
    await expect(earlier).toHaveCount(1);
    await expect(earlier).toContainText('It sells data');
  });
});

test('an answer counts once and for its own request alone, and an older one changes nothing', async ({
  as,
}) => {
  const alice = await as('Alice Requester');
  await connect(alice.page);
  await new BannerOnPage(alice.page).ask('To plan');
  const popup = new PopupPage(await alice.openPopup());
  const unanswered = await stored(popup.page);
  await popup.importLink(linkTo(decisionPayload([ulid()])));
  await expect(
    popup.status.filter({ hasText: 'This answer belongs to no request in this browser.' }),
  ).toBeVisible();
  expect(await stored(popup.page)).toEqual(unanswered);

  const [asked] = await storedRequests(popup.page);
  const ids = asked?.requesters.map(({ id }) => id) ?? [];
  const at = Date.now();
  const denial = linkTo(decisionPayload(ids, { kind: 'deny', reason: 'Use ours', at }));
  await openLink(alice.page, denial);
  const notice = alice.page.getByRole('region', { name: 'Countersign' });
  await expect(notice.getByRole('status')).toContainText('Denied');
  await expect(notice.getByRole('status')).toContainText('Use ours');
  const before = await storedRequests(popup.page);
  expect(before[0]).toMatchObject({ status: 'denied', decision: { via: 'link' } });

  await openLink(alice.page, denial);
  await expect(notice.getByRole('status')).toContainText('Use ours');
  await popup.importLink(denial);
  const again = 'Already in the queue: BoardSync for acme.atlassian.net';
  await expect(popup.status.filter({ hasText: again })).toBeVisible();
  expect((await storedRequests(popup.page))[0]).toMatchObject({ updatedAt: before[0]?.updatedAt });

  await popup.importLink(linkTo(decisionPayload(ids, { reason: 'Older', at: at - 60_000 })));
  await expect(popup.status.filter({ hasText: again })).toBeVisible();
  await popup.tab('My requests').click();
  await expect(popup.items).toContainText('Denied');
  await expect(popup.items).toContainText('Use ours');
  await expect(popup.items).toContainText('not verified: this came by link');
  await expect(popup.items).not.toContainText('Older');

  await popup.importLink(linkTo(decisionPayload(ids, { reason: 'Newer', at: at + 1 })));
  await expect(popup.items).toContainText('Approved');
  await expect(popup.items).toContainText('Newer');
});

test('a flood of links is stopped at the door, and the link that is stopped stays where it is', async ({
  as,
}) => {
  const bob = await as('Bob Admin');
  const worker = await bob.serviceWorker();
  // As many as may come in within an hour have come in already.
  await worker.evaluate(() =>
    (
      globalThis as unknown as {
        chrome: { storage: { session: { set(items: object): Promise<void> } } };
      }
    ).chrome.storage.session.set({ 'opened-links': Array(30).fill(Date.now()) }),
  );
  await openLink(bob.page, SOUND);
  await expect(bob.page.getByRole('region', { name: 'Countersign' })).toContainText(
    'Countersign could not take this link in.',
  );
  await expect(bob.page).toHaveURL(SOUND);
  const popup = new PopupPage(await bob.openPopup());
  await expect(popup.status.filter({ hasText: 'Nothing to review' })).toBeVisible();
  await popup.importLink(SOUND);
  await expect(popup.items).toHaveCount(1);
});
