import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Popup } from '../../components/popup/Popup.tsx';
import { MAX_BULK } from '../../lib/requests/limits.ts';
import { createWorld, type Deps, named } from './model-support.ts';
import { NOW, requester, useEnglish } from './support.ts';

let world: Deps;

beforeEach(() => {
  useEnglish();
  world = createWorld();
});
afterEach(cleanup);

async function show(...requests: Parameters<Deps['start']>) {
  await world.start(...requests);
  render(<Popup view={world.model} onOpen={vi.fn()} />);
}
const three = () =>
  ['Alpha', 'Beta', 'Gamma'].map((name, at) => named(name, { createdAt: NOW + at }));
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });
const focused = () => document.activeElement?.getAttribute('aria-label');
const search = () => screen.getByRole('searchbox');

describe('keys while several are chosen', () => {
  it('x, x, x and d begins one decision for all three', async () => {
    await show(...three());
    for (const key of ['j', 'x', 'j', 'x', 'j', 'x']) press(key);
    expect(await screen.findByRole('toolbar', { name: '3 selected' })).toBeTruthy();
    press('d');
    expect(world.model.detail.request.value).toBeUndefined();
    expect(world.model.bulk.form.value?.kind).toBe('deny');
    expect(await screen.findByRole('button', { name: 'Confirm denial' })).toBeTruthy();
  });

  it('a does so from a box that was ticked, too', async () => {
    await show(...three());
    const box = screen.getByRole('checkbox', { name: 'Select Beta' });
    fireEvent.click(box);
    box.focus();
    press('a');
    expect(world.model.bulk.form.value?.kind).toBe('approve');
    expect(world.model.detail.request.value).toBeUndefined();
  });

  it('means the request that is open and has the focus', async () => {
    await show(...three());
    world.model.bulk.toggle(world.store.requests[0]?.id ?? '');
    const [, second] = world.store.requests;
    if (second) world.model.detail.open(second);
    await screen.findByRole('region', { name: 'Request for Beta' });
    press('d');
    expect(world.model.detail.form.value?.kind).toBe('deny');
    expect(world.model.bulk.form.value).toBeUndefined();
  });
});

describe('from the search box to what it found', () => {
  it.each(['ArrowDown', 'Enter'])('%s', async (key) => {
    await show(...three());
    search().focus();
    fireEvent.input(search(), { target: { value: 'gam' } });
    // Pressed at once: the list of before is still there.
    press(key);
    await expect.poll(focused).toBe('Review Gamma');
    expect(world.names()).toEqual(['Gamma']);
    expect(world.model.detail.request.value).toBeUndefined();
  });

  it('Escape, once the box is empty; what is chosen stays', async () => {
    await show(...three());
    world.model.bulk.toggle(world.store.requests[1]?.id ?? '');
    search().focus();
    press('Escape');
    await expect.poll(focused).toBe('Review Alpha');
    expect(world.model.bulk.chosen.value.size).toBe(1);
  });
});

describe('choosing all that match', () => {
  const bulk = (count: number) =>
    Array.from({ length: count }, (_, at) => named(`App ${at}`, { createdAt: NOW + at }));

  it('takes as many as may be decided at once, those chosen before among them, and says so', async () => {
    await show(...bulk(MAX_BULK + 200));
    fireEvent.click(screen.getAllByRole('checkbox')[0] as HTMLElement);
    fireEvent.click(screen.getByRole('checkbox', { name: 'Select all shown' }));
    const all = await screen.findByRole('button', {
      name: 'Select the first 1,000 of 1,200 that match',
    });
    fireEvent.click(all);
    expect(await screen.findByRole('toolbar', { name: '1,000 selected' })).toBeTruthy();
    expect(world.model.bulk.chosen.value.size).toBe(MAX_BULK);
    expect(screen.getByText(/^At most 1,000 at once/)).toBeTruthy();
  });

  it('counts requests where the list counts people', async () => {
    const people = () => [requester(), requester(), requester()];
    await show(named('Figma', { requesters: people() }), named('Miro', { requesters: people() }));
    world.model.queue.filter({ view: 'requests' });
    await screen.findByText('6 single requests');
    fireEvent.click(screen.getAllByRole('checkbox', { name: /^Select Figma/ })[0] as HTMLElement);
    fireEvent.click(await screen.findByRole('button', { name: 'Select all 2 that match' }));
    const bar = await screen.findByRole('toolbar', { name: '2 selected' });
    expect(within(bar).queryByRole('button', { name: /that match/ })).toBeNull();
  });
});
