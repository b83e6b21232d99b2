import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { passedText } from '../../components/banner/Outcome.tsx';
import { createPassOn } from '../../components/banner/pass-on.ts';
import { Mine } from '../../components/popup/mine/Mine.tsx';
import { createMineModel, reaching } from '../../components/popup/mine/mine-model.ts';
import type { FiledView } from '../../lib/messages/channels.ts';
import type { QueueReader } from '../../lib/requests/reader.ts';
import { NOW, request, requester, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const SITE = 'acme.atlassian.net';
const QUEUE = { site: '*.atlassian.net', label: 'IT Help', needsSite: false, files: true };

/** A background that answers as told, one answer after the other. */
function background(told: Record<string, object | object[]>) {
  return vi.fn(async (name: string, _data?: object): Promise<object> => {
    const answer = told[name];
    if (!Array.isArray(answer)) return { ok: true, ...answer };
    return { ok: true, ...(answer.length > 1 ? answer.shift() : answer[0]) };
  });
}

/** One press of Send request: on a page of Atlassian's, or on ours where a permission can be asked. */
async function pressSend(told: object | object[], host?: string, allows = true) {
  const destinations = { destinations: [{ ...QUEUE, ...(host ? { host } : {}) }], last: '' };
  const send = background({ destinations, sendRequest: told });
  const order: string[] = [];
  const requestHost = vi.fn(async (_site: string) => {
    order.push('ask');
    return allows;
  });
  const passOn = createPassOn({
    ...{ send: send as never, copy: vi.fn(), mail: vi.fn() },
    ...(host ? { reach: reaching(requestHost) } : {}),
  });
  await passOn.start();
  const pressed = passOn.pass('send', async () => 'ID', 'IT Help', SITE);
  // Within the press, before anything is waited for.
  expect(order).toEqual(host ? ['ask'] : []);
  await pressed;
  const sent = send.mock.calls.filter(([name]) => name === 'sendRequest').length;
  return {
    said: passedText(passOn.passed.value),
    problem: passOn.problem.value,
    requestHost,
    sent,
  };
}

describe('Send request, to a queue', () => {
  it.each([
    [{ filed: 'ITSEC-12' }, 'Filed as ITSEC-12'],
    [{ waits: 'on-its-way' }, 'On its way to IT Help.'],
    [{ waits: 'offline' }, 'Jira cannot be reached. It is tried again by itself.'],
    [
      { waits: 'no-permission' },
      'One step left: allow Countersign to reach the site in the tab that opened.',
    ],
  ])('says how far it came: %o', async (told, words) => {
    expect(await pressSend(told)).toMatchObject({ said: words, problem: undefined });
  });

  it('says nothing was sent of what was called off meanwhile', async () => {
    expect(await pressSend({ filed: '' })).toMatchObject({ said: undefined, problem: 'not-open' });
  });

  it.each([
    ['{site}', SITE],
    ['it.atlassian.net', 'it.atlassian.net'],
  ])('asks for the permission first of all, on a page of ours: %s', async (host, asked) => {
    const { said, requestHost, sent } = await pressSend({ filed: 'ITSEC-12' }, host);
    expect(requestHost).toHaveBeenCalledWith(asked);
    expect([said, sent]).toEqual(['Filed as ITSEC-12', 1]);
  });

  it('sends once more when the permission comes, and keeps the request where it does not', async () => {
    const lacks = [{ waits: 'no-permission' }, { filed: 'ITSEC-12' }];
    expect(await pressSend([...lacks], SITE)).toMatchObject({ said: 'Filed as ITSEC-12', sent: 2 });
    expect(await pressSend([...lacks], SITE, false)).toMatchObject({
      said: 'Countersign needs your permission for this site.',
      sent: 1,
    });
  });
});

const one = request({
  asked: true,
  review: false,
  passedOn: { how: 'send', at: NOW, to: 'IT Help' },
  requesters: [requester({ via: 'page' })],
});
const view = (change: Partial<FiledView> = {}): FiledView => ({
  ...{ requestId: one.id, channel: 'jira', site: SITE, to: 'IT Help', state: 'queued' },
  ...{ task: 'ask', entry: '01M804D2Q49T02GT1624A4GGFM' },
  ...change,
});
const THERE: FiledView = {
  ...{ requestId: one.id, channel: 'jira', site: SITE, to: '', state: 'sent' },
  ...{ key: 'ITSEC-12', url: `https://${SITE}/browse/ITSEC-12` },
};

async function showMine(filed: FiledView[] | FiledView[][], told = {}, allows = true) {
  const lists = filed.map((list) => ({ filed: Array.isArray(list) ? list : filed }));
  const send = background({
    filedRequests: lists.length > 0 ? lists : { filed: [] },
    destinations: { destinations: [{ ...QUEUE, host: '{site}' }], last: '' },
    ...told,
  });
  const queue = { mine: async () => ({ requests: [one], unreadable: [] }) };
  const requestHost = vi.fn(async () => allows);
  const mine = createMineModel(
    {
      ...{ queue: queue as unknown as QueueReader, send: send as never, openTab: vi.fn() },
      ...{ copy: async () => true, requestHost },
    },
    () => undefined,
  );
  await mine.load();
  render(<Mine mine={mine} now={NOW} />);
  await waitFor(() => expect(send).toHaveBeenCalledWith('destinations', {}));
  return { send, requestHost, mine };
}
const steps = () =>
  within(screen.getByRole('list', { name: 'Steps' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const names = () => screen.queryAllByRole('button').map((button) => button.textContent);
const REST = ['Copy message', 'Copy link', 'Withdraw request'];

describe('an own request in a queue', () => {
  it('leads to its issue, and is not sent a second time', async () => {
    await showMine([THERE]);
    const link = await screen.findByRole('link', { name: 'Filed as ITSEC-12' });
    expect(link.getAttribute('href')).toBe(THERE.url);
    expect(steps()).toHaveLength(3);
    expect(names()).toEqual(REST);
  });

  it.each<[Partial<FiledView>, string, string[]]>([
    [{}, 'On its way to IT Help.', []],
    [{ state: 'sending' }, 'On its way to IT Help.', []],
    [{ state: 'unknown' }, 'Not known whether it arrived; looking for it.', []],
    [
      { problem: 'offline', notBefore: NOW },
      'Jira cannot be reached. It is tried again by itself.',
      ['Try again', "Don't send"],
    ],
    [
      { state: 'failed', problem: 'required-fields', detail: 'Team' },
      'Jira wants more fields than Countersign fills in. Tell whoever set it up. (Team)',
      ['Try again', "Don't send"],
    ],
    [
      { state: 'failed', problem: 'no-permission' },
      'Countersign needs your permission for this site.',
      ['Allow and send', "Don't send"],
    ],
  ])('says how far it is: %o', async (change, words, buttons) => {
    await showMine([view(change)]);
    await waitFor(() => expect(steps()[1]).toBe(words));
    // It waits for nobody yet.
    expect(steps()).toHaveLength(2);
    expect(names()).toEqual([...buttons, ...REST]);
  });

  it('says when its issue is gone, and may be sent again', async () => {
    await showMine([{ ...THERE, state: 'gone' }]);
    await waitFor(() => expect(steps()[1]).toBe('ITSEC-12 is gone, or you may no longer see it.'));
    expect(names()).toEqual(['Send request', ...REST]);
  });

  it('asks for the permission within the press, then sends', async () => {
    const stuck = view({ state: 'failed', problem: 'no-permission' });
    const { send, requestHost } = await showMine([[stuck], [THERE]]);
    fireEvent.click(await screen.findByRole('button', { name: 'Allow and send' }));
    expect(requestHost).toHaveBeenCalledWith(SITE);
    expect(await screen.findByRole('link', { name: 'Filed as ITSEC-12' })).toBeTruthy();
    expect(send).toHaveBeenCalledWith('retrySend', { entry: stuck.entry });
  });

  it('sends nothing where the permission is refused, and keeps it', async () => {
    const stuck = view({ state: 'failed', problem: 'no-permission' });
    const { send } = await showMine([stuck], {}, false);
    fireEvent.click(await screen.findByRole('button', { name: 'Allow and send' }));
    expect(await screen.findByText(/^The browser did not allow this host/)).toBeTruthy();
    expect(send.mock.calls.some(([name]) => name === 'retrySend')).toBe(false);
  });

  it('calls it off, unless it is too late', async () => {
    const stuck = view({ state: 'failed', problem: 'signed-out' });
    const late = { cancelSend: { ok: false, problem: 'too-late' } };
    const { send } = await showMine([[stuck], [view({ state: 'sending' })]], late);
    fireEvent.click(await screen.findByRole('button', { name: "Don't send" }));
    await waitFor(() => expect(screen.getAllByText('On its way to IT Help.')).toHaveLength(2));
    expect(send).toHaveBeenCalledWith('cancelSend', { entry: stuck.entry });
    cleanup();
    await showMine([[stuck], []]);
    fireEvent.click(await screen.findByRole('button', { name: "Don't send" }));
    await waitFor(() => expect(names()).toEqual(['Send request', ...REST]));
    press('Copy message');
  });
});
