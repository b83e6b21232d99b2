import { ulid } from 'ulid';
import { encodeRequestLink } from '../lib/channels/share-link/link.ts';
import type { ReviewRule } from '../lib/review/rules/rules.ts';
import { tell } from '../tests/e2e/support/extension.ts';
import { launchChromium } from '../tests/e2e/support/launch.ts';
import { PopupPage } from '../tests/e2e/support/popup.ts';
import type { Simulator } from '../tests/simulator/simulator.ts';

const KNOWN = 'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA';
/** With a Cyrillic letter in the middle. */
const FAKE = 'Bo\u0430rdSync';
const HOUR = 3_600_000;

/** A link that asks for an app, as if it had been sent some hours ago. */
export function linkFor(
  name: string,
  clientId: string,
  host: string,
  scopes: string[],
  more: { hours?: number; person?: string; reason?: string } = {},
) {
  const at = Date.now() - (more.hours ?? 1) * HOUR;
  return encodeRequestLink({
    type: 'request',
    id: ulid(at),
    at,
    edition: 'cloud',
    site: 'acme.atlassian.net',
    cause: 'admin-must-authorize',
    app: {
      name,
      clientId,
      scopes,
      redirect: { uri: `https://${host}/oauth/callback`, host, hadQuery: false },
    },
    message:
      'Your site admin must authorize this app for the site acme.atlassian.net before the app can access your account.',
    startPage: `https://${host}/`,
    name: more.person ?? 'Ana',
    reason: more.reason ?? 'To plan the launch',
  });
}

const RULES: Pick<ReviewRule, 'note' | 'when' | 'outcome' | 'reason'>[] = [
  {
    note: 'BoardSync, as agreed with IT',
    when: { clientId: KNOWN, levelAtMost: 'high' },
    outcome: 'approve',
    reason: 'Approved in advance: connect again, and choose acme.',
  },
  {
    note: 'Nothing that administers Jira',
    when: { levelAtLeast: 'critical' },
    outcome: 'deny',
    reason: 'No app gets administrator permissions here. Ask the Jira team first.',
  },
  {
    note: 'Freely hosted pages are for people to look at',
    when: { redirectDomain: 'vercel.app' },
    outcome: 'review',
    reason: '',
  },
];

/** Pictures of the desk with something in it: warnings, rules, audit log, the step before consent. */
export async function service(simulator: Simulator, folder: string): Promise<void> {
  const { openPopup, close } = await launchChromium({ simulator });
  const popup = new PopupPage(await openPopup({ width: 640, height: 760 }));
  const { page } = popup;
  const take = async (link: Promise<string>) => tell(page, 'importLink', { text: await link });
  const picture = (name: string, fullPage = false) =>
    page.screenshot({ path: `${folder}/${name}.png`, fullPage });

  await page.emulateMedia({ colorScheme: 'light' });
  await tell(page, 'nameReviewer', { name: 'Bob Admin' });
  await take(linkFor('BoardSync', KNOWN, 'boardsync.example', ['read:jira-work'], { hours: 70 }));
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval', 'Fine for the launch');
  await popup.button('Back').click();

  // The known name, in letters that only look like it, and on a host that anybody can have.
  const fake = ['read:jira-work', 'write:jira-work', 'manage:jira-configuration', 'offline_access'];
  await take(
    linkFor(FAKE, 'xL0oKaL1kE2bS3yNc4ZzQ5wE6rT7yU8i', 'boardsync-login.vercel.app', fake, {
      person: 'Jonas',
      reason: 'It says that I have to sign in again',
    }),
  );
  await popup.review(FAKE);
  await page.getByRole('list', { name: 'Warnings' }).waitFor();
  await picture('detail-warnings');
  await popup.decide(
    'Deny',
    'denial',
    'This is not the app that we approved: do not sign in there.',
  );
  await popup.button('Back').click();

  for (const rule of RULES) {
    await tell(page, 'putRule', {
      rule: { v: 1, id: ulid(), enabled: true, createdAt: Date.now(), ...rule },
    });
  }
  await take(
    linkFor('BoardSync', KNOWN, 'boardsync.example', ['read:jira-work'], { person: 'Mei' }),
  );
  await take(
    linkFor('Night Owl', 'nO7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pB', 'nightowl.example', [
      'manage:jira-configuration',
    ]),
  );
  await page.setViewportSize({ width: 800, height: 600 });
  for (const [button, name] of [
    ['Rules', 'rules'],
    ['Audit log', 'audit-log'],
  ] as const) {
    await popup.button(button).click();
    const room = page.getByRole('region', { name: button });
    await room.getByRole('listitem').first().waitFor();
    await picture(name);
    await popup.button('Back').click();
  }
  await close();
}
