import { cleanup, fireEvent, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDestinationsModel } from '../../components/options/destinations-model.ts';
import { listed, pressWhere, showOptions, typeWhere, where } from './options-support.tsx';
import { useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const IT = { site: '*.atlassian.net', label: 'IT Help', to: 'it@acme.example' };
const PORTAL = {
  site: 'acme.atlassian.net',
  label: 'Portal',
  to: 'https://forms.example/?t={text}',
};

describe('where requests go, in Options', () => {
  it('asks for three things, and offers all sites of Atlassian', async () => {
    const { send } = await showOptions({ answers: { addDestination: listed(IT) } });
    expect(where().queryByRole('list')).toBeNull();
    expect((where().getByRole('textbox', { name: 'Site' }) as HTMLInputElement).value).toBe(
      '*.atlassian.net',
    );
    typeWhere('Jira project, email, or form', IT.to);
    typeWhere('Name shown to people', IT.label);
    pressWhere('Add');
    await waitFor(() => expect(where().getByRole('listitem').textContent).toContain('IT Help'));
    expect(send).toHaveBeenLastCalledWith('addDestination', IT);
    expect(where().getByText('Saved')).toBe(document.activeElement);
  });

  it('keeps what was typed where it is refused, and says why', async () => {
    await showOptions({ answers: { addDestination: { ok: false, problem: 'to-no-text' } } });
    typeWhere('Jira project, email, or form', 'https://forms.example/');
    pressWhere('Add');
    expect(await where().findByText(/^Put \{text\} or \{link\}/)).toBeTruthy();
    const box = where().getByRole('textbox', { name: 'Jira project, email, or form' });
    expect((box as HTMLInputElement).value).toBe('https://forms.example/');
  });

  it('shows nothing of an answer that came too late', async () => {
    let answer: (list: object) => void = () => undefined;
    const late = new Promise<object>((resolve) => {
      answer = resolve;
    });
    const send = vi.fn(async (name: string): Promise<object> => {
      return name === 'listDestinations' ? late : { ok: true, ...listed(IT), queues: [] };
    });
    const model = createDestinationsModel({
      ...{ send: send as never, copy: async () => undefined },
      requestHosts: async () => true,
    });
    const started = model.start();
    await model.add();
    answer({ ok: true, ...listed() });
    await started;
    expect(model.seen.value?.destinations).toEqual([IT]);
  });

  it('removes what a person set, and not what a policy did', async () => {
    const { send } = await showOptions({
      answers: {
        listDestinations: {
          ...listed({ ...IT, policy: true }, { ...PORTAL, policy: false }),
          badPolicy: [{ at: 3, problem: 'to-imitates' }],
          unreadable: 2,
        },
        removeDestination: listed({ ...IT, policy: true }),
      },
    });
    const [first, second] = within(
      where().getByRole('list', { name: 'Where requests go' }),
    ).getAllByRole('listitem');
    expect(first?.textContent).toContain('Set by your organization');
    expect(within(first as HTMLElement).queryByRole('button')).toBeNull();
    // Whom it leads to is to be read, not the whole address.
    expect(second?.textContent).toContain('forms.example · acme.atlassian.net');
    expect(where().getByText(/^Entry 3 was skipped\. The address imitates/)).toBeTruthy();
    expect(where().getByText('Stored, but unreadable and not used: 2')).toBeTruthy();
    pressWhere('Remove Portal');
    const yes = await where().findByRole('button', { name: 'Yes, remove it' });
    await waitFor(() => {
      fireEvent.click(yes);
      expect(send).toHaveBeenLastCalledWith('removeDestination', {
        site: PORTAL.site,
        label: 'Portal',
      });
    });
  });

  it('gives colleagues the same, as a link and as a policy', async () => {
    const { copy, send } = await showOptions({
      answers: {
        listDestinations: listed({ ...IT, policy: false }),
        makeSetup: { link: 'https://the-link', policy: '{"the":"policy"}' },
      },
    });
    typeWhere('Your team’s name', 'IT at ACME');
    pressWhere('Copy set-up link');
    expect(await where().findByText('Copied.')).toBeTruthy();
    expect(send).toHaveBeenLastCalledWith('makeSetup', { from: 'IT at ACME' });
    expect(copy).toHaveBeenLastCalledWith('https://the-link');
    pressWhere('Copy policy');
    await waitFor(() => expect(copy).toHaveBeenLastCalledWith('{"the":"policy"}'));
    // What the browser does not let us copy is there to be copied.
    copy.mockRejectedValueOnce(new Error('Forbidden.'));
    pressWhere('Copy set-up link');
    const box = await where().findByRole('textbox', { name: /^Couldn't copy/ });
    expect((box as HTMLTextAreaElement).value).toBe('https://the-link');
  });
});
