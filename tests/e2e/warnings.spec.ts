import { ulid } from 'ulid';
import table from '../../lib/review/scopes/scope-table.json' with { type: 'json' };
import { askFor, clientOf, file } from './support/desk.ts';
import { ownPage } from './support/extension.ts';
import type { RequestInLink } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { expect, test } from './support/profiles.ts';

const AGENT = ['read:jira:agent-interface'];
const MCP = 'https://mcp.atlassian.com/v2/mcp';

/** An ask whose app has more to it than name, scopes and address. */
function withApp(name: string, app: object, scopes: readonly string[] = ['read:me']) {
  const ask = askFor(name, scopes);
  return { ...ask, app: { ...ask.app, ...app } } as RequestInLink;
}
const to = (uri: string) => ({ redirect: { uri, hadQuery: false } });

/** The fourteen signs of who is asking, in their order, and what the popup says of each. */
const SIGNS: [sign: string, ask: RequestInLink, says: string | RegExp][] = [
  [
    '1 hidden characters',
    askFor('Ledger\u200bLine', ['read:me']),
    'characters that cannot be seen',
  ],
  [
    '2 mixed alphabets',
    askFor('P\u0430stebin Pro', ['read:me']),
    'mixes letters of several alphabets',
  ],
  [
    '3 a known name, another client',
    withApp('VS Code', to('https://vscode-login.example/cb')),
    /is a known app with another client ID/,
  ],
  [
    '4 claims to be Atlassian’s',
    askFor('Atlassian Helper', ['read:me']),
    'but is no Atlassian app we know',
  ],
  [
    '5 a program on the computer',
    withApp('Local Tool', to('http://127.0.0.1:3118/cb')),
    'Nobody can check which.',
  ],
  [
    '5 a scheme of its own',
    withApp('Desk Tool', to('desktool://callback')),
    'computer (desktool:)',
  ],
  [
    '6 without encryption',
    withApp('Plain Post', to('http://plainpost.example/cb')),
    'without encryption',
  ],
  [
    '7 a host in other letters',
    withApp('Buch Laden', to('https://xn--bcherladen-9db.example/cb')),
    'Written in another alphabet',
  ],
  [
    '8 shared hosting',
    withApp('Shared One', to('https://shared-one.vercel.app/cb')),
    'Anybody can get an address like',
  ],
  [
    '9 a domain that has nothing to do with it',
    withApp('Canva for Jira', to('https://evil.example/cb')),
    'the code goes to evil.example',
  ],
  [
    '10 a user name before the host',
    withApp('Userly', to('https://userly.example@evil.example/cb')),
    'A user name hides the real host: evil.example',
  ],
  ['10 an odd port', withApp('Portly', to('https://portly.example:8443/cb')), 'unusual port 8443'],
  ['10 a bare number', withApp('Numbers', to('https://203.0.113.9/cb')), 'a bare number'],
  [
    '11 registered anew each time',
    withApp('Scribe', { resource: MCP }, AGENT),
    'Registers itself anew',
  ],
  [
    '11 an address as its id',
    withApp('Meta', { clientId: 'https://meta.example/client.json' }),
    'an address under meta.example',
  ],
  ['12 never seen before', askFor('Brand New', ['read:me']), 'Not seen here before'],
  [
    '13 more than fifty scopes',
    askFor(
      'Greedy',
      Array.from({ length: 51 }, (_, at) => `read:thing-${at}:jira`),
    ),
    'Asks for 51 permissions',
  ],
  [
    '13 scopes of the organization',
    askFor('Org Tool', ['read:directories:admin']),
    'administers the organization',
  ],
  [
    '13 scopes of Atlassian’s own',
    askFor('Inner', ['jira:atlassian-external']),
    'known only from Atlassian',
  ],
  [
    '14 not asked for at Atlassian’s',
    withApp('Phishy', { falseHost: 'auth.atlassian.com.evil.example' }),
    'not at Atlassian',
  ],
];

/** Names that a clumsy test of look-alikes would take for one. */
const QUIET = {
  '日本語 アプリ': clientOf('QuietJapanese'),
  Café: clientOf('QuietFrench'),
  'Яндекс Tracker': clientOf('QuietRussian'),
};

test('each of the fourteen signs is told in the popup, and honest names are left in peace', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  for (const [, ask] of SIGNS) await file(own, ask);
  // Asked for before, on another site: then they are not even new.
  for (const [name, clientId] of Object.entries(QUIET)) {
    const ask = withApp(name, { clientId, ...to('https://boardsync.example/cb') });
    await file(own, { ...ask, id: ulid(), site: 'globex.atlassian.net' });
    await file(own, ask);
  }
  const popup = new PopupPage(await bob.openPopup({ width: 800, height: 900 }));
  const search = popup.page.getByRole('searchbox', { name: 'Search requests' });
  const signs = popup.page
    .getByRole('list', { name: 'Warnings' })
    .or(popup.page.getByRole('list', { name: 'Notes' }))
    .getByRole('listitem');
  for (const [sign, ask, says] of SIGNS) {
    await search.fill(ask.app.clientId);
    await expect(popup.items, sign).toHaveCount(1);
    // By name: the list may still be the one of the search before.
    await popup.review(ask.app.name);
    await popup.page.getByRole('heading', { name: 'Who is asking' }).click();
    await expect(signs.filter({ hasText: says }), sign).toHaveCount(1);
    await popup.button('Back').click();
  }
  for (const name of Object.keys(QUIET)) {
    await search.fill(name);
    await popup.filter('Site', 'acme.atlassian.net');
    await expect(popup.items, name).toHaveCount(1);
    const detail = await popup.review(name);
    await expect(detail.getByText('No warnings'), name).toBeVisible();
    await popup.button('Back').click();
  }
});

test('what misleads in a list of permissions is explained, and a change is shown as one', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  // What the server advertises is asked for as a whole.
  const all = JSON.stringify(table).match(/[a-z]+:[a-z]+:agent-interface/g) ?? [];
  await file(own, withApp('Scribe', { resource: MCP }, [...all, 'offline_access']));
  const clientId = clientOf('Changeling');
  const address = to('https://changeling.example/cb');
  await file(own, withApp('Changeling', { clientId, ...address }, ['read:jira-work']));
  const popup = new PopupPage(await bob.openPopup());
  const scribe = await popup.review('Scribe');
  const could = scribe.getByRole('list', { name: 'What it could do' }).getByRole('listitem');
  await expect(could).toHaveCount(2);
  await expect(could.first()).toContainText('Critical Everything the AI server offers');
  await expect(could.last()).toContainText('Stays connected up to a year');
  await popup.button('Back').click();
  await popup.review('Changeling');
  await popup.decide('Approve', 'approval');
  await popup.button('Back').click();

  // The same client id comes back under another name, from another address, with more to ask for.
  const moved = { clientId, ...to('https://elsewhere.example/cb') };
  await file(own, withApp('Chameleon', moved, ['read:jira-work', 'delete:issue:jira']));
  const detail = await popup.review('Chameleon');
  const since = detail.getByRole('list', { name: /^Since the approval of/ });
  for (const part of [
    'elsewhere.example',
    'changeling.example',
    'Chameleon',
    'delete:issue:jira',
  ]) {
    await expect(since).toContainText(part);
  }
  const warnings = detail.getByRole('list', { name: 'Warnings' });
  await expect(warnings).toContainText('also used under: Changeling');
  await expect(warnings).toContainText('with the code going elsewhere: changeling.example');
  await expect(warnings).toContainText('New since the last approval: 1, such as delete:issue:jira');
});
