import { cleanup, fireEvent, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../lib/requests/settings.ts';
import { listed, pressWhere, showOptions, typeWhere, where } from './options-support.tsx';
import { NOW, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const HOST = 'acme.atlassian.net';
const PROJECT = `https://${HOST}/jira/software/c/projects/ITSEC/boards/1`;
const FORM = `https://${HOST}/servicedesk/customer/portal/5/group/8/create/25`;
const QUEUE = {
  ...{ site: '*.atlassian.net', label: 'IT', to: `jira://${HOST}/ITSEC/10002` },
  policy: false,
};
const TYPES = {
  who: 'Bob Admin',
  project: 'ITSEC',
  types: [
    { id: '10001', name: 'Bug' },
    { id: '10002', name: 'Access request' },
    { id: '25', name: 'App access' },
  ],
};
const GOOD = { who: 'Bob Admin', canCreate: true, canResolve: true, missing: [] };

const paste = (address: string) => typeWhere('Jira project, email, or form', address);
const said = (send: { mock: { calls: unknown[][] } }, name: string) =>
  send.mock.calls.filter(([one]) => one === name).map(([, data]) => data);

describe('a queue in Jira, in Options', () => {
  it('is made of a pasted address: permission, type, Add', async () => {
    const answers = { queueTypes: TYPES, probeQueue: GOOD, addDestination: listed(QUEUE) };
    const { send, requestHosts } = await showOptions({ answers });
    paste(PROJECT);
    expect(where().getByText('Countersign files requests there by itself.')).toBeTruthy();
    pressWhere(`Connect to ${HOST}`);
    expect(requestHosts).toHaveBeenCalledWith([`https://${HOST}/*`]);
    const types = (await where().findByRole('combobox')) as HTMLSelectElement;
    expect(types.selectedOptions[0]?.label).toBe('Access request');
    expect(where().getByText(`You are Bob Admin on ${HOST}.`)).toBeTruthy();
    expect(said(send, 'queueTypes')).toEqual([{ site: HOST, project: 'ITSEC' }]);
    typeWhere('Name shown to people', 'IT');
    pressWhere('Add');
    await waitFor(() =>
      expect(where().getByRole('listitem').textContent).toContain(`Jira: ${HOST}/ITSEC`),
    );
    expect(said(send, 'addDestination')).toEqual([
      { site: '*.atlassian.net', label: 'IT', to: QUEUE.to },
    ]);
    expect(where().queryByRole('combobox')).toBeNull();
  });

  it('of a portal’s form keeps its type; the form can be had as well', async () => {
    const answers = {
      queueTypes: { ...TYPES, project: '7' },
      probeQueue: GOOD,
      addDestination: listed(),
    };
    const { send } = await showOptions({ answers });
    paste(FORM);
    pressWhere(`Connect to ${HOST}`);
    const types = (await where().findByRole('combobox')) as HTMLSelectElement;
    expect(types.selectedOptions[0]?.label).toBe('App access');
    typeWhere('Name shown to people', 'IT');
    pressWhere('Add');
    // By the number of its service desk, which may be another than the portal's.
    await waitFor(() =>
      expect(said(send, 'addDestination')).toMatchObject([{ to: `jsm://${HOST}/7/25` }]),
    );
    paste(FORM);
    typeWhere('Name shown to people', 'IT form');
    fireEvent.click(where().getByRole('radio', { name: /^It opens as a form/ }));
    pressWhere('Add');
    await waitFor(() => expect(said(send, 'addDestination')).toHaveLength(2));
    expect(said(send, 'addDestination')[1]).toMatchObject({ to: FORM });
  });

  it.each<[string, object, string]>([
    [
      'queueTypes',
      { ok: false, problem: 'channel-signed-out' },
      'Sign in to Jira on that site, then try again.',
    ],
    [
      'queueTypes',
      { ...TYPES, types: [] },
      'Your account may not create issues there. Ask the project’s admin.',
    ],
    [
      'probeQueue',
      { ...GOOD, missing: ['Team', 'Cost center'] },
      'Jira wants more fields than Countersign fills in. Tell whoever set it up. (Team, Cost center)',
    ],
    [
      'probeQueue',
      { ...GOOD, canCreate: false },
      'Your account may not create issues there. Ask the project’s admin.',
    ],
  ])('is refused in words: %s %o', async (name, answer, words) => {
    const { send } = await showOptions({
      answers: { queueTypes: TYPES, probeQueue: GOOD, [name]: answer },
    });
    paste(PROJECT);
    pressWhere(`Connect to ${HOST}`);
    if (name === 'probeQueue') {
      await where().findByRole('combobox');
      pressWhere('Add');
    }
    const all = () => where().getByText((text) => text.replaceAll("'", '’') === words);
    await waitFor(() => expect(all()).toBeTruthy());
    expect(said(send, 'addDestination')).toEqual([]);
  });

  it('is asked for nothing without the permission, and again after another address', async () => {
    const { send } = await showOptions({ answers: { queueTypes: TYPES }, allows: false });
    paste(PROJECT);
    pressWhere(`Connect to ${HOST}`);
    expect(await where().findByText(/^The browser did not allow this host/)).toBeTruthy();
    expect(said(send, 'queueTypes')).toEqual([]);
    cleanup();
    await showOptions({ answers: { queueTypes: TYPES } });
    paste(PROJECT);
    pressWhere(`Connect to ${HOST}`);
    await where().findByRole('combobox');
    paste(`https://${HOST}/browse/OPS-1`);
    expect(where().queryByRole('combobox')).toBeNull();
    paste('it@acme.example');
    expect(where().getByRole('button', { name: 'Add' })).toBeTruthy();
  });
});

describe('its requests in a reviewer’s own queue', () => {
  const watched = (change = {}) => ({
    queues: [{ label: 'IT', site: HOST, project: 'ITSEC', bad: 0, more: false, ...change }],
  });
  const toggle = () => where().getByRole('checkbox', { name: 'Show its requests in my queue' });

  it('come with a switch, with the permission within the press', async () => {
    const answers = { listDestinations: listed(QUEUE), watchQueue: watched({ at: NOW }) };
    const { send, requestHosts } = await showOptions({ answers });
    expect((toggle() as HTMLInputElement).checked).toBe(false);
    fireEvent.click(toggle());
    expect(requestHosts).toHaveBeenCalledWith([`https://${HOST}/*`]);
    expect(await where().findByText(/^Last look: Nov 20/)).toBeTruthy();
    expect(said(send, 'watchQueue')).toEqual([{ site: HOST, label: 'IT', on: true }]);
    fireEvent.click(toggle());
    await waitFor(() => expect(said(send, 'watchQueue')).toHaveLength(2));
    expect(requestHosts).toHaveBeenCalledTimes(1);
  });

  it('tell what the last look met', async () => {
    await showOptions({
      answers: {
        listDestinations: listed(QUEUE),
        watchedQueues: watched({ at: 0, bad: 2, more: true, problem: 'signed-out' }),
      },
    });
    expect((toggle() as HTMLInputElement).checked).toBe(true);
    const item = where().getByRole('listitem').textContent;
    expect(item).toContain('2 issues there can’t be read. More than 200');
    expect(item).toContain('Sign in to Jira on that site');
    expect(item).not.toContain('Last look');
  });

  it('stay off where the browser is not let in', async () => {
    const answers = { listDestinations: listed(QUEUE) };
    const { send } = await showOptions({ answers, allows: false });
    fireEvent.click(toggle());
    expect(await where().findByText(/^The browser did not allow this host/)).toBeTruthy();
    expect((toggle() as HTMLInputElement).checked).toBe(false);
    expect(said(send, 'watchQueue')).toEqual([]);
  });

  it('are offered to nobody who only asks, nor for forms, portals and any site', async () => {
    const none = [
      { ...QUEUE, label: 'Desk', to: `jsm://${HOST}/5/25` },
      { ...QUEUE, label: 'Each', to: 'jira://{site}/ITSEC/10002' },
      { ...QUEUE, label: 'Mail', to: 'it@acme.example' },
    ];
    await showOptions({ answers: { listDestinations: listed(...none) } });
    expect(where().queryByRole('checkbox')).toBeNull();
    cleanup();
    const settings = { ...DEFAULTS, role: 'asks' };
    await showOptions({
      answers: { listDestinations: listed(QUEUE), readSettings: { settings, reviewer: '' } },
    });
    expect(where().queryByRole('checkbox')).toBeNull();
  });
});
