import type { Locator, Page } from '@playwright/test';
import type { ApprovalRequest, AuditEntry } from '../../lib/requests/schema.ts';
import { expectAccessible } from './support/axe.ts';
import { keptAs, ownPage, plant, stored, storedRequests, tell } from './support/extension.ts';
import { linkTo, openLink, requestPayload } from './support/links.ts';
import { PopupPage } from './support/popup.ts';
import { expect, type Profile, test } from './support/profiles.ts';

const BOARDSYNC = 'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA';
const HOST = { 'Host the app returns to': 'boardsync.example' };
const OTHER = 'Xk29fLQ0aZ81mnB7cQpW4rTy6uIo3sDf';

/** The rules as a person finds them. */
class RulesOnPage {
  readonly region: Locator;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.region = page.getByRole('region', { name: 'Rules' });
  }

  get items(): Locator {
    return this.region.getByRole('list', { name: 'Rules in order' }).locator('> li');
  }

  get status(): Locator {
    return this.region.getByRole('status');
  }

  button(name: string, within: Locator = this.region): Locator {
    return within.getByRole('button', { name, exact: true });
  }

  async open(): Promise<void> {
    await new PopupPage(this.page).menu('Rules');
    await expect(this.region.getByRole('heading', { level: 2, name: 'Rules' })).toBeVisible();
  }

  /** Writes a rule and saves it. */
  async add(fields: Record<string, string>, then: string, edition?: string): Promise<void> {
    await this.button('Add a rule').click();
    for (const [label, text] of Object.entries(fields)) {
      await this.region.getByRole('textbox', { name: label }).fill(text);
    }
    await this.region.getByRole('combobox', { name: 'Then' }).selectOption(then);
    if (edition) {
      await this.region.getByRole('combobox', { name: 'Edition' }).selectOption(edition);
    }
    await this.button('Save rule').click();
    await expect(this.button('Save rule')).toHaveCount(0);
  }

  async switchOn(at: number): Promise<void> {
    await this.button('Switch on', this.items.nth(at)).click();
    await this.button('Yes, switch it on', this.items.nth(at)).click();
    await expect(this.items.nth(at).getByText('On', { exact: true })).toBeVisible();
  }
}

async function openPopup(bob: Profile): Promise<{ popup: PopupPage; rules: RulesOnPage }> {
  const page = await bob.openPopup();
  return { popup: new PopupPage(page), rules: new RulesOnPage(page) };
}

const app = (change: object = {}) => ({ ...requestPayload().app, ...change });

test('a rule is tried, switched on, decides what comes in, and is named in the log', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  const { popup, rules } = await openPopup(bob);
  await popup.importLink(linkTo(requestPayload({ site: 'globex.atlassian.net' })));
  await popup.page.keyboard.press('Escape');
  await rules.open();
  await expect(rules.region.getByText('There are no rules.')).toBeVisible();
  await rules.button('Add a rule').click();
  await rules.button('Save rule').click();
  await expect(rules.region.getByRole('alert')).toContainText('at least one condition');
  await expectAccessible(popup.page, 'a rule being written');
  await rules.button('Cancel').click();
  await rules.add(
    {
      'Name of the rule (for you)': 'Known vendors',
      'Client ID': BOARDSYNC,
      ...HOST,
      'Asks for nothing but these permissions (one a line)': 'read:jira-work\nwrite:jira-work',
      'Reason (goes to the requesters)': 'Checked in spring',
    },
    'Approve in advance',
    'Cloud',
  );
  await expect(rules.items).toHaveCount(1);
  await expect(rules.items.getByText('Off', { exact: true })).toBeVisible();
  await rules.button('Switch on', rules.items).click();
  await expect(rules.items.getByRole('status')).toContainText('It matches 1 of 1 requests so far.');
  await expect(rules.items).toContainText(
    /BoardSync on globex\.atlassian\.net: .* not decided by you/,
  );
  await rules.button('Yes, switch it on', rules.items).click();
  await expect(
    rules.status.filter({ hasText: 'It decides what comes in from now on.' }),
  ).toBeVisible();
  await expectAccessible(popup.page, 'rules');

  await rules.button('Back').click();
  await expect(popup.button('More')).toBeFocused();
  await popup.importLink(linkTo(requestPayload()));
  const said = popup.status.filter({ hasText: 'decided by one of your rules' });
  await expect(said).toContainText('Decided by the rule “Known vendors”.');
  await expect(said).toContainText('make it take effect on each site');
  await expect(popup.items).toHaveCount(1);
  await popup.button('Copy answer for the requesters').click();
  await expect(popup.status.filter({ hasText: 'Copied.' })).toBeVisible();
  const answer = await popup.page.evaluate(() => navigator.clipboard.readText());
  expect(answer).toContain('Checked in spring');

  const decided = (await storedRequests(own)).find(({ site }) => site === 'acme.atlassian.net');
  expect(decided).toMatchObject({
    status: 'approved',
    decision: { kind: 'approve', via: 'rule', rule: { name: 'Known vendors' } },
  } satisfies Partial<Record<keyof ApprovalRequest, unknown>>);
  const log = (await stored(own))['audit'] as AuditEntry[];
  expect(log.at(-1)).toMatchObject({ move: 'approve', actor: 'rule', from: 'pending' });
  await popup.page.keyboard.press('Escape');
  await popup.menu('Audit log');
  const newest = popup.page.getByRole('list', { name: 'Entries, newest first' }).locator('> li');
  await expect(newest.first()).toContainText('Decided by the rule “Known vendors”');
});

