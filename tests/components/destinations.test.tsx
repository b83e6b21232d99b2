import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDestinationsModel } from '../../components/options/destinations-model.ts';
import { vouch } from '../../components/ui/trusted.ts';
import { showOptions } from './options-support.tsx';
import { useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const IT = { site: '*.atlassian.net', label: 'IT Help', to: 'it@acme.example' };
const PORTAL = {
  site: 'acme.atlassian.net',
  label: 'Portal',
  to: 'https://forms.example/?t={text}',
};
const listed = (...destinations: object[]) => ({ destinations, badPolicy: [], unreadable: 0 });

const part = () => within(screen.getByRole('region', { name: 'Where requests go' }));
/** As a person types. */
function type(label: string, value: string): void {
  const box = part().getByRole('textbox', { name: label }) as HTMLInputElement;
  box.value = value;
  const event = new Event('input', { bubbles: true });
  vouch(event);
  fireEvent(box, event);
}
const press = (name: string) => fireEvent.click(part().getByRole('button', { name }));

describe('where requests go, in Options', () => {
  it('asks for three things, and offers all sites of Atlassian', async () => {
    const { send } = await showOptions({ answers: { addDestination: listed(IT) } });
    expect(part().queryByRole('list')).toBeNull();
    expect((part().getByRole('textbox', { name: 'Site' }) as HTMLInputElement).value).toBe(
      '*.atlassian.net',
    );
    type('Email, or address of a form', IT.to);
    type('Name people see', IT.label);
    press('Add');
    await waitFor(() => expect(part().getByRole('listitem').textContent).toContain('IT Help'));
    expect(send).toHaveBeenLastCalledWith('addDestination', IT);
    expect(part().getByText('Saved')).toBe(document.activeElement);
  });

  it('keeps what was typed where it is refused, and says why', async () => {
    await showOptions({ answers: { addDestination: { ok: false, problem: 'to-no-text' } } });
    type('Email, or address of a form', 'https://forms.example/');
    press('Add');
    expect(await part().findByText(/^Put \{text\} or \{link\}/)).toBeTruthy();
    const box = part().getByRole('textbox', { name: 'Email, or address of a form' });
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
      part().getByRole('list', { name: 'Where requests go' }),
    ).getAllByRole('listitem');
    expect(first?.textContent).toContain('Set by your organization');
    expect(within(first as HTMLElement).queryByRole('button')).toBeNull();
    // Whom it leads to is to be read, not the whole address.
    expect(second?.textContent).toContain('forms.example · acme.atlassian.net');
    expect(part().getByText(/^Entry 3 was skipped\. The address imitates/)).toBeTruthy();
    expect(part().getByText('Stored, but unreadable and not used: 2')).toBeTruthy();
    press('Remove Portal');
    const yes = await part().findByRole('button', { name: 'Yes, remove it' });
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
    type('Your team’s name', 'IT at ACME');
    press('Copy set-up link');
    expect(await part().findByText('Copied.')).toBeTruthy();
    expect(send).toHaveBeenLastCalledWith('makeSetup', { from: 'IT at ACME' });
    expect(copy).toHaveBeenLastCalledWith('https://the-link');
    press('Copy policy');
    await waitFor(() => expect(copy).toHaveBeenLastCalledWith('{"the":"policy"}'));
    // What the browser does not let us copy is there to be copied.
    copy.mockRejectedValueOnce(new Error('Forbidden.'));
    press('Copy set-up link');
    const box = await part().findByRole('textbox', { name: /^Couldn't copy/ });
    expect((box as HTMLTextAreaElement).value).toBe('https://the-link');
  });
});
