import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Mine } from '../../components/popup/mine/Mine.tsx';
import { createMineModel, type MineModel } from '../../components/popup/mine/mine-model.ts';
import { Pages } from '../../components/popup/pages.ts';
import type { QueueReader } from '../../lib/requests/reader.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { roomsView } from './pages-support.ts';
import { decision, HOUR, NOW, request, requester, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

async function show(
  own: ApprovalRequest[],
  arrange: (mine: MineModel) => void = () => undefined,
  told: Record<string, object> = {},
) {
  const texts = { ok: true, link: 'https://l', mailto: 'mailto:?x', text: 'In plain words' };
  const send = vi.fn(
    async (name: string, _data?: object): Promise<object> =>
      told[name] ?? (name === 'shareRequest' ? texts : { ok: true }),
  );
  const requestHost = vi.fn(async () => true);
  const copy = vi.fn(async () => true);
  const openTab = vi.fn();
  const page = async (limit: number) => ({ requests: own.slice(0, limit), unreadable: [] });
  const queue = { mine: vi.fn(page) };
  const deps = {
    ...{ queue: queue as unknown as QueueReader, send: send as never, copy, openTab },
    requestHost,
  };
  const mine = createMineModel(deps, () => undefined);
  await mine.load();
  arrange(mine);
  render(<Mine mine={mine} now={NOW} />);
  return { mine, send, copy, openTab, queue, requestHost };
}
function own(change: Parameters<typeof request>[0] = {}): ApprovalRequest {
  return request({
    asked: true,
    review: false,
    requesters: [requester({ via: 'page', name: 'Me', reason: 'Boards' })],
    ...change,
  });
}
const item = () => screen.getByRole('list', { name: 'Requests' }).textContent ?? '';
const steps = () =>
  within(screen.getByRole('list', { name: 'Steps' }))
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent);
const names = () => screen.queryAllByRole('button').map((button) => button.textContent);
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const WAYS = ['Copy message', 'Email admin', 'Copy link', 'Withdraw request'];

