import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFirstModel } from '../../components/popup/first-model.ts';
import { Popup } from '../../components/popup/Popup.tsx';
import { Queue } from '../../components/popup/queue/Queue.tsx';
import { waited } from '../../components/popup/queue/row-parts.tsx';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { createWorld, type Deps, named } from './model-support.ts';
import { decision, HOUR, NOW, request, requester, useEnglish } from './support.ts';

let world: Deps;

beforeEach(() => {
  useEnglish();
  world = createWorld();
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const draw = () => render(<Popup view={world.model} onOpen={vi.fn()} />);
async function show(...requests: ApprovalRequest[]) {
  await world.start(...requests);
  draw();
}
const items = () => within(screen.getByRole('list', { name: 'Requests' })).getAllByRole('listitem');
const state = () => screen.getAllByRole('status').map(({ textContent }) => textContent);
const search = (value: string) =>
  fireEvent.input(screen.getByRole('searchbox'), { target: { value } });
const oldest = (at: number) => ({ createdAt: NOW - (100 - at) * HOUR });
const many = (count: number) =>
  Array.from({ length: count }, (_, at) => named(`App ${at}`, { createdAt: NOW + at }));

describe('the list', () => {
  it('says that it is being read, and shows nothing that could be wrong', () => {
    draw();
    expect(state()).toContain('Reading the requests…');
    expect(screen.queryByRole('list')).toBeNull();
    expect(screen.queryByRole('button', { name: 'Import' })).toBeNull();
  });

  it('says when the store cannot be opened, and what to do', async () => {
    world.store.reader.waiting = () => Promise.reject(new Error('no'));
    await show();
    expect(state().join()).toMatch(/store failed.* restart the browser/);
  });

  it('leads on when there is nothing to review', async () => {
    await show();
    expect(state()).toContain('Nothing to review');
    fireEvent.click(screen.getByRole('button', { name: 'Import' }));
    expect(document.activeElement).toBe(
      await screen.findByRole('textbox', { name: 'Paste a request link' }),
    );
  });

  it('says that nothing matches, and offers to clear the filters', async () => {
    await show(named('Alpha'));
    search('nothing');
    expect(await screen.findByText('No request matches')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Clear search and filters' }));
    await expect.poll(world.names).toEqual(['Alpha']);
  });

  it('counts one request in the singular, more in the plural, and all that wait in the tab', async () => {
    await show(named('Alpha'), named('Beta'));
    expect(state()).toContain('2 requests');
    search('alpha');
    await expect.poll(state).toContain('1 request');
    expect(screen.getByRole('tab', { name: /^To review/ }).textContent).toBe('To review 2');
  });

  it('has two lines for each: what, who for, where it goes', async () => {
    const two = [requester({ via: 'page' }), requester()];
    await show(
      named('Figma', { requesters: two }),
      named('Miro', { createdAt: NOW - 3 * HOUR, app: { redirect: odd('http://127.0.0.1:7/cb') } }),
    );
    const [first, second] = items();
    expect(
      within(first as HTMLElement).getByRole('heading', { level: 2, name: 'Figma' }),
    ).toBeTruthy();
    expect(first?.textContent).toContain('acme.atlassian.net');
    expect(first?.textContent).toContain('2 people');
    expect(first?.textContent).toContain('1 d');
    expect(first?.textContent).toContain('returns to figma.com');
    expect(screen.getByRole('button', { name: 'Review Figma' }).title).toMatch(/^Figma · /);
    expect(screen.getByRole('button', { name: 'Review Figma' }).title).toContain(
      'Waiting since Nov 19, 2026 (yesterday)',
    );
    expect(first?.textContent).toContain('Medium');
    expect(second?.textContent).toContain('3 h');
    expect(second?.textContent).toContain('returns to this computer');
    expect(second?.textContent).not.toContain('not verified');
  });

  it('begins with what most people ask for, at its first look too', async () => {
    const three = [requester(), requester(), requester()];
    const all = [named('Old', oldest(1)), named('Wanted', { requesters: three }), named('New')];
    world.store.requests = all;
    const first = createFirstModel({
      now: () => NOW,
      readFirst: async (limit) => {
        const { requests } = await world.store.reader.waiting(limit);
        return { requests, unreadable: 0, countAll: async () => requests.length };
      },
      recall: () => undefined,
      remember: vi.fn(),
    });
    // Nobody runs the queue service: what is shown is the first read alone.
    void first.queue.load();
    await first.queue.first;
    const nothing = { open: undefined, onChoose: vi.fn(), onReview: vi.fn() };
    render(<Queue first={first} {...nothing} />);
    const names = () => items().map((one) => within(one).getByRole('heading').textContent);
    expect(names()).toEqual(['Wanted', 'Old', 'New']);
    cleanup();
    await show(...all);
    expect(names()).toEqual(['Wanted', 'Old', 'New']);
  });

  it('counts a text that was changed where it is filed as a warning', async () => {
    const count = () => /(\d+) warnings?/.exec(items()[0]?.textContent ?? '')?.[1];
    await show(named('Figma'));
    expect(count()).toBeUndefined();
    cleanup();
    world = createWorld();
    await show(named('Figma', { requesters: [requester({ edited: true })] }));
    expect(count()).toBe('1');
  });

  it('shows warnings as a number, and marks what is odd in a name', async () => {
    await show(named('Atlassian Оfficial', { app: { redirect: odd('http://x.example/cb') } }));
    const item = items()[0] as HTMLElement;
    expect(item.textContent).toMatch(/\d warnings/);
    expect(within(item).getByRole('heading').textContent).toBe('Atlassian Оfficial');
    expect(item.querySelector('.odd')?.textContent).toBe('Оfficial');
  });

  it('opens a request', async () => {
    await show(named('Figma'));
    fireEvent.click(screen.getByRole('button', { name: 'Review Figma' }));
    expect(await screen.findByRole('region', { name: 'Request for Figma' })).toBeTruthy();
  });

  it('says what is not known instead of leaving it blank', async () => {
    const { redirect: _, ...app } = request().app;
    await show({ ...request({ site: '' }), app });
    expect(items()[0]?.textContent).toContain('Site not known');
    expect(items()[0]?.textContent).toContain('returns to unknown');
  });

  it('takes the host from the address itself where a link names another one beside it', async () => {
    await show(named('Figma', { app: { redirect: odd('https://evil.example/cb', 'figma.com') } }));
    expect(items()[0]?.textContent).toContain('evil.example');
    expect(items()[0]?.textContent).not.toContain('figma.com');
  });

  it('draws markup in a name as text', async () => {
    await show(named('<b>Figma</b>'));
    expect(screen.getByRole('heading', { name: '<b>Figma</b>' })).toBeTruthy();
  });

  it('says how a request differs: in hand, denied before, nearly over', async () => {
    world.readSettings.mockResolvedValue({ expireAfterDays: 3 });
    const key = 'same';
    await show(
      named('Taken', { status: 'under-review', reviewer: { name: 'Bob', at: NOW } }),
      named('Again', { key }),
      named('Before', { key, status: 'denied', decision: decision('deny', 'No') }),
      named('Slow', { ...oldest(50), updatedAt: NOW - 50 * HOUR }),
    );
    const text = (app: string) =>
      items().find((one) => one.textContent?.includes(app))?.textContent;
    expect(text('Taken')).toContain('Bob');
    expect(text('Again')).toContain('Denied before');
    await expect.poll(() => text('Slow')).toContain('Expires');
  });

  it('says of each entry which one of how many it is, drawn or not', async () => {
    await show(...many(300));
    world.model.queue.look(41);
    await expect.poll(() => items()[0]?.getAttribute('aria-posinset')).toBe('42');
    expect(items()[0]?.getAttribute('aria-setsize')).toBe('300');
    expect(state()).toContain('300 requests');
  });

  it('goes on by arrow keys, Home and End, past what is drawn', async () => {
    await show(...many(300));
    const press = (key: string) => fireEvent.keyDown(document.activeElement as Element, { key });
    const focused = () => document.activeElement?.getAttribute('aria-label');
    screen.getByRole('button', { name: 'Review App 48' }).focus();
    press('ArrowDown');
    expect(focused()).toBe('Review App 49');
    // Every step counts that is pressed while the next part is still being drawn.
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp']) press(key);
    await expect.poll(focused).toBe('Review App 51');
    press('End');
    await expect.poll(focused).toBe('Review App 299');
    press('Home');
    await expect.poll(focused).toBe('Review App 0');
  });

  it('shows a decided request with its status, and no waiting time', async () => {
    await show(named('Figma', { status: 'withdrawn', updatedAt: NOW - HOUR }));
    world.model.queue.filter({ status: 'all' });
    await expect.poll(() => items()[0]?.textContent).toMatch(/Withdrawn on Nov 20(?!,)/);
    expect(items()[0]?.textContent).not.toContain('1 d');
  });

  it('says that unreadable records were put aside', async () => {
    world.store.unreadable = ['X1', 'X2'];
    world.send.mockResolvedValue({ ok: true, count: 2 });
    await show(named('Figma'));
    expect(await screen.findByText(/^2 could not be read/)).toBeTruthy();
  });
});

const odd = (uri: string, host = new URL(uri).host) => ({ uri, host, hadQuery: false });

describe('the table, where there is space', () => {
  beforeEach(() => {
    const matchMedia = () => ({
      matches: true,
      addEventListener: vi.fn(),
      removeEventListener: vi.fn(),
    });
    vi.stubGlobal('matchMedia', matchMedia);
  });

  it('has a column for each thing to go by, and a row for each request', async () => {
    await show(named('Alpha'), named('Beta'));
    const table = screen.getByRole('table', { name: 'Requests' });
    expect(
      within(table)
        .getAllByRole('columnheader')
        .map(({ textContent }) => textContent),
    ).toEqual(['App', 'Site', 'People', 'Waiting', 'Risk', 'Warnings', 'Returns to']);
    const row = within(table).getAllByRole('row')[1] as HTMLElement;
    expect(within(row).getByRole('button', { name: 'Review Alpha' })).toBeTruthy();
    expect(within(row).getByRole('checkbox', { name: 'Select Alpha' })).toBeTruthy();
    expect(
      within(row)
        .getAllByRole('cell')
        .map(({ textContent }) => textContent),
    ).toEqual([
      'Alpha',
      'acme.atlassian.net',
      '1',
      '1 d',
      'Medium',
      expect.stringMatching(/^(\d+ warnings?\d+)?$/),
      'figma.com',
    ]);
  });

  it('is sorted by its headers, and the other way round by the same once more', async () => {
    await show(named('Beta', oldest(1)), named('Alpha', oldest(2)), named('Gamma', oldest(3)));
    const header = (name: string) => screen.getByRole('columnheader', { name });
    expect(header('People').getAttribute('aria-sort')).toBe('descending');
    const sort = (name: string) => fireEvent.click(within(header(name)).getByRole('button'));
    sort('App');
    await expect.poll(world.names).toEqual(['Alpha', 'Beta', 'Gamma']);
    expect(header('App').getAttribute('aria-sort')).toBe('ascending');
    sort('App');
    await expect.poll(world.names).toEqual(['Gamma', 'Beta', 'Alpha']);
    expect(header('App').getAttribute('aria-sort')).toBe('descending');
    expect(header('People').hasAttribute('aria-sort')).toBe(false);
    sort('Waiting');
    await expect.poll(world.names).toEqual(['Beta', 'Alpha', 'Gamma']);
    sort('Waiting');
    await expect.poll(world.names).toEqual(['Gamma', 'Alpha', 'Beta']);
  });
});

describe('how long it waits', () => {
  it.each([
    [59_000, '0 min'],
    [59 * 60_000, '59 min'],
    [23 * HOUR, '23 h'],
    [28 * 24 * HOUR + HOUR, '28 d'],
  ])('%i ms', (time, text) => {
    expect(waited(NOW - time, NOW)).toBe(text);
  });
});
