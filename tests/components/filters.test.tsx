import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Popup } from '../../components/popup/Popup.tsx';
import { createWorld, type Deps, named } from './model-support.ts';
import { decision, NOW, useEnglish } from './support.ts';

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
const openFilters = () => fireEvent.click(screen.getByRole('button', { name: 'Filters' }));
const search = () => screen.getByRole('searchbox');

describe('a search that only what was decided matches', () => {
  it('says how many, and shows them', async () => {
    const denied = { status: 'denied', decision: decision('deny', 'No') } as const;
    await show(named('Alpha'), named('Zulu', denied), named('Zulu two', denied));
    expect(screen.queryByRole('button', { name: /match too/ })).toBeNull();
    fireEvent.input(search(), { target: { value: 'zulu' } });
    fireEvent.click(await screen.findByRole('button', { name: '2 decided match too: show' }));
    await expect.poll(world.names).toEqual(['Zulu', 'Zulu two']);
    expect(screen.queryByRole('button', { name: /match too/ })).toBeNull();
    openFilters();
    fireEvent.change(screen.getByRole('combobox', { name: 'Status' }), {
      target: { value: 'approved' },
    });
    expect(await screen.findByRole('button', { name: /^2 decided match too/ })).toBeTruthy();
  });

  it('filters by what was said and by warnings', async () => {
    const at = (kind: 'approve' | 'deny' | 'block', time: number) => ({
      ...decision(kind, 'Because'),
      at: time,
    });
    await show(
      named('Waiting', {
        createdAt: NOW - 1,
        app: {
          clientId: 'Waiting'.padEnd(32, '0'),
          redirect: { uri: 'https://waiting.com/cb', host: 'waiting.com', hadQuery: false },
        },
      }),
      named('Odd', {
        app: { redirect: { uri: 'http://x.example/cb', host: 'x.example', hadQuery: false } },
      }),
      named('Yes', { status: 'approved', decision: at('approve', NOW - 3) }),
      named('Works', { status: 'granted', decision: at('approve', NOW - 3) }),
      named('No', { status: 'denied', decision: at('deny', NOW - 3) }),
      named('Never', { status: 'blocked', decision: at('block', NOW - 3) }),
      // Denied once, approved since: the last word counts, whichever request is the younger.
      named('Changed', { status: 'denied', decision: at('deny', NOW - 9), createdAt: NOW - 4 }),
      named('Changed', {
        status: 'approved',
        decision: at('approve', NOW - 2),
        createdAt: NOW - 8,
      }),
    );
    openFilters();
    const choose = (name: string, value: string) =>
      fireEvent.change(screen.getByRole('combobox', { name }), { target: { value } });
    world.model.queue.filter({ sort: 'name' });
    for (const [status, expected] of [
      ['approved', ['Changed', 'Works', 'Yes']],
      ['not-in-effect', ['Changed', 'Yes']],
      ['denied', ['No']],
      ['blocked', ['Never']],
    ] as const) {
      choose('Status', status);
      await expect.poll(world.names).toEqual(expected);
    }
    choose('Status', 'waiting');
    choose('Risk', 'warned');
    await expect.poll(world.names).toEqual(['Odd']);
    expect(screen.getByRole('option', { name: 'Approved, not yet in effect' })).toBeTruthy();
    expect(screen.getByRole('option', { name: 'With warnings' })).toBeTruthy();
  });
});

describe('filters in use', () => {
  const waiting = { createdAt: NOW - 5 };
  const approved = { status: 'approved', decision: decision('approve') } as const;

  it('are counted, and each is taken away by its own button', async () => {
    await show(named('Alpha', waiting), named('Beta', { site: 'beta.atlassian.net' }));
    openFilters();
    fireEvent.change(screen.getByRole('combobox', { name: 'Site' }), {
      target: { value: 'beta.atlassian.net' },
    });
    fireEvent.change(screen.getByRole('combobox', { name: 'Sort by' }), {
      target: { value: 'name' },
    });
    await expect.poll(world.names).toEqual(['Beta']);
    const button = screen.getByRole('button', { name: 'Filters' });
    expect(button.title).toBe('Filters on: 2');
    fireEvent.click(screen.getByRole('button', { name: 'Remove filter: beta.atlassian.net' }));
    await expect.poll(world.names).toEqual(['Alpha', 'Beta']);
    expect(document.activeElement).toBe(button);
    expect(screen.queryByRole('button', { name: /beta/ })).toBeNull();
  });

  it('close with Escape, which closes nothing else', async () => {
    await show(named('Alpha'));
    world.model.bulk.toggle(world.store.requests[0]?.id ?? '');
    openFilters();
    fireEvent.keyDown(screen.getByRole('combobox', { name: 'Risk' }), { key: 'Escape' });
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Filters' }));
    expect(world.model.bulk.chosen.value.size).toBe(1);
  });

  it('lead to approvals that are still to be finished', async () => {
    await show(named('Alpha'), named('Beta', approved), named('Gamma', approved));
    fireEvent.click(screen.getByRole('button', { name: '2 approved, not yet in effect' }));
    await expect.poll(() => world.names().sort()).toEqual(['Beta', 'Gamma']);
    expect(screen.queryByRole('button', { name: /^2 approved/ })).toBeNull();
    fireEvent.click(
      screen.getByRole('button', { name: 'Remove filter: Approved, not yet in effect' }),
    );
    await expect.poll(world.names).toEqual(['Alpha']);
  });
});
