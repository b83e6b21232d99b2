import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Levels } from '../../components/options/Levels.tsx';
import { createLevelsModel, type LevelsView } from '../../components/options/levels-model.ts';
import { levelsView } from './pages-support.ts';
import { useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

function show(change: Partial<LevelsView> = {}) {
  const view = levelsView(change);
  render(<Levels view={view} />);
  return view;
}
const own = { scope: 'delete:*:jira', level: 'critical' } as const;
const field = () => screen.getByRole('textbox', { name: 'Permission or pattern' });

describe('levels in the options', () => {
  it('are listed, and removed by name; the field takes the focus then', () => {
    const view = show({ levels: signal([own]) });
    const item = within(screen.getByRole('list', { name: 'Levels set here' })).getByRole(
      'listitem',
    );
    expect(item.textContent).toContain('delete:*:jiraCritical');
    fireEvent.click(screen.getByRole('button', { name: 'Remove delete:*:jira' }));
    expect(view.remove).toHaveBeenCalledWith('delete:*:jira');
    expect(document.activeElement).toBe(field());
  });

  it('say that there are none', () => {
    show();
    expect(screen.getByText('None is set; ours count.')).toBeTruthy();
    expect(screen.queryByRole('list')).toBeNull();
  });

  it('are written and set', () => {
    const view = show();
    fireEvent.input(field(), { target: { value: 'read:x' } });
    expect(view.type).toHaveBeenCalledWith('read:x');
    fireEvent.change(screen.getByRole('combobox', { name: 'Level' }), {
      target: { value: 'low' },
    });
    expect(view.choose).toHaveBeenCalledWith('low');
    fireEvent.click(screen.getByRole('button', { name: 'Set level' }));
    expect(view.set).toHaveBeenCalled();
  });

  it('say what is wrong with what was written, and what cannot be read', () => {
    show({ feedback: signal('bad'), unreadable: signal(2) });
    expect(screen.getByText(/^Write one permission as it is listed/)).toBeTruthy();
    expect(field().getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(/^2 stored levels cannot be read\. No rule approves/)).toBeTruthy();
  });
});

describe('the model of levels', () => {
  const send = vi.fn();
  const model = () => createLevelsModel({ send });
  beforeEach(() => {
    send.mockReset();
    send.mockImplementation(async (_name, { levels = [] }) => ({
      ok: true,
      levels,
      unreadable: 0,
    }));
  });

  it('sends nothing that is no permission, and keeps what was typed', async () => {
    const levels = model();
    levels.type('two words');
    await levels.set();
    expect(send).not.toHaveBeenCalled();
    expect(levels.feedback.value).toBe('bad');
    expect(levels.scope.value).toBe('two words');
    levels.type('two:words ');
    expect(levels.feedback.value).toBeUndefined();
    await levels.set();
    expect(send).toHaveBeenCalledWith('putLevels', {
      levels: [{ scope: 'two:words', level: 'high' }],
    });
    expect(levels.feedback.value).toEqual({ set: 'two:words' });
    expect(levels.scope.value).toBe('');
  });

  it('keeps what was typed where it was not done', async () => {
    send.mockResolvedValue({ ok: false, problem: 'too-many-levels' });
    const levels = model();
    levels.type('a:b');
    await levels.set();
    expect(levels.feedback.value).toEqual({ problem: 'too-many-levels' });
    expect(levels.scope.value).toBe('a:b');
  });

  it('takes the levels out of an exported file, and says what are none', async () => {
    const levels = model();
    const file = (text: string) => levels.importFile({ text: async () => text });
    await file(JSON.stringify({ requests: [], levels: [own, { scope: '*' }] }));
    expect(send).toHaveBeenCalledWith('putLevels', { levels: [own] });
    expect(levels.feedback.value).toEqual({ imported: 1, bad: 1 });
    for (const text of ['', 'null', '{"levels":7}', '{"levels":[]}', '[']) {
      await file(text);
      expect(levels.feedback.value).toBe('no-levels');
    }
    expect(send).toHaveBeenCalledTimes(1);
    await file(
      JSON.stringify({
        levels: Array.from({ length: 101 }, (_, at) => ({ ...own, scope: `a${at}` })),
      }),
    );
    expect(levels.feedback.value).toEqual({ problem: 'too-many-levels' });
  });
});
