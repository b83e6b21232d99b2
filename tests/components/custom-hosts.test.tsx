import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHostsModel } from '../../components/options/CustomHosts.tsx';
import type { HostsSeen, ListedHost } from '../../lib/messages/records.ts';
import { showOptions } from './options-support.tsx';
import { useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const JIRA: ListedHost = {
  kind: 'jira-data-center',
  address: 'https://jira.acme.example/jira',
  origins: ['https://jira.acme.example/*'],
  policy: false,
  allowed: true,
};

const show = (seen: Partial<HostsSeen> = {}, answers = {}) =>
  showOptions({
    answers: { listHosts: { hosts: [], badPolicy: [], unreadable: 0, ...seen }, ...answers },
  });
const item = () => within(screen.getByRole('list', { name: 'Added hosts' })).getByRole('listitem');
const add = (address: string) => {
  fireEvent.input(screen.getByRole('textbox', { name: 'Address of the host' }), {
    target: { value: address },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Add host' }));
};

describe('Hosts', () => {
  it('has a form, which says by example what to write', async () => {
    await show();
    expect(screen.getByRole('region', { name: 'Hosts' })).toBeTruthy();
    expect(screen.queryByRole('list', { name: 'Added hosts' })).toBeNull();
    expect(screen.getByText(/^Such as https:\/\/jira\.example\.com/)).toBeTruthy();
    fireEvent.change(screen.getByRole('combobox', { name: 'Kind of host' }), {
      target: { value: 'isolated-cloud' },
    });
    await screen.findByText(/^Without “admin\.” or “auth\.”/);
  });

  it('lists a host with its kind and a way to remove it', async () => {
    await show({ hosts: [JIRA] });
    expect(item().textContent).toContain('Jira Data Center');
    fireEvent.click(screen.getByRole('button', { name: `Remove ${JIRA.address}` }));
    expect(screen.getByRole('group', { name: /Requests made there are kept/ })).toBeTruthy();
  });

  it('shows a host of the policy as such; it cannot be removed', async () => {
    await show({ hosts: [{ ...JIRA, policy: true }] });
    expect(item().textContent).toContain('Set by your organization');
    expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
  });

  it('lets the person allow what the browser does not allow yet', async () => {
    const { requestHosts } = await show({ hosts: [{ ...JIRA, policy: true, allowed: false }] });
    fireEvent.click(screen.getByRole('button', { name: `Allow access to ${JIRA.address}` }));
    expect(requestHosts).toHaveBeenCalledWith(JIRA.origins);
    await screen.findByText(`${JIRA.address} was added. Reload its open pages.`);
  });

  it('names what is wrong in the policy and in the store', async () => {
    const badPolicy = [
      { at: 2, problem: 'host-not-https' } as const,
      { at: 3, problem: 'host-bad-kind' } as const,
    ];
    await show({ badPolicy, unreadable: 1 });
    expect(screen.getByText(/^Entry 2 was skipped\./)).toBeTruthy();
    expect(screen.getByText(/^Entry 3 was skipped\./)).toBeTruthy();
    expect(screen.getByText('Unreadable: 1')).toBeTruthy();
  });

  it('says why a host was not added', async () => {
    await show();
    add('http://jira.acme.example');
    const said = await screen.findByText(/https/, { selector: '.feedback' });
    expect(said.getAttribute('aria-live')).toBe('polite');
  });

  it('takes focus to what it says where the button that was pressed is gone', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    await show({ hosts: [JIRA] }, { removeHost: { hosts: [], badPolicy: [], unreadable: 0 } });
    fireEvent.click(screen.getByRole('button', { name: `Remove ${JIRA.address}` }));
    await vi.advanceTimersByTimeAsync(501);
    fireEvent.click(screen.getByRole('button', { name: 'Yes, remove it' }));
    vi.useRealTimers();
    await waitFor(() => expect(document.activeElement?.textContent).toMatch(/was removed/));
  });
});

describe('adding a host', () => {
  it('asks the browser for exactly its origin, within the click, and only for a sound address', async () => {
    const seen = { ok: true, hosts: [JIRA], badPolicy: [], unreadable: 0 } as const;
    const send = vi.fn(async () => seen);
    const requestHosts = vi.fn(async () => true);
    const model = createHostsModel({ send: send as never, requestHosts });
    model.address.value = 'http://jira.acme.example';
    await model.add();
    expect(model.feedback.value).toBe('host-not-https');
    expect(requestHosts).not.toHaveBeenCalled();
    model.address.value = 'jira.acme.example/jira/';
    const added = model.add();
    expect(requestHosts).toHaveBeenCalledWith(['https://jira.acme.example/*']);
    await added;
    expect(send).toHaveBeenCalledWith('addHost', { kind: JIRA.kind, address: JIRA.address });
    expect(model.feedback.value).toEqual({ done: 'added', address: JIRA.address });
    expect(model.address.value).toBe('');
  });

  it('does not let the first, slow look overwrite what was added meanwhile', async () => {
    let first: (answer: object) => void = () => undefined;
    const slow = new Promise<object>((done) => {
      first = done;
    });
    const added = { ok: true, hosts: [JIRA], badPolicy: [], unreadable: 0 };
    const send = vi.fn((name: string) => (name === 'listHosts' ? slow : Promise.resolve(added)));
    const model = createHostsModel({ send: send as never, requestHosts: async () => true });
    const started = model.start();
    model.address.value = JIRA.address;
    await model.add();
    first({ ok: true, hosts: [], badPolicy: [], unreadable: 0 });
    await started;
    expect(model.seen.value?.hosts).toEqual([JIRA]);
  });

  it('keeps what was typed where the browser was not allowed', async () => {
    const send = vi.fn();
    const model = createHostsModel({ send: send as never, requestHosts: async () => false });
    model.address.value = JIRA.address;
    await model.add();
    expect(model.feedback.value).toBe('host-not-allowed');
    expect(model.address.value).toBe(JIRA.address);
    expect(send).not.toHaveBeenCalled();
  });
});
