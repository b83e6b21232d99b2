import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Banner } from '../../components/banner/Banner.tsx';
import { type BannerModel, createBannerModel } from '../../components/banner/banner-model.ts';
import type { BannerState, Send } from '../../components/banner/banner-state.ts';
import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { AT, decided, person, request } from './requester-support.ts';
import { useEnglish } from './support.ts';

const MESSAGE = 'Your site admin must authorize this app for the site acme.atlassian.net';

const consent: BlockedConsent = {
  reader: 'admin-must-authorize',
  cause: 'admin-must-authorize',
  edition: 'cloud',
  site: 'acme.atlassian.net',
  appName: 'BoardSync',
  message: MESSAGE,
  clientId: 'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA',
  scopes: ['read:jira-work', 'offline_access'],
  redirect: { uri: 'https://boardsync.example/cb', host: 'boardsync.example', hadQuery: false },
};

const nothing = async () => undefined;

function show(
  state: BannerState,
  arrange: (model: BannerModel) => void = () => undefined,
  send: Send = async () => ({ ok: false, problem: 'no-worker' }),
): void {
  const model = createBannerModel({
    send,
    copy: nothing,
    mail: () => undefined,
    accepted: () => false,
  });
  model.state.value = state;
  arrange(model);
  const report = () => ({ text: () => '', sentences: [], words: '' });
  render(<Banner model={model} copy={nothing} report={report} />);
}

beforeEach(useEnglish);
afterEach(cleanup);

