import { signal } from '@preact/signals';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Undo } from '../../components/popup/decision/DecisionForm.tsx';
import type { UndoView } from '../../components/popup/decision/decision-model.ts';
import { Popup } from '../../components/popup/Popup.tsx';
import { createWorld, type Deps, named } from './model-support.ts';
import { NOW, undoView, useEnglish } from './support.ts';

let world: Deps;

beforeEach(() => {
  useEnglish();
  world = createWorld();
});
afterEach(cleanup);

const three = () =>
  ['Alpha', 'Beta', 'Gamma'].map((name, at) => named(name, { createdAt: NOW - 9 + at }));
const ids = () => world.store.requests.map(({ id }) => id);

async function show() {
  await world.start(...three());
  render(<Popup view={world.model} onOpen={vi.fn()} />);
}
const box = (name: string) => screen.getByRole('checkbox', { name }) as HTMLInputElement;

describe('choosing several', () => {
  it('is a checkbox for each, and, once one is chosen, one for all that are shown', async () => {
    await show();
    expect(screen.queryByRole('checkbox', { name: 'Select all shown' })).toBeNull();
    fireEvent.click(box('Select Alpha'));
    expect(box('Select Alpha').checked).toBe(true);
    expect(box('Select Beta').checked).toBe(false);
    expect(box('Select all shown').indeterminate).toBe(true);
    fireEvent.click(box('Select all shown'));
    expect(world.model.bulk.chosen.value.size).toBe(3);
    expect(box('Select Gamma').checked).toBe(true);
    fireEvent.click(screen.getByRole('button', { name: 'Clear selection' }));
    expect(screen.queryByRole('toolbar')).toBeNull();
  });

  it('brings a toolbar with the four decisions, and its arrow keys', async () => {
    await show();
    for (const name of ['Select Alpha', 'Select Beta']) fireEvent.click(box(name));
    const bar = screen.getByRole('toolbar', { name: '2 selected' });
    const deny = within(bar).getByRole('button', { name: 'Deny' });
    within(bar).getByRole('button', { name: 'Approve' }).focus();
    fireEvent.keyDown(document.activeElement as Element, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(deny);
    fireEvent.click(deny);
    expect(await screen.findByRole('button', { name: 'Confirm denial' })).toBeTruthy();
    expect(screen.getByText('required')).toBeTruthy();
  });

  it('says what was decided and what failed, and why; and answers the decided in one text', async () => {
    await show();
    const [a = '', b = ''] = ids();
    world.model.bulk.toggleAll([a, b]);
    world.model.bulk.begin('deny');
    world.model.bulk.type('No');
    const failed = [{ id: b, problem: 'not-open' }];
    world.send.mockImplementation(async (name: string) =>
      name === 'shareDecisions'
        ? { ok: true, text: 'Denied: Alpha' }
        : { ok: true, done: [a], failed },
    );
    await act(() => world.model.bulk.confirm());
    expect(document.activeElement).toBe(screen.getByText('1 denied'));
    expect(screen.getByRole('list', { name: /^1 could not be decided/ }).textContent).toMatch(
      /^Beta: This can no longer be done/,
    );
    expect(screen.getByRole('button', { name: 'Undo' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Copy answers' }));
    expect(await screen.findByText('Answers copied.')).toBeTruthy();
    expect(world.send).toHaveBeenCalledWith('shareDecisions', { ids: [a] });
    expect(world.copy).toHaveBeenCalledWith('Denied: Alpha');
  });

  it('shows the answers where they cannot be copied, and offers none where nothing was decided', async () => {
    await show();
    const [a = ''] = ids();
    world.copy.mockResolvedValue(false);
    world.model.bulk.toggleAll([a]);
    world.model.bulk.begin('dismiss');
    world.send.mockResolvedValue({ ok: true, done: [], failed: [{ id: a, problem: 'not-open' }] });
    await act(() => world.model.bulk.confirm());
    expect(screen.queryByRole('button', { name: 'Copy answers' })).toBeNull();
    world.model.bulk.begin('dismiss');
    world.send.mockResolvedValue({ ok: true, done: [a], failed: [], text: 'Closed: Alpha' });
    await act(() => world.model.bulk.confirm());
    fireEvent.click(screen.getByRole('button', { name: 'Copy answers' }));
    const text = (await screen.findByRole('textbox', { name: 'Copy answers' })) as HTMLInputElement;
    expect(text.value).toBe('Closed: Alpha');
  });
});

describe('undo', () => {
  it('is offered, and says what came of it', async () => {
    const offered = signal(true);
    const feedback = signal<UndoView['feedback']['value']>(undefined);
    const undo = undoView({ offered, feedback });
    render(<Undo undo={undo} />);
    fireEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(undo.run).toHaveBeenCalled();
    await act(() => {
      offered.value = false;
      feedback.value = 'too-late';
    });
    expect(screen.queryByRole('button')).toBeNull();
    expect(document.activeElement?.textContent).toMatch(/More than ten seconds/);
  });
});

describe('the model of many', () => {
  beforeEach(() => world.start(...three()));

  it('takes out of the choice what a search takes out of the list', async () => {
    const { bulk, queue } = world.model;
    bulk.toggleAll(ids());
    queue.filter({ text: 'beta' });
    await expect.poll(() => [...bulk.chosen.value]).toEqual([ids()[1]]);
    bulk.toggle(ids()[1] as string);
    expect(bulk.chosen.value.size).toBe(0);
  });

  it('chooses all that match, drawn or not', async () => {
    const { bulk, queue } = world.model;
    queue.filter({ text: 'a', sort: 'newest' });
    await bulk.chooseMatches();
    expect(bulk.chosen.value.size).toBe(3);
  });

  it('owes a reason, decides, keeps what failed, and offers undo for ten seconds', async () => {
    const { bulk } = world.model;
    const [a = '', b = ''] = ids();
    bulk.toggleAll([a, b]);
    bulk.begin('deny');
    await bulk.confirm();
    expect(bulk.form.value?.problem).toBe('reason-owed');
    bulk.type('No');
    const failed = [{ id: b, problem: 'not-open' }];
    world.send.mockImplementation(async () => {
      world.store.requests = world.store.requests.filter(({ id }) => id !== a);
      return { ok: true, done: [a], failed };
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await bulk.confirm();
    expect(world.send).toHaveBeenCalledWith('decideMany', {
      ids: [a, b],
      kind: 'deny',
      reason: 'No',
    });
    expect(world.names()).toEqual(['Beta', 'Gamma']);
    expect([...bulk.chosen.value]).toEqual([b]);
    expect(bulk.outcome.value).toMatchObject({ count: 1, failed: [{ app: 'Beta' }] });
    expect(bulk.undo.offered.value).toBe(true);
    vi.advanceTimersByTime(10_001);
    expect(bulk.undo.offered.value).toBe(false);
    vi.useRealTimers();
  });
});
