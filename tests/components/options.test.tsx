import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LICENSES } from '../../components/options/Options.tsx';
import { backupText, MAX_BACKUP } from '../../lib/requests/backup.ts';
import { SAMPLE_ID } from '../../lib/requests/sample.ts';
import { DEFAULTS } from '../../lib/requests/settings.ts';
import manifest from '../../package.json';
import { Store } from './model-support.ts';
import { showOptions } from './options-support.tsx';
import { NOW, request, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const SECTIONS = ['Where requests go', 'You', 'Reviewing', 'Hosts', 'Risk levels', 'Data', 'About'];

/** A store with these in it. */
function storeOf(...requests: Store['requests']): Store {
  const store = new Store();
  store.requests = requests;
  return store;
}

/** What the page says of what was done: the statuses with words in them. */
const said = () =>
  screen
    .getAllByRole('status')
    .map(({ textContent }) => textContent)
    .filter(Boolean)
    .join('; ');

describe('the options page', () => {
  it('has its sections, and a way to each', async () => {
    await showOptions();
    expect(screen.getByRole('heading', { level: 1, name: 'Countersign options' })).toBeTruthy();
    const headings = screen.getAllByRole('heading', { level: 2 });
    expect(headings.map(({ textContent }) => textContent)).toEqual(SECTIONS);
    const links = within(screen.getByRole('navigation', { name: 'Sections' })).getAllByRole('link');
    expect(links.map(({ textContent }) => textContent)).toEqual(SECTIONS);
    for (const link of links) {
      const target = document.querySelector(link.getAttribute('href') ?? '');
      expect(target?.querySelector('h2')?.textContent).toBe(link.textContent);
    }
  });

  it('says which version it is, that nothing leaves, and what is built in', async () => {
    await showOptions();
    expect(screen.getByText('Version 1.2.3')).toBeTruthy();
    expect(screen.getByText(/^Nothing leaves this browser before you send it/)).toBeTruthy();
    const { lucide } = manifest.devDependencies;
    const built = { ...manifest.dependencies, lucide };
    expect(Object.keys(LICENSES).sort()).toEqual(Object.keys(built).sort());
    expect(screen.getByText('preact (MIT)')).toBeTruthy();
  });

  it('makes a report of a page that was read wrongly', async () => {
    const { report } = await showOptions();
    fireEvent.click(screen.getByRole('button', { name: 'Make a report' }));
    expect(report.make).toHaveBeenCalled();
  });
});

describe('You and Reviewing', () => {
  const lastSaved = (send: { mock: { calls: unknown[][] } }) =>
    send.mock.calls.filter(([name]) => name === 'saveSettings').at(-1)?.[1];

  it.each([
    [
      'role',
      'reviews',
      () => fireEvent.click(screen.getByRole('radio', { name: 'I approve apps' })),
    ],
    [
      'expireAfterDays',
      7,
      () =>
        fireEvent.change(screen.getByRole('combobox', { name: 'A request expires after' }), {
          target: { value: '7' },
        }),
    ],
    [
      'strict',
      true,
      () =>
        fireEvent.click(
          screen.getByRole('checkbox', { name: 'Nobody decides a request of their own' }),
        ),
    ],
    [
      'panel',
      false,
      () => fireEvent.click(screen.getByRole('checkbox', { name: /^Show waiting requests on/ })),
    ],
    [
      'remindMinutes',
      60,
      () =>
        fireEvent.change(
          screen.getByRole('combobox', { name: /^Remind me that user-installed apps/ }),
          { target: { value: '60' } },
        ),
    ],
  ] as const)('keeps %s at once', async (name, value, change) => {
    const { send } = await showOptions();
    change();
    await waitFor(() => expect(said()).toBe('Saved'));
    expect(lastSaved(send)).toEqual({ settings: { ...DEFAULTS, [name]: value } });
  });

  it('keeps the name', async () => {
    const { send } = await showOptions();
    const name = screen.getByRole('textbox', { name: 'Your name as a reviewer (optional)' });
    fireEvent.change(name, { target: { value: ' Bob ' } });
    await waitFor(() => expect(said()).toBe('Saved'));
    expect(send).toHaveBeenCalledWith('nameReviewer', { name: ' Bob ' });
  });

  it('goes back to what was set where that cannot be kept', async () => {
    await showOptions({ answers: { saveSettings: { ok: false, problem: 'no-worker' } } });
    const strict = screen.getByRole<HTMLInputElement>('checkbox', { name: /^Nobody decides/ });
    fireEvent.click(strict);
    await waitFor(() => expect(said()).toMatch(/did not answer|didn’t answer/));
    expect(strict.checked).toBe(false);
  });

  it('offers what was set otherwise, too', async () => {
    const settings = { ...DEFAULTS, expireAfterDays: 11, remindMinutes: 7 };
    await showOptions({ answers: { readSettings: { settings, reviewer: '' } } });
    expect(screen.getByRole('option', { name: '11 days', selected: true })).toBeTruthy();
    expect(screen.getByRole('option', { name: '7 minutes', selected: true })).toBeTruthy();
  });

  it('asks the browser for notifications', async () => {
    await showOptions({ allows: false });
    fireEvent.click(screen.getByRole('button', { name: 'Remind me with a notification' }));
    await waitFor(() => expect(said()).toMatch(/^The browser doesn’t allow notifications/));
  });
});

describe('Data', () => {
  const chooseFile = (text: string, size = text.length) => {
    const file = { size, text: async () => text };
    fireEvent.change(screen.getByLabelText('Import an exported file'), {
      target: { files: [file] },
    });
  };

  it('says how much is kept here, and how much of it cannot be read', async () => {
    const store = storeOf(request(), request());
    store.reader.countQuarantined = async () => 1;
    await showOptions({ store });
    expect(screen.getByText('Requests kept in this browser: 2')).toBeTruthy();
    expect(screen.getByText('Unreadable, kept aside, in the export: 1')).toBeTruthy();
  });

  it('says that the store cannot be opened', async () => {
    const store = new Store();
    store.reader.countAll = async () => {
      throw new Error('closed');
    };
    await showOptions({ store });
    expect(screen.getByText(/restart the browser/i)).toBeTruthy();
  });

  it('exports', async () => {
    const { save } = await showOptions({ store: storeOf(request()) });
    fireEvent.click(screen.getByRole('button', { name: 'Export everything' }));
    await waitFor(() => expect(said()).toContain('countersign-2026-11-20.json'));
    expect(save).toHaveBeenCalledWith('countersign-2026-11-20.json', expect.any(String));
  });

  it('takes an exported file in, and says what came of it', async () => {
    await showOptions();
    chooseFile(backupText({ requests: [request()], audit: [] }, NOW));
    await waitFor(() =>
      expect(said()).toBe('1 record was added. · Already here: 2 · Unreadable: 1'),
    );
  });

  it.each([
    ['[', undefined, /no whole export/],
    ['{}', undefined, /Not for here/],
    ['', 4 * MAX_BACKUP + 1, /no whole export/],
    [
      JSON.stringify({ ...JSON.parse(backupText({ requests: [] }, NOW)), v: 99 }),
      undefined,
      /too old for it/,
    ],
  ])('says why a file was not taken in', async (text, size, reason) => {
    await showOptions();
    chooseFile(text, size);
    await waitFor(() => expect(said()).toMatch(reason));
  });

  it('takes the sample away, where there is one', async () => {
    const { send } = await showOptions({ store: storeOf(request({ id: SAMPLE_ID })) });
    fireEvent.click(screen.getByRole('button', { name: 'Remove sample' }));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Remove sample' })).toBeNull());
    expect(send).toHaveBeenCalledWith('removeSamples', {});
  });

  it('asks before everything is erased, and says when it was', async () => {
    const { send, forget } = await showOptions();
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    fireEvent.click(screen.getByRole('button', { name: 'Erase everything' }));
    const yes = screen.getByRole('button', { name: 'Yes, erase everything' });
    fireEvent.click(yes);
    expect(send).not.toHaveBeenCalledWith('eraseAll', {});
    await vi.advanceTimersByTimeAsync(501);
    fireEvent.click(yes);
    vi.useRealTimers();
    await waitFor(() => expect(said()).toBe('Everything was erased.'));
    expect(forget).toHaveBeenCalled();
  });
});
