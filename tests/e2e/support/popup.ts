import { expect, type Locator, type Page } from '@playwright/test';

/** The popup as a person finds it: by role and name. */
export class PopupPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  tab(name: 'To review' | 'My requests'): Locator {
    return this.page.getByRole('tab', { name });
  }

  get items(): Locator {
    // A request of one's own has a list in it.
    const has = this.page.getByRole('heading', { level: 2 });
    return this.page.getByRole('list', { name: 'Requests' }).getByRole('listitem').filter({ has });
  }

  /** Under My requests: opens the form for whatever page is looked at. */
  get requestForThisPage(): Locator {
    const name = 'Request approval for this page';
    return this.page.getByRole('tabpanel', { name: 'My requests' }).getByRole('button', { name });
  }

  async openManualRequest(): Promise<void> {
    await this.tab('My requests').click();
    await this.requestForThisPage.click();
  }

  get status(): Locator {
    return this.page.getByRole('status');
  }

  detail(app: string): Locator {
    return this.page.getByRole('region', { name: `Request for ${app}` });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** A way to make an approval take effect besides the recommended one; it is folded away at first. */
  async other(name: string): Promise<Locator> {
    const button = this.button(name);
    if (!(await button.isVisible())) await this.page.getByText(/^Other ways \(/).click();
    await expect(button).toBeVisible();
    return button;
  }

  /** Chooses from the menu of what is rarely needed. */
  async menu(
    name:
      | 'Import'
      | 'Request approval for this page'
      | 'Audit log'
      | 'Rules'
      | 'Overview'
      | 'Options'
      | 'Open in a tab'
      | 'Keyboard shortcuts',
  ): Promise<void> {
    await this.button('More').click();
    await this.page.getByRole('menuitem', { name, exact: true }).click();
  }

  /** Narrows or sorts the list, with the filters open afterwards. */
  async filter(
    name: 'Status' | 'Site' | 'Risk' | 'View' | 'Sort by',
    label: string,
  ): Promise<void> {
    const choice = this.page.getByRole('combobox', { name, exact: true });
    if (!(await choice.isVisible())) await this.button('Filters').click();
    await choice.selectOption(label);
  }

  /** Chooses all rows that are drawn: the box for that comes with the first that is chosen. */
  async selectShown(): Promise<void> {
    const all = this.page.getByRole('checkbox', { name: 'Select all shown' });
    const [first] = await this.page.getByRole('checkbox', { name: /^Select / }).all();
    await first?.check();
    if (!(await all.isChecked())) await all.check();
  }

  /** Opens a request's detail. */
  async review(app: string): Promise<Locator> {
    await this.button(`Review ${app}`).click();
    await expect(this.detail(app)).toBeVisible();
    return this.detail(app);
  }

  /** Decides the open request, with a reason. */
  async decide(
    kind: 'Approve' | 'Deny' | 'Block' | 'Dismiss',
    confirm: 'approval' | 'denial' | 'block' | 'dismissal',
    reason = '',
    typedHost = '',
  ): Promise<void> {
    await this.button(kind).click();
    await this.page.getByRole('textbox', { name: 'Reason (goes to the requesters)' }).fill(reason);
    // Asked for where red warnings stand.
    if (typedHost)
      await this.page.getByRole('textbox', { name: /^To go on, type/ }).fill(typedHost);
    await this.button(`Confirm ${confirm}`).click();
  }

  /** Takes a link in by pasting it. */
  async importLink(text: string): Promise<void> {
    const box = this.page.getByRole('textbox', { name: 'Paste a request link' });
    if (!(await box.isVisible())) await this.menu('Import');
    await box.fill(text);
    await this.button('Import request').click();
    // What came of it takes the box's place: the next one would be typed into a box that goes.
    await expect(this.page.locator('.import').getByRole('status').first()).not.toBeEmpty();
  }
}
