import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Mine } from '../../components/popup/mine/Mine.tsx';
import type { MineNote, MineView } from '../../components/popup/mine/mine-model.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { mineView } from './pages-support.ts';
import { decision, HOUR, NOW, request, requester, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function show(own: ApprovalRequest[], change: Partial<MineView> = {}) {
  const mine = mineView({ requests: signal(own), ...change });
  render(<Mine mine={mine} now={NOW} />);
  return mine;
}
function own(change: Parameters<typeof request>[0] = {}): ApprovalRequest {
  return request({
    asked: true,
    review: false,
    requesters: [requester({ via: 'page', name: 'Me', reason: 'Boards' })],
    ...change,
  });
}
const item = () => screen.getByRole('listitem').textContent ?? '';
const names = () => screen.queryAllByRole('button').map((button) => button.textContent);

describe('my requests', () => {
  it('explains itself when there are none', () => {
    show([]);
    expect(screen.getByRole('status').textContent).toBe('No requests of your own');
    expect(screen.getByText(/Countersign offers to ask there/)).toBeTruthy();
  });

  it('shows a waiting request with the ways to send it', () => {
    const one = own();
    const mine = show([one]);
    expect(screen.getByRole('list', { name: 'Requests' })).toBeTruthy();
    expect(item()).toContain('Waiting for a decision');
    expect(item()).toContain('You wrote: Boards');
    expect(names()).toEqual(['Copy message', 'Email admin', 'Copy link', 'Withdraw request']);
    fireEvent.click(screen.getByRole('button', { name: 'Copy message' }));
    expect(mine.copyMessage).toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Copy link' }));
    expect(mine.copyLink).toHaveBeenCalledWith(one.id);
    fireEvent.click(screen.getByRole('button', { name: 'Email admin' }));
    expect(mine.email).toHaveBeenCalledWith(one.id);
  });

  it.each<[ApprovalRequest['status'], Parameters<typeof request>[0], RegExp, string[]]>([
    [
      'under-review',
      {},
      /Under review: waiting/,
      ['Copy message', 'Email admin', 'Copy link', 'Withdraw request'],
    ],
    [
      'approved',
      { decision: decision('approve') },
      /Approved on Nov 20.*counts as working once/,
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
      /Blocked on Nov 20.*Records calls.*cannot be asked for again/,
      [],
    ],
    [
      'dismissed',
      { decision: decision('dismiss') },
      /Dismissed on Nov 20.*No decision was made/,
      [],
    ],
    ['withdrawn', {}, /Withdrawn on/, []],
    ['superseded', {}, /Superseded on.*other permissions/, []],
    ['expired', {}, /Expired on/, []],
  ])('says in words that it is %s', (status, change, words, buttons) => {
    show([own({ status, ...change })]);
    expect(item()).toMatch(words);
    expect(names()).toEqual(buttons);
  });

  it('tries again where the connection was started', () => {
    const mine = show([own({ status: 'approved', decision: decision('approve') })]);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(mine.tryAgain).toHaveBeenCalledWith('https://www.figma.com/settings');
  });

  it('says where to try again when the app has no page', () => {
    const redirect = { uri: 'http://localhost:1/cb', host: 'localhost:1', hadQuery: false };
    const { startPage: _, ...one } = own({ status: 'approved', app: { redirect } });
    show([one]);
    expect(item()).toContain('Start the connection again in the app itself.');
    expect(screen.queryByRole('button', { name: 'Try again' })).toBeNull();
  });

  it('marks an answer that is news', () => {
    const one = own({ status: 'denied', decision: decision('deny', 'No') });
    show([one], { news: signal(new Set([one.id])) });
    expect(screen.getByText('New')).toBeTruthy();
  });

  it('asks before a request is withdrawn, and takes no second click at once', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const one = own();
    const mine = show([one]);
    fireEvent.click(screen.getByRole('button', { name: 'Withdraw request' }));
    const yes = await screen.findByRole('button', { name: 'Yes, withdraw it' });
    fireEvent.click(yes);
    expect(mine.withdraw).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(501);
    fireEvent.click(yes);
    expect(mine.withdraw).toHaveBeenCalledWith(one.id);
  });

  it('keeps a request when the person thinks better of it', async () => {
    const mine = show([own()]);
    fireEvent.click(screen.getByRole('button', { name: 'Withdraw request' }));
    fireEvent.click(await screen.findByRole('button', { name: 'Keep it' }));
    expect(await screen.findByRole('button', { name: 'Withdraw request' })).toBe(
      document.activeElement,
    );
    expect(mine.withdraw).not.toHaveBeenCalled();
  });

  it.each<[MineNote['what'], RegExp]>([
    ['copied', /^Link copied/],
    ['not-copied', /did not let it be copied/],
    ['mailed', /e-mail program should open/],
    ['withdrawn', /^Withdrawn\./],
    ['storage-failed', /could not open or write/],
  ])('says what was done: %s', (what, words) => {
    const one = own();
    show([one], {
      note: signal({ id: one.id, what, text: 'https://admin.atlassian.com/#countersign=1.x' }),
    });
    expect(screen.getByText(words).getAttribute('role')).toBe('status');
    expect(screen.getByRole('textbox', { name: 'Link for your admin' })).toBeTruthy();
  });

  it('shows older requests when asked', () => {
    const mine = show([own({ createdAt: NOW - HOUR })], { more: signal(true) });
    fireEvent.click(screen.getByRole('button', { name: 'Show 50 more' }));
    expect(mine.showMore).toHaveBeenCalled();
  });
});