test('the first rule that matches wins, and more than a rule allows waits for the reviewer', async ({
  as,
}) => {
  const bob = await as('Bob Admin');
  const { popup, rules } = await openPopup(bob);
  await rules.open();
  const client = { 'Client ID': BOARDSYNC };
  const scopes = { 'Asks for nothing but these permissions (one a line)': 'read:jira-work' };
  await rules.add({ ...client, ...HOST, ...scopes }, 'Approve in advance', 'Cloud');
  await rules.add(
    { ...client, Site: 'acme.atlassian.net', 'Reason (goes to the requesters)': 'Not here' },
    'Deny',
  );
  await rules.switchOn(0);
  await rules.switchOn(1);
  await rules.button('Back').click();
  const narrow = app({ scopes: ['read:jira-work'] });
  const elsewhere = 'globex.atlassian.net';
  await popup.importLink(linkTo(requestPayload({ app: narrow })));
  await expect(popup.status.filter({ hasText: 'make it take effect on each site' })).toBeVisible();
  // More than the first rule allows: on acme the second denies, elsewhere nobody decides.
  await popup.importLink(linkTo(requestPayload()));
  await expect(popup.status.filter({ hasText: 'decided by one of your rules' })).toBeVisible();
  await popup.importLink(linkTo(requestPayload({ site: elsewhere })));
  await expect(popup.status.filter({ hasText: 'is in your queue' })).toBeVisible();
  await popup.importLink(linkTo(requestPayload({ app: app({ clientId: OTHER }) })));
  await expect(popup.items).toHaveCount(2);
  await popup.page.keyboard.press('Escape');

  await rules.open();
  await rules.button('Move down', rules.items.first()).click();
  await expect(rules.items.first()).toContainText('Deny');
  await rules.button('Back').click();
  await openLink(bob.page, linkTo(requestPayload({ app: narrow })));
  const notice = bob.page.getByRole('region', { name: 'Countersign' }).getByRole('status');
  await expect(notice).toContainText('was decided by one of your rules');
  await expect(notice).toContainText('Denied');
  await expect(notice).toContainText('Copy the answer');
  await expect.poll(() => bob.badge()).toBe('2');
});

test('one click makes a rule of a decision, no wider than it, switched off and tried', async ({
  as,
}) => {
  const bob = await as();
  const { popup, rules } = await openPopup(bob);
  await popup.importLink(linkTo(requestPayload()));
  await popup.page.keyboard.press('Escape');
  await popup.review('BoardSync');
  await popup.decide('Approve', 'approval', 'Fine');
  await popup.button('Make a rule from this decision').click();
  await expect(rules.items).toHaveCount(1);
  await expect(rules.items).toContainText(`Client ID: ${BOARDSYNC}`);
  await expect(rules.items).toContainText('Site: acme.atlassian.net');
  await expect(rules.items).toContainText('Permissions: ');
  await expect(rules.items.getByText('Off', { exact: true })).toBeVisible();
  await expect(rules.items).toContainText('As you decided: 1.');
  await rules.button('Edit', rules.items).click();
  await rules.region.getByRole('textbox', { name: 'Site' }).fill('https://acme');
  await rules.button('Save rule').click();
  await expect(rules.region.getByRole('alert')).toContainText('Write only a host');
  await popup.page.keyboard.press('Escape');
  await rules.button('Delete', rules.items).click();
  await rules.button('Yes, delete it', rules.items).click();
  await expect(rules.items).toHaveCount(0);
});