describe('the banner', () => {
  it('draws nothing on a page it has nothing to say about', () => {
    show({ kind: 'quiet' });
    expect(screen.queryByRole('region')).toBeNull();
  });

  it('says what is blocked, and offers to ask', () => {
    show({ kind: 'blocked', consent });
    const region = screen.getByRole('region', { name: 'Countersign' });
    expect(within(region).getByRole('heading').textContent).toBe(
      "BoardSync needs a site admin's approval on acme.atlassian.net",
    );
    expect(within(region).getByRole('button', { name: 'Request approval' })).toBeTruthy();
  });

  it('says so where the page names neither app nor site, and asks for both', () => {
    const { site: _s, appName: _a, ...nameless } = consent;
    show({ kind: 'blocked', consent: nameless }, (model) => model.openForm());
    expect(screen.getByRole('heading').textContent).toContain('This app');
    expect(screen.getByRole('textbox', { name: /Which site/ })).toBeTruthy();
    expect(screen.getByRole('textbox', { name: /What is the app called/ })).toBeTruthy();
  });

  it('previews exactly what will be sent, with the words just typed', () => {
    show({ kind: 'blocked', consent }, (model) => {
      model.openForm();
      model.reason.value = 'To plan';
      model.name.value = 'Alice';
    });
    expect(screen.getByText('app, site, 2 permissions, your reason, your name')).toBeTruthy();
    const preview = screen.getByRole('group', { name: 'What will be sent' });
    expect(preview.closest('details')?.open).toBe(false);
    const shown = ['BoardSync', 'acme.atlassian.net', consent.clientId, 'read:jira-work', MESSAGE];
    for (const text of [...shown, 'https://boardsync.example/cb', 'To plan', 'Alice']) {
      expect(preview.textContent).toContain(text);
    }
  });

  it('counts the reason once much of it is written', () => {
    let model: BannerModel | undefined;
    show({ kind: 'blocked', consent }, (fresh) => {
      model = fresh;
      fresh.openForm();
      fresh.reason.value = 'a'.repeat(200);
    });
    expect(screen.queryByText(/of 280 characters/)).toBeNull();
    void act(() => {
      if (model) model.reason.value = 'a'.repeat(201);
    });
    expect(screen.getByText('201 of 280 characters')).toBeTruthy();
  });

  it('says "not shown by the page" for what the page did not give', () => {
    const { clientId: _c, redirect: _r, ...bare } = consent;
    show({ kind: 'blocked', consent: { ...bare, scopes: [] } }, (model) => model.openForm());
    const preview = screen.getByRole('group', { name: 'What will be sent' });
    expect(preview.textContent?.match(/not shown by the page/g)).toHaveLength(3);
  });

  it('takes no press for a moment after the form appeared', () => {
    show({ kind: 'blocked', consent }, (model) => model.openForm());
    for (const name of ['Copy message', 'Email admin']) {
      expect(screen.getByRole('button', { name })).toHaveProperty('disabled', true);
    }
  });

  it('says as what it was filed, and does not offer to send it a second time', async () => {
    const queue = { site: '*.atlassian.net', label: 'IT Help', needsSite: false, files: true };
    const send = async () => ({ ok: true, destinations: [queue], last: '' });
    for (const filed of [undefined, 'ITSEC-12']) {
      const one = { ...request(), ...(filed ? { filed } : {}) };
      const start = (model: BannerModel) => void model.passOn.start();
      show({ kind: 'blocked', consent, request: one }, start, send as never);
      await screen.findByText(filed ? 'Filed as ITSEC-12' : 'Goes to IT Help, in Jira as you');
      const again = screen.queryByRole('button', { name: 'Send request' });
      expect(again === null).toBe(filed !== undefined);
      expect(screen.getByRole('button', { name: 'Copy message' })).toBeTruthy();
      cleanup();
    }
  });

  it('says of what was sent and is not there yet how far it is, until it is there', async () => {
    let known: object = { unsent: { how: 'send', to: 'IT Help', waits: 'on-its-way' } };
    const send = async (name: string) =>
      name === 'lookUp'
        ? { ok: true, facts: {}, key: 'k', name: '', request: { ...request(), ...known } }
        : { ok: true, destinations: [], last: '' };
    const shown: BannerModel[] = [];
    show({ kind: 'quiet' }, (model) => shown.push(model), send as never);
    const look = () => shown[0]?.update({ kind: 'blocked', consent });
    await look();
    expect((await screen.findByRole('status')).textContent).toBe('On its way to IT Help.');
    known = { unsent: { how: 'send', to: 'IT Help', waits: 'signed-out' } };
    await look();
    await screen.findByText('Sign in to Jira on that site, then try again.');
    known = { filed: 'ITSEC-12' };
    await look();
    await screen.findByText('Filed as ITSEC-12');
    expect(screen.getByRole('status').textContent).toContain('waiting for a decision');
  });

  it('shows a receipt, reminders and the way out after passing it on', () => {
    show({ kind: 'blocked', consent, request: request() }, (model) => {
      model.passOn.passed.value = { how: 'email' };
    });
    expect(screen.getByRole('status').textContent).toBe('Your mail program has the message.');
    for (const name of ['Copy message', 'Email admin', 'Withdraw request']) {
      expect(screen.getByRole('button', { name })).toBeTruthy();
    }
  });

  it('asks before a request is withdrawn, and tells what came of it', async () => {
    const send = vi.fn(async () => ({ ok: true, request: request({ status: 'withdrawn' }) }));
    show({ kind: 'blocked', consent, request: request() }, () => undefined, send as never);
    const click = (name: string) =>
      person(screen.getByRole('button', { name }), new MouseEvent('click', { bubbles: true }));
    click('Withdraw request');
    expect(document.activeElement?.textContent).toBe('Withdraw it? What was already sent stays.');
    // The second half of a double click, and a script of the page.
    click('Yes, withdraw it');
    fireEvent.click(screen.getByRole('button', { name: 'Keep it' }));
    expect(send).not.toHaveBeenCalled();
    const receipt = await waitFor(() => {
      if (screen.queryByRole('group', { name: /^Withdraw it/ })) click('Yes, withdraw it');
      return screen.getByText('Withdrawn');
    });
    expect(send).toHaveBeenCalledWith('withdrawRequest', { id: request().id });
    expect(receipt.getAttribute('role')).toBe('status');
    expect(document.activeElement).toBe(receipt);
    click('Request approval');
    expect(screen.queryByText('Withdrawn')).toBeNull();
  });

  it('keeps a request that is not to be withdrawn after all', () => {
    show({ kind: 'blocked', consent, request: request() });
    const first = screen.getByRole('button', { name: 'Withdraw request' });
    person(first, new MouseEvent('click', { bubbles: true }));
    const words = screen.getByText('Withdraw it? What was already sent stays.');
    person(words, new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    const back = screen.getByRole('button', { name: 'Withdraw request' });
    expect(document.activeElement).toBe(back);
  });

  it('closes the form with Escape, and keeps what was written', () => {
    let model: BannerModel | undefined;
    show({ kind: 'blocked', consent }, (fresh) => {
      model = fresh;
      fresh.openForm();
      fresh.reason.value = 'Half a rea';
    });
    const box = screen.getByRole('textbox', { name: 'Why do you need this app?' });
    person(box, new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Request approval' }));
    expect(model?.reason.value).toBe('Half a rea');
  });

  it('has the rest in a menu, which the keyboard works and closes', () => {
    show({ kind: 'blocked', consent, request: request() });
    const more = screen.getByRole('button', { name: 'More' });
    expect(more.getAttribute('aria-haspopup')).toBe('menu');
    // A script's click is nobody's.
    fireEvent.click(more);
    expect(screen.queryByRole('menu')).toBeNull();
    person(more, new MouseEvent('click', { bubbles: true }));
    const items = screen.getAllByRole('menuitem');
    expect(items.map(({ textContent }) => textContent)).toEqual(['Report a problem', 'Copy link']);
    expect(document.activeElement).toBe(items[0]);
    person(items[0], new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true }));
    expect(document.activeElement).toBe(items[1]);
    person(items[1], new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(screen.queryByRole('menu')).toBeNull();
    expect(document.activeElement).toBe(more);
  });

  it('gives the focus back to the menu when a report is closed', () => {
    show({ kind: 'blocked', consent });
    const click = () => new MouseEvent('click', { bubbles: true });
    person(screen.getByRole('button', { name: 'More' }), click());
    person(screen.getByRole('menuitem', { name: 'Report a problem' }), click());
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: /^Report/ }));
    person(screen.getByRole('button', { name: 'Close report' }), click());
    expect(screen.queryByRole('textbox', { name: /^Report/ })).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'More' }));
  });

  it('shows an open request instead of a second form', () => {
    show({ kind: 'blocked', consent, request: request() });
    expect(screen.getByRole('status').textContent).toMatch(
      /^Requested .+ · waiting for a decision$/,
    );
    expect(screen.queryByRole('button', { name: 'Request approval' })).toBeNull();
  });

  it('leads an approved person back to the app, and says that the page is still blocked', () => {
    show({ kind: 'blocked', consent, request: decided('approved', 'approve') });
    expect(screen.getByRole('status').textContent).toMatch(/^Approved .+Because of the audit/);
    const link = screen.getByRole('link', { name: 'Try again' });
    expect(link.getAttribute('href')).toBe('https://boardsync.example/');
    expect(screen.getByText(/Still blocked\?/)).toBeTruthy();
  });

  it('says in words where to try again when the app has no address', () => {
    const { wayBack: _, ...loopback } = decided('approved', 'approve');
    show({ kind: 'blocked', consent, request: loopback });
    expect(screen.queryByRole('link')).toBeNull();
    expect(screen.getByText('Start the connection again in BoardSync.')).toBeTruthy();
  });

  it('tells a denied person why, and lets them ask again', () => {
    show({ kind: 'blocked', consent, request: decided('denied', 'deny') });
    expect(screen.getByRole('status').textContent).toMatch(/^Denied .+Because of the audit/);
    expect(screen.getByRole('button', { name: 'Request approval' })).toBeTruthy();
  });

  it('tells why an app is blocked, and offers no new request', () => {
    show({ kind: 'blocked', consent, request: decided('blocked', 'block') });
    expect(screen.getByRole('status').textContent).toMatch(/^Blocked .+Because of the audit/);
    expect(screen.queryByRole('button', { name: 'Request approval' })).toBeNull();
  });

  it('says that a request was closed without a decision', () => {
    show({ kind: 'blocked', consent, request: decided('dismissed', 'dismiss') });
    expect(screen.getByRole('status').textContent).toMatch(/^Closed without a decision/);
  });

  it('says what is left to do once the page is clear', () => {
    show({ kind: 'clear', request: request({ status: 'granted', grantedAt: AT }) });
    expect(screen.getByRole('heading').textContent).toBe(
      'BoardSync is not blocked on acme.atlassian.net',
    );
    expect(screen.getByText('Accept on the page to connect.')).toBeTruthy();
  });

  it('claims nothing on a page that only looks clear', () => {
    show({ kind: 'clear', request: request() });
    expect(screen.getByRole('heading').textContent).toContain("needs a site admin's approval");
    expect(screen.getByText(/came after Accept/)).toBeTruthy();
  });

  it('gives each trouble its sentence, and keeps the form', () => {
    show({ kind: 'blocked', consent }, (model) => {
      model.openForm();
      model.reason.value = 'Kept';
      model.problem.value = 'storage-full';
    });
    expect(screen.getByRole('alert').textContent).toMatch(/full|room|space/i);
    expect(screen.getByRole('textbox', { name: /Why do you need/ })).toHaveProperty(
      'value',
      'Kept',
    );
  });

  it('folds away and says how to come back', () => {
    show({ kind: 'blocked', consent }, (model) => {
      model.hidden.value = true;
    });
    expect(screen.getByRole('button', { name: 'Show Countersign' })).toBeTruthy();
    expect(screen.queryByRole('heading')).toBeNull();
  });
});
