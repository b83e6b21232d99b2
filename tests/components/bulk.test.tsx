import { signal } from '@preact/signals';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { UndoView } from '../../components/popup/decision/decision-model.ts';
import { Undo } from '../../components/popup/decision/Undo.tsx';
import type { BulkView } from '../../components/popup/queue/bulk-model.ts';
import { Queue } from '../../components/popup/queue/Queue.tsx';
import { createWorld, type Deps, named } from './model-support.ts';
import { judgeView, manyView, NOW, queueView, request, undoView, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const two = [request(), request({ app: { name: 'Miro' } })] as const;

function show(change: Partial<BulkView> = {}, count?: number) {
  const bulk = manyView(change);
  const queue = queueView({ shown: signal(two), ...(count ? { count: signal(count) } : {}) });
  const rest = { clock: signal(NOW), open: undefined, onReview: vi.fn() };
  render(<Queue queue={queue} assessment={judgeView()} bulk={bulk} {...rest} />);
  return bulk;
}
const box = (name: string) => screen.getByRole('checkbox', { name }) as HTMLInputElement;

describe('choosing several', () => {
  it('is a checkbox for each, and one for all that are shown', () => {
    const bulk = show({ chosen: signal(new Set([two[0].id])) });
    expect(box('Select Figma').checked).toBe(true);
    expect(box('Select Miro').checked).toBe(false);
    expect(box('Select all shown').indeterminate).toBe(true);
    fireEvent.click(box('Select Miro'));
    expect(bulk.toggle).toHaveBeenCalledWith(two[1].id);
    fireEvent.click(box('Select all shown'));
    expect(bulk.toggleAll).toHaveBeenCalledWith(two.map(({ id }) => id));
  });

  it('brings a toolbar with the four decisions, and its arrow keys', () => {
    const bulk = show({ chosen: signal(new Set(two.map(({ id }) => id))) });
    const bar = screen.getByRole('toolbar', { name: '2 selected' });
    const [approve, deny] = within(bar).getAllByRole('button');
    approve?.focus();
    fireEvent.keyDown(approve as HTMLElement, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(deny);
    fireEvent.click(deny as HTMLElement);
    expect(bulk.begin).toHaveBeenCalledWith('deny');
  });

  it('has no toolbar while nothing is chosen', () => {
    show();
    expect(screen.queryByRole('toolbar')).toBeNull();
  });

  it('says what was decided and what failed, and why', async () => {
    const outcome = signal<ReturnType<() => BulkView['outcome']['value']>>(undefined);
    show({ outcome });
    await act(() => {
      outcome.value = { kind: 'deny', count: 1, failed: [{ app: 'Miro', problem: 'not-open' }] };
    });
    const feedback = screen.getByText('1 request denied.');
    expect(document.activeElement).toBe(feedback);
    expect(screen.getByRole('list', { name: /^1 could not be decided/ }).textContent).toMatch(
      /^Miro: This can no longer be done/,
    );
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
  let world: Deps;
  beforeEach(async () => {
    world = createWorld();
    await world.start(named('Alpha'), named('Beta'), named('Gamma'));
  });
  const ids = () => world.store.requests.map(({ id }) => id);

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

  it('counts warnings and knows levels once the store was read', async () => {
    const [one] = world.store.requests;
    if (!one) throw new Error('empty');
    expect(world.model.assessment.worst(one)).toBe('medium');
    world.model.assessment.warnings(one);
    await expect.poll(() => world.model.assessment.warnings(one)).toBeTypeOf('number');
    expect(world.model.assessment.who(one)?.warnings.length).toBeGreaterThan(0);
  });
});