test('while a rule cannot be read none approves, and it is put aside, not lost', async ({ as }) => {
  const bob = await as();
  const { popup, rules } = await openPopup(bob);
  await rules.open();
  await rules.add(
    {
      'Client ID': BOARDSYNC,
      ...HOST,
      'Asks for nothing but these permissions (one a line)': 'read:jira-work write:jira-work',
    },
    'Approve in advance',
    'Cloud',
  );
  await rules.switchOn(0);
  const own = await ownPage(bob);
  const sound = (await keptAs(own, 'rules')) as unknown[];
  await plant(own, 'kept', [{ name: 'rules', value: [{ v: 9, mine: 'kept' }, ...sound] }]);
  await rules.button('Back').click();
  await popup.importLink(linkTo(requestPayload()));
  await expect(popup.status.filter({ hasText: 'is in your queue' })).toBeVisible();
  await popup.page.keyboard.press('Escape');
  await rules.open();
  await expect(rules.region.getByText('Unreadable here: 1')).toBeVisible();
  await rules.button('Switch off', rules.items).click();
  await expect(rules.region.getByText('Unreadable here')).toHaveCount(0);
  expect(await keptAs(own, 'rulesAside')).toEqual([{ v: 9, mine: 'kept' }]);
});

test('a rule of before is kept and approves nothing, until host and edition are said', async ({
  as,
}) => {
  const bob = await as();
  const own = await ownPage(bob);
  // As version 0.1 stored it: client and bound, and nothing of where the app returns to.
  const old = {
    v: 1,
    id: '01KA000000000000000000RV1E',
    enabled: true,
    note: 'From last year',
    when: { clientId: BOARDSYNC, levelAtMost: 'critical' },
    outcome: 'approve',
    reason: '',
    createdAt: 1_780_000_000_000,
  };
  // Whoever looks into the store first makes it.
  await tell(own, 'listRules', {});
  await plant(own, 'kept', [{ name: 'rules', value: [old] }]);
  const { popup, rules } = await openPopup(bob);
  await popup.importLink(linkTo(requestPayload()));
  await expect(popup.status.filter({ hasText: 'is in your queue' })).toBeVisible();
  await popup.page.keyboard.press('Escape');
  await rules.open();
  await expect(rules.items).toContainText('From last year');
  await expect(rules.items.getByText('Needs a look', { exact: true })).toBeVisible();
  await expectAccessible(popup.page, 'a rule of before');
  await rules.button('Edit', rules.items).click();
  await rules.button('Save rule').click();
  await expect(rules.region.getByRole('alert')).toContainText('needs client ID, host, edition');
  await rules.region
    .getByRole('textbox', { name: 'Host the app returns to' })
    .fill('boardsync.example');
  await rules.button('Save rule').click();
  await expect(rules.region.getByRole('alert')).toContainText('needs client ID, host, edition');
  await rules.region.getByRole('combobox', { name: 'Edition' }).selectOption('Cloud');
  await rules.button('Save rule').click();
  await rules.switchOn(0);
  await rules.button('Back').click();
  await popup.importLink(linkTo(requestPayload({ site: 'globex.atlassian.net' })));
  await expect(popup.status.filter({ hasText: 'Decided by the rule' })).toBeVisible();
});

test('what somebody would be warned of waits, whatever the rules say', async ({ as }) => {
  const bob = await as();
  const { popup, rules } = await openPopup(bob);
  await rules.open();
  await rules.add(
    {
      'Client ID': BOARDSYNC,
      ...HOST,
      'Asks for nothing but these permissions (one a line)': 'read:jira-work\nwrite:jira-work',
    },
    'Approve in advance',
    'Cloud',
  );
  await rules.switchOn(0);
  await rules.button('Back').click();
  const waits = popup.status.filter({ hasText: 'is in your queue' });
  const evil = { uri: 'https://boardsync.example.evil.example/cb', host: '', hadQuery: false };
  const odd: [site: string, change: object][] = [
    ['one.atlassian.net', { redirect: { ...evil, host: 'boardsync.example.evil.example' } }],
    ['two.atlassian.net', { name: 'Slack' }],
    ['three.atlassian.net', { scopes: ['impersonate:user:jira'] }],
    ['four.atlassian.net', { name: 'Board\u0405ync' }],
  ];
  for (const [at, [site, change]] of odd.entries()) {
    await popup.importLink(linkTo(requestPayload({ site, app: app(change) })));
    await expect(waits).toBeVisible();
    await expect(popup.items).toHaveCount(at + 1);
    await popup.page.keyboard.press('Escape');
  }
});
