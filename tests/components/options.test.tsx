import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { OptionsView } from '../../components/options/data-model.ts';
import { Options } from '../../components/options/Options.tsx';
import { hostsView } from './hosts-support.ts';
import { levelsView, reportView, settingsView } from './pages-support.ts';
import { useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function show(change: Partial<OptionsView> = {}) {
  const view: OptionsView = {
    counts: signal({ requests: 3, quarantined: 0 }),
    feedback: signal(undefined),
    exportAll: vi.fn(async () => undefined),
    importAll: vi.fn(async () => undefined),
    eraseAll: vi.fn(async () => undefined),
    ...change,
  };
  render(
    <Options
      view={view}
      settings={settingsView()}
      hosts={hostsView()}
      levels={levelsView()}
      report={reportView()}
      version="1.2.3"
    />,
  );
  return view;
}

/** What the page says of the data: the one status with words in it. */
function feedback(): string {
  const texts = screen.getAllByRole('status').map(({ textContent }) => textContent ?? '');
  return texts.filter((text) => text !== '').join('; ');
}

describe('the options page', () => {
  it('says what is kept, where, and that nothing leaves', () => {
    show();
    expect(screen.getByRole('heading', { level: 1, name: 'Countersign options' })).toBeTruthy();
    expect(screen.getByText('3 requests are kept in this browser.')).toBeTruthy();
    expect(screen.getByText('No unreadable records.')).toBeTruthy();
    expect(screen.getByText('Version 1.2.3')).toBeTruthy();
    expect(screen.getByText(/no server and no analytics/)).toBeTruthy();
  });

  it('counts', () => {
    show({ counts: signal(undefined) });
    expect(screen.getByText('Counting…')).toBeTruthy();
  });

  it('says how many records are kept aside', () => {
    show({ counts: signal({ requests: 1, quarantined: 1 }) });
    expect(screen.getByText('1 request is kept in this browser.')).toBeTruthy();
    expect(screen.getByText(/^1 unreadable record is kept aside/)).toBeTruthy();
  });

  it('says that the store cannot be opened', () => {
    show({ counts: signal('failed') });
    expect(screen.getByText(/restart the browser/)).toBeTruthy();
  });

  it('exports', () => {
    const view = show({ feedback: signal({ file: 'countersign-2026-11-20.json' }) });
    fireEvent.click(screen.getByRole('button', { name: 'Export everything' }));
    expect(view.exportAll).toHaveBeenCalled();
    expect(feedback()).toContain('countersign-2026-11-20.json');
  });

  it('takes an exported file in, and says what came of it', () => {
    const imported = { added: 1, already: 2, bad: 1 };
    const view = show({ feedback: signal({ imported }) });
    const file = new File(['{}'], 'countersign.json');
    fireEvent.change(screen.getByLabelText('Import an exported file'), {
      target: { files: [file] },
    });
    expect(view.importAll).toHaveBeenCalledWith(file);
    expect(feedback()).toBe('1 record was added. 2 were here already. 1 could not be read.');
  });

  it.each(['too-big', 'not-json', 'not-ours', 'newer'] as const)(
    'says why a file was not taken in (%s)',
    (unreadable) => {
      show({ feedback: signal({ unreadable }) });
      expect(feedback()).toMatch(/Countersign|Export everything|Audit log/);
    },
  );

  it('asks before everything is erased', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const view = show();
    fireEvent.click(screen.getByRole('button', { name: 'Erase everything' }));
    const yes = await screen.findByRole('button', { name: 'Yes, erase everything' });
    fireEvent.click(yes);
    expect(view.eraseAll).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(501);
    fireEvent.click(yes);
    expect(view.eraseAll).toHaveBeenCalled();
  });

  it('says that everything was erased, or why not', () => {
    show({ feedback: signal('erased') });
    expect(feedback()).toBe('Everything was erased.');
    cleanup();
    show({ feedback: signal('no-worker') });
    expect(feedback()).toMatch(/did not answer/);
  });
});
