import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { OtherHosts } from '../../components/options/CustomHosts.tsx';
import { createHostsModel, type HostsView } from '../../components/options/hosts-model.ts';
import type { ListedHost } from '../../lib/messages/hosts.ts';
import { hostsView } from './hosts-support.ts';
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

function show(change: Partial<HostsView> = {}) {
  const view = hostsView(change);
  render(<OtherHosts view={view} />);
  return view;
}
const listed = (...hosts: ListedHost[]) => signal({ hosts, badPolicy: [], unreadable: 0 });
const item = () => within(screen.getByRole('list', { name: 'Added hosts' })).getByRole('listitem');

describe('Other hosts', () => {
  it('says what it is for, and that no host was added', () => {
    show();
    expect(screen.getByRole('region', { name: 'Other hosts' })).toBeTruthy();
    expect(screen.getByText('No host was added.')).toBeTruthy();
    expect(screen.getByRole('combobox', { name: 'Kind of host' })).toBeTruthy();
    expect(screen.getByText(/with its context path if it has one/)).toBeTruthy();
  });

  it('lists a host with its kind and a way to remove it', () => {
    show({ seen: listed(JIRA) });
    expect(item().textContent).toContain('Jira Data Center');
    fireEvent.click(screen.getByRole('button', { name: `Remove ${JIRA.address}` }));
    expect(
      screen.getByRole('group', { name: /Requests that were made there are kept/ }),
    ).toBeTruthy();
  });

  it('shows a host of the policy as such; it cannot be removed', () => {
    show({ seen: listed({ ...JIRA, policy: true }) });
    expect(item().textContent).toContain('Set by your organization');
    expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
  });

  it('lets the person allow what the browser does not allow yet', () => {
    const host = { ...JIRA, policy: true, allowed: false };
    const view = show({ seen: listed(host) });
    fireEvent.click(screen.getByRole('button', { name: `Allow access to ${JIRA.address}` }));
    expect(view.allow).toHaveBeenCalledWith(host);
  });

  it('names what is wrong in the policy and in the store', () => {
    const badPolicy = [
      { at: 2, problem: 'host-not-https' } as const,
      { at: 3, problem: 'host-bad-kind' } as const,
    ];
    show({ seen: signal({ hosts: [], badPolicy, unreadable: 1 }) });
    expect(
      screen.getByText(/^Entry 2 was skipped\. An address must begin with https/),
    ).toBeTruthy();
    expect(screen.getByText(/^Entry 3 was skipped\. It must name a kind/)).toBeTruthy();
    expect(screen.getByText('1 stored host cannot be read. It is kept and not used.')).toBeTruthy();
  });

  it('says what became of it', () => {
    show({ feedback: signal('host-known') });
    expect(screen.getByText(/knows this host already/).getAttribute('aria-live')).toBe('polite');
    cleanup();
    show({ feedback: signal({ done: 'removed', address: JIRA.address }) });
    expect(document.activeElement?.textContent).toMatch(/was removed/);
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
