import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Frame } from '../../components/popup/Frame.tsx';
import { createFirstModel } from '../../components/popup/first-model.ts';
import { Popup, restOf } from '../../components/popup/Popup.tsx';
import { createWorld, type Deps, named } from './model-support.ts';
import { NOW, useEnglish } from './support.ts';

let world: Deps;
const onOpen = vi.fn();

beforeEach(() => {
  useEnglish();
  world = createWorld();
  onOpen.mockClear();
});
afterEach(cleanup);

async function show(names: readonly string[] = [], inTab = false) {
  await world.start(...names.map((name, at) => named(name, { createdAt: NOW - 9 + at })));
  render(<Popup view={world.model} onOpen={onOpen} inTab={inTab} />);
}
const two = ['Figma', 'Miro'];
const press = (key: string, more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
const focused = () => document.activeElement?.getAttribute('aria-label');
const openMenu = () => {
  fireEvent.click(screen.getByRole('button', { name: 'More' }));
  return within(screen.getByRole('menu', { name: 'More' }));
};
const choose = (name: string) => fireEvent.click(openMenu().getByRole('menuitem', { name }));

describe('the popup', () => {
  it('has its name, two sides, and a menu with all that is rarely needed', async () => {
    await show(two);
    expect(screen.getByRole('heading', { level: 1, name: 'Countersign' })).toBeTruthy();
    expect(screen.getByRole('tab', { name: 'To review 2', selected: true })).toBeTruthy();
    expect(screen.getByRole('tabpanel', { name: 'To review 2' })).toBeTruthy();
    const names = openMenu()
      .getAllByRole('menuitem')
      .map(({ textContent }) => textContent);
    expect(names).toEqual([
      'Import',
      'Request approval for this page',
      'Audit log',
      'Rules',
      'Overview',
      'Options',
      'Open in a tab',
      'Keyboard shortcuts',
    ]);
  });

  it('opens other pages of ours in a tab', async () => {
    await show();
    choose('Options');
    choose('Open in a tab');
    choose('Overview');
    expect(onOpen.mock.calls.map(([page]) => page)).toEqual(['options', 'tab', 'overview']);
    cleanup();
    world = createWorld();
    await show([], true);
    expect(openMenu().queryByRole('menuitem', { name: 'Open in a tab' })).toBeNull();
  });

  it('opens a page in place of its tabs, and gives the focus back to the menu', async () => {
    await show(two);
    choose('Audit log');
    expect(await screen.findByRole('heading', { level: 2, name: 'Audit log' })).toBeTruthy();
    expect(screen.queryByRole('tab')).toBeNull();
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(await screen.findByRole('tab', { name: 'To review 2' })).toBeTruthy();
    expect(focused()).toBe('More');
  });

  it('imports from the menu, and gives the focus back', async () => {
    await show(two);
    choose('Import');
    const box = await screen.findByRole('textbox', { name: 'Paste a request link' });
    expect(document.activeElement).toBe(box);
    press('Escape');
    await expect.poll(focused).toBe('More');
    expect(screen.queryByRole('textbox', { name: 'Paste a request link' })).toBeNull();
  });

  it('closes the box once a link is in, and puts what came of it in its place', async () => {
    await show(two);
    const one = named('Loom');
    world.send.mockResolvedValue({
      ok: true,
      imported: { what: 'request', outcome: 'new', request: one },
    });
    choose('Import');
    const box = await screen.findByRole('textbox', { name: 'Paste a request link' });
    fireEvent.input(box, { target: { value: 'https://admin.atlassian.com/#countersign=1.x' } });
    fireEvent.click(screen.getByRole('button', { name: 'Import request' }));
    const receipt = await screen.findByText(
      'Imported: Loom for acme.atlassian.net is in your queue.',
    );
    expect(screen.queryByRole('textbox', { name: 'Paste a request link' })).toBeNull();
    expect(document.activeElement).toBe(receipt);
    expect(receipt.getAttribute('role')).toBe('status');
    fireEvent.click(screen.getByRole('button', { name: 'Close' }));
    await expect.poll(focused).toBe('More');
    expect(receipt.isConnected).toBe(false);
    choose('Import');
    const again = await screen.findByRole('textbox', { name: 'Paste a request link' });
    fireEvent.input(again, { target: { value: 'https://admin.atlassian.com/#countersign=1.x' } });
    fireEvent.click(screen.getByRole('button', { name: 'Import request' }));
    await expect.poll(() => document.activeElement?.textContent).toMatch(/^Imported/);
    press('Escape');
    await expect.poll(focused).toBe('More');
  });

  it('keeps the box open where the link could not be read', async () => {
    await show(two);
    world.send.mockResolvedValue({ ok: false, problem: 'broken' });
    choose('Import');
    const box = await screen.findByRole('textbox', { name: 'Paste a request link' });
    fireEvent.input(box, { target: { value: 'https://admin.atlassian.com/#countersign=1.x' } });
    fireEvent.click(screen.getByRole('button', { name: 'Import request' }));
    await screen.findByText(/^Could not be read/);
    expect(box.isConnected).toBe(true);
  });

  it('changes sides by click and by arrow', async () => {
    await show(two);
    const { side } = world.model;
    fireEvent.click(screen.getByRole('tab', { name: 'My requests' }));
    expect(side.value).toBe('mine');
    const tab = screen.getByRole('tab', { name: 'My requests' });
    fireEvent.keyDown(tab, { key: 'ArrowRight' });
    expect(side.value).toBe('review');
    expect(document.activeElement).toBe(await screen.findByRole('tab', { name: /^To review/ }));
    fireEvent.keyDown(tab, { key: 'End' });
    expect(side.value).toBe('mine');
  });

  it('gives the focus back to the button that opened a request', async () => {
    await show(two);
    fireEvent.click(screen.getByRole('button', { name: 'Review Miro' }));
    expect(await screen.findByRole('region', { name: 'Request for Miro' })).toBeTruthy();
    world.model.detail.close();
    await expect.poll(focused).toBe('Review Miro');
  });
});

describe('before the rest is there', () => {
  it('what is pressed waits for it, and nothing is lost', async () => {
    world.store.requests = two.map((name, at) => named(name, { createdAt: NOW - 9 + at }));
    const first = createFirstModel({
      now: () => NOW,
      readFirst: async (limit) => {
        const { requests } = await world.store.reader.waiting(limit);
        return { requests, unreadable: 0, countAll: async () => requests.length };
      },
      recall: () => undefined,
      remember: vi.fn(),
    });
    const { rerender } = render(<Frame first={first} />);
    void first.queue.load();
    const button = await screen.findByRole('button', { name: 'Review Figma' });
    press('j');
    press('d');
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select Miro' }));
    const box = screen.getByRole('searchbox');
    press('/');
    expect(document.activeElement).toBe(box);
    button.focus();
    const model = world.withFirst(first);
    rerender(<Frame first={first} rest={restOf({ view: model, onOpen })} />);
    void model.start();
    // The same list as before: drawn once, with the focus where it was.
    expect(screen.getByRole('button', { name: 'Review Figma' })).toBe(button);
    expect(screen.getByRole('searchbox')).toBe(box);
    expect([...model.bulk.chosen.value]).toEqual([world.store.requests[1]?.id]);
    await expect.poll(() => model.bulk.form.value?.kind).toBe('deny');
  });
});

describe('its keys', () => {
  it('j and k move between requests', async () => {
    await show(two);
    press('j');
    expect(focused()).toBe('Review Figma');
    press('j');
    press('j');
    expect(focused()).toBe('Review Miro');
    press('k');
    expect(focused()).toBe('Review Figma');
  });

  it('j opens the next request while one is open', async () => {
    await show(two);
    const open = () => world.model.detail.request.value?.app.name;
    fireEvent.click(screen.getByRole('button', { name: 'Review Figma' }));
    press('j');
    await expect.poll(open).toBe('Miro');
  });

  it('n opens what waits behind the one that is open, decided or not; then there is none', async () => {
    await show([...two, 'Zulu']);
    const { detail } = world.model;
    const open = () => detail.request.value?.app.name;
    fireEvent.click(screen.getByRole('button', { name: 'Review Miro' }));
    world.send.mockImplementation(async (name: string, { id }: { id: string }) => {
      if (name !== 'decideRequest') return { ok: false, problem: 'no-worker' };
      const { requests } = world.store;
      world.store.requests = requests.map((one) =>
        one.id === id ? { ...one, status: 'denied', updatedAt: NOW } : one,
      );
      return { ok: true, request: world.store.requests.find((one) => one.id === id) };
    });
    const deny = async () => {
      detail.begin('deny');
      detail.type('No');
      await detail.confirm();
      press('n');
    };
    await deny();
    await expect.poll(open).toBe('Zulu');
    // The last one: the first that still waits.
    await deny();
    await expect.poll(open).toBe('Figma');
    await deny();
    await expect.poll(open).toBeUndefined();
  });

  it('a and d begin a decision for the request in focus, or the open one', async () => {
    await show(two);
    const { detail } = world.model;
    press('a');
    expect(detail.request.value).toBeUndefined();
    press('j');
    press('a');
    expect(detail.request.value?.app.name).toBe('Figma');
    expect(detail.form.value?.kind).toBe('approve');
    detail.close();
    fireEvent.click(await screen.findByRole('button', { name: 'Review Miro' }));
    await screen.findByRole('region', { name: 'Request for Miro' });
    press('d');
    expect(detail.form.value?.kind).toBe('deny');
  });

  it('/ goes to the search, ? lists the keys', async () => {
    await show(two);
    press('?');
    const list = await screen.findByRole('region', { name: 'Keyboard shortcuts' });
    expect(list.textContent).toContain('Next request');
    expect(document.activeElement).toBe(
      screen.getByRole('heading', { name: 'Keyboard shortcuts' }),
    );
    press('/');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  });

  it('lose no letter that is typed right after /, from the other side too', async () => {
    await show(two);
    fireEvent.click(screen.getByRole('tab', { name: 'My requests' }));
    press('/');
    // Before the browser has drawn anything, as a quick typist is.
    await Promise.resolve();
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  });

  it("are letters while somebody types, and somebody else's with a modifier", async () => {
    await show(two);
    press('j');
    press('a', { ctrlKey: true });
    press('a', { metaKey: true });
    screen.getByRole('searchbox').focus();
    press('?');
    press('a');
    expect(world.model.keysShown.value).toBe(false);
    expect(world.model.detail.request.value).toBeUndefined();
  });

  it('Escape closes the innermost thing that is open', async () => {
    await show(two);
    const { detail, intake } = world.model;
    fireEvent.click(screen.getByRole('button', { name: 'Review Miro' }));
    detail.begin('deny');
    intake.toggle();
    press('Escape');
    expect(detail.form.value).toBeUndefined();
    press('Escape');
    expect(intake.open.value).toBe(false);
    expect(detail.request.value).toBeDefined();
    press('Escape');
    expect(detail.request.value).toBeUndefined();
  });
});