describe('my requests', () => {
  it('explains itself when there are none', async () => {
    await show([]);
    expect(screen.getByRole('status').textContent).toBe('No requests of your own');
    expect(screen.getByRole('link', { name: 'Learn more' })).toBeTruthy();
  });

  it('has the request for this page on top, where there are pages', async () => {
    const { mine } = await show([own()]);
    cleanup();
    const pages = roomsView();
    render(
      <Pages.Provider value={pages}>
        <Mine mine={mine} now={NOW} />
      </Pages.Provider>,
    );
    expect(names()[0]).toBe('Request approval for this page');
    press('Request approval for this page');
    expect(pages.enter).toHaveBeenCalledWith('by-hand');
  });

  it('shows a waiting request with the ways to send it, and what was done', async () => {
    const { send, copy, openTab } = await show([own()]);
    expect(item()).toContain('Waiting for a decision');
    expect(item()).toContain('Your reason: Boards');
    expect(item()).toContain('once you pass it on');
    expect(names()).toEqual(WAYS);
    press('Copy message');
    expect(await screen.findByText('Message copied. Paste it to your admin.')).toBeTruthy();
    expect(copy).toHaveBeenCalledWith('In plain words');
    expect(send.mock.calls.at(-1)?.[0]).toBe('passedOn');
    press('Copy link');
    expect(await screen.findByText(/^Link copied/)).toBeTruthy();
    expect(copy).toHaveBeenLastCalledWith('https://l');
    press('Email admin');
    expect(await screen.findByText('Your mail program has the message.')).toBeTruthy();
    expect(openTab).toHaveBeenCalledWith('mailto:?x');
  });

  it.each([
    ['copy', /^Message copied Nov 20/],
    ['email', /^Email opened Nov 20/],
    ['link', /^Link copied Nov 20/],
  ])('tells how it was passed on: %s', async (how, words) => {
    await show([own({ passedOn: { how, at: NOW } })]);
    expect(steps()).toHaveLength(3);
    expect(steps()[1]).toMatch(words);
    expect(item()).not.toContain('once you pass it on');
    expect(names()[0]).toBe(how === 'email' ? 'Email admin' : 'Copy message');
  });

  it('says nothing of a way that it does not know', async () => {
    await show([own({ passedOn: { how: 'carrier-pigeon', at: NOW } })]);
    expect(steps()).toHaveLength(2);
  });

  it('shows its whole life in order, the last step as where it is', async () => {
    const passedOn = { how: 'copy', at: NOW };
    const life = {
      status: 'granted',
      grantedAt: NOW,
      decision: decision('approve'),
      passedOn,
    } as const;
    await show([own(life)]);
    expect(steps().map((text) => text?.split(' ')[0])).toEqual([
      'Asked',
      'Message',
      'Approved',
      'Works:',
    ]);
    const current = screen.getAllByRole('listitem').filter((one) => one.ariaCurrent === 'step');
    expect(current.map((one) => one.textContent)).toEqual([steps()[3]]);
  });

  it.each<[ApprovalRequest['status'], Parameters<typeof request>[0], RegExp, string[]]>([
    ['under-review', {}, /Waiting for a decision/, WAYS],
    [
      'approved',
      { decision: decision('approve') },
      /Approved on Nov 20.*Your admin has to finish it/,
      ['Try again', 'Withdraw request'],
    ],
    ['granted', { grantedAt: NOW }, /Works: seen without the block on Nov 20/, ['Try again']],
    [
      'denied',
      { decision: decision('deny', 'No need', 'link') },
      /Denied on Nov 20.*Reason: No need.*not verified.*may ask again/,
      [],
    ],
    [
      'blocked',
      { decision: decision('block', 'Records calls') },
      /Blocked on Nov 20.*Records calls.*can't be asked for again/,
      [],
    ],
    ['dismissed', { decision: decision('dismiss') }, /Dismissed on Nov 20.*may ask again/, []],
    ['withdrawn', {}, /Withdrawn on/, []],
    ['superseded', {}, /Superseded on.*newer request/, []],
    ['expired', {}, /Expired on/, []],
  ])('says in words that it is %s', async (status, change, words, buttons) => {
    await show([own({ status, ...change })]);
    expect(item()).toMatch(words);
    expect(names()).toEqual(buttons);
  });

  it('tries again where the connection was started', async () => {
    const { openTab } = await show([own({ status: 'approved', decision: decision('approve') })]);
    press('Try again');
    expect(openTab).toHaveBeenCalledWith('https://www.figma.com/settings');
  });

  it('says where to try again when the app has no page', async () => {
    const redirect = { uri: 'http://localhost:1/cb', host: 'localhost:1', hadQuery: false };
    const { startPage: _, ...one } = own({ status: 'approved', app: { redirect } });
    await show([one]);
    expect(item()).toContain('Start the connection again in Figma.');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('marks an answer that is news', async () => {
    await show([own({ status: 'denied', decision: decision('deny', 'No'), unseen: true })]);
    expect(screen.getByText('New')).toBeTruthy();
  });

  it('asks before a request is withdrawn, and takes no second click at once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const one = own();
    const { send } = await show([one]);
    press('Withdraw request');
    const yes = await screen.findByRole('button', { name: 'Yes, withdraw it' });
    fireEvent.click(yes);
    expect(send.mock.calls.map(([name]) => name)).toEqual(['filedRequests', 'destinations']);
    await vi.advanceTimersByTimeAsync(501);
    fireEvent.click(yes);
    expect(send).toHaveBeenCalledWith('withdrawRequest', { id: one.id });
    expect(await screen.findByText('Withdrawn')).toBe(document.activeElement);
  });

  it('keeps a request when the person thinks better of it', async () => {
    const { send } = await show([own()]);
    press('Withdraw request');
    fireEvent.click(await screen.findByRole('button', { name: 'Keep it' }));
    expect(await screen.findByRole('button', { name: 'Withdraw request' })).toBe(
      document.activeElement,
    );
    expect(send.mock.calls.map(([name]) => name)).toEqual(['filedRequests', 'destinations']);
  });

  it('shows what could not be copied, and does not say that it was', async () => {
    const { copy, send } = await show([own()]);
    copy.mockResolvedValue(false);
    press('Copy message');
    const box = await screen.findByRole('textbox', { name: 'Text for your admin' });
    expect(box).toHaveProperty('value', 'In plain words');
    expect(screen.getByText(/Couldn't copy/).getAttribute('role')).toBe('status');
    expect(send.mock.calls.some(([name]) => name === 'passedOn')).toBe(false);
  });

  it('gives a trouble its sentence', async () => {
    const { send } = await show([own()]);
    send.mockResolvedValue({ ok: false, problem: 'storage-failed' });
    press('Copy message');
    expect(await screen.findByText(/store failed/)).toBeTruthy();
  });

  it('shows older requests when asked', async () => {
    const all = Array.from({ length: 51 }, () => own({ createdAt: NOW - HOUR }));
    const { queue } = await show(all);
    press('Show 50 more');
    await waitFor(() => expect(queue.mine).toHaveBeenLastCalledWith(101));
    await waitFor(() => expect(screen.queryByRole('button', { name: 'Show 50 more' })).toBeNull());
  });
});
