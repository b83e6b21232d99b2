import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createLevelsModel } from '../../components/options/Levels.tsx';
import { showOptions } from './options-support.tsx';
import { useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const own = { scope: 'delete:*:jira', level: 'critical' } as const;
const field = () => screen.getByRole('textbox', { name: 'Permission or pattern' });
const list = () => screen.queryByRole('list', { name: 'Levels set here' });

describe('levels in the options', () => {
  it('are listed, and removed by name; the field takes the focus then', async () => {
    await showOptions({ answers: { listLevels: { levels: [own], unreadable: 0 } } });
    const item = within(list() ?? document.body).getByRole('listitem');
    expect(item.textContent).toContain('delete:*:jiraCritical');
    fireEvent.click(screen.getByRole('button', { name: 'Remove delete:*:jira' }));
    expect(document.activeElement).toBe(field());
    await waitFor(() => expect(list()).toBeNull());
    expect(screen.getByText(/^Removed: delete:/)).toBeTruthy();
  });

  it('are written and set', async () => {
    const { send } = await showOptions();
    expect(list()).toBeNull();
    fireEvent.input(field(), { target: { value: 'read:x' } });
    fireEvent.change(screen.getByRole('combobox', { name: 'Level' }), {
      target: { value: 'low' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Set level' }));
    await waitFor(() => expect(list()?.textContent).toContain('read:xLow'));
    expect(send).toHaveBeenCalledWith('putLevels', { levels: [{ scope: 'read:x', level: 'low' }] });
  });

  it('say what is wrong with what was written, and what cannot be read', async () => {
    await showOptions({ answers: { listLevels: { levels: [], unreadable: 2 } } });
    fireEvent.input(field(), { target: { value: 'two words' } });
    fireEvent.click(screen.getByRole('button', { name: 'Set level' }));
    await waitFor(() => expect(screen.getAllByText(/^A permission/)[1]).toBeTruthy());
    expect(field().getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByText(/^Unreadable here: 2\. No rule approves/)).toBeTruthy();
  });

  it('come out of an exported file', async () => {
    await showOptions();
    const file = { text: async () => JSON.stringify({ levels: [own, { scope: '*' }] }) };
    fireEvent.change(screen.getByLabelText('Take levels from an exported file'), {
      target: { files: [file] },
    });
    await screen.findByText('1 record was added. · Unreadable: 1');
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
