import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Queue } from '../../components/popup/queue/Queue.tsx';
import type { QueueView } from '../../components/popup/queue/queue-model.ts';
import {
  HOUR,
  judgeView,
  manyView,
  NOW,
  queueView,
  request,
  requester,
  useEnglish,
} from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

function show(queue: QueueView, onReview = vi.fn(), bulk = manyView(), assessment = judgeView()) {
  const parts = { queue, assessment, bulk, clock: signal(NOW), open: undefined, onReview };
  render(<Queue {...parts} />);
  return onReview;
}

describe('the list', () => {
  it('says that it is being read', () => {
    show(queueView({ phase: signal('loading') }));
    expect(screen.getByRole('status').textContent).toBe('Reading the requests…');
    expect(screen.queryByText(/Requests arrive by link/)).toBeNull();
  });

  it('says when the store cannot be opened, and what to do', () => {
    show(queueView({ phase: signal('failed') }));
    expect(screen.getByRole('status').textContent).toMatch(/could not open .* restart the browser/);
  });

  it('explains how requests arrive when there is nothing to review', () => {
    show(queueView());
    expect(screen.getByRole('status').textContent).toBe('Nothing to review');
    expect(screen.getByText(/Requests arrive by link/)).toBeTruthy();
  });

  it('says that nothing matches, and offers to clear the filters', () => {
    const queue = queueView({ filtered: signal(true) });
    show(queue);
    expect(screen.getByRole('status').textContent).toBe('No request matches');
    fireEvent.click(screen.getByRole('button', { name: 'Clear search and filters' }));
    expect(queue.clear).toHaveBeenCalled();
  });

  it('does not say that nothing matches before everything was read', () => {
    show(queueView({ filtered: signal(true), reading: signal(true) }));
    expect(screen.getByRole('status').textContent).toBe('Reading the requests…');
  });

  it('counts one request in the singular and more in the plural', () => {
    const shown = signal([request()]);
    show(queueView({ shown }));
    expect(screen.getByRole('status').textContent).toBe('1 request');
  });

  it('shows for each site and app who asks, since when, and where people are sent back to', () => {
    const asked = request({ requesters: [requester({ via: 'page' }), requester({ via: 'page' })] });
    show(queueView({ shown: signal([asked, request({ app: { name: 'Miro' } })]) }));
    const list = screen.getByRole('list', { name: 'Requests' });
    const [first, second] = within(list).getAllByRole('listitem');
    expect(
      within(first as HTMLElement).getByRole('heading', { level: 2, name: 'Figma' }),
    ).toBeTruthy();
    expect(first?.textContent).toContain('acme.atlassian.net');
    expect(first?.textContent).toContain('2 people');
    expect(first?.textContent).toContain('Waiting since Nov 19, 2026 (yesterday)');
    expect(first?.textContent).toContain('www.figma.com');
    expect(first?.textContent).not.toContain('not verified');
    expect(second?.textContent).toContain('not verified: this came by link');
    expect(screen.getByRole('status').textContent).toBe('2 requests');
  });

  it('opens a request', () => {
    const one = request();
    const onReview = show(queueView({ shown: signal([one]) }));
    fireEvent.click(screen.getByRole('button', { name: 'Review Figma' }));
    expect(onReview).toHaveBeenCalledWith(one);
  });

  it('says what is not known instead of leaving it blank', () => {
    const { redirect: _, ...app } = request().app;
    show(queueView({ shown: signal([{ ...request({ site: '' }), app }]) }));
    const item = screen.getByRole('listitem');
    expect(item.textContent).toContain('Site not known');
    expect(item.textContent).toContain('Return address not known');
  });

  it('takes the host from the address itself where a link names another one beside it', () => {
    const redirect = { uri: 'https://evil.example/cb', host: 'www.figma.com', hadQuery: false };
    show(queueView({ shown: signal([request({ app: { redirect } })]) }));
    expect(screen.getByRole('listitem').textContent).toContain('evil.example');
    expect(screen.getByRole('listitem').textContent).not.toContain('www.figma.com');
  });

  it('draws markup in a name as text', () => {
    show(queueView({ shown: signal([request({ app: { name: '<b>Figma</b>' } })]) }));
    expect(screen.getByRole('heading', { name: '<b>Figma</b>' })).toBeTruthy();
  });

  it('says of each entry which one of how many it is, drawn or not', () => {
    const queue = queueView({ shown: signal([request()]), count: signal(300), from: signal(41) });
    show(queue);
    const item = screen.getByRole('listitem');
    expect(item.getAttribute('aria-posinset')).toBe('42');
    expect(item.getAttribute('aria-setsize')).toBe('300');
    expect(screen.getByRole('status').textContent).toBe('300 requests');
  });

  it('goes on by arrow keys, Home and End, past what is drawn', () => {
    const shown = signal([request(), request({ app: { name: 'Miro' } })]);
    const queue = queueView({ shown, count: signal(300) });
    show(queue);
    const press = (key: string) => fireEvent.keyDown(document.activeElement as Element, { key });
    screen.getByRole('button', { name: 'Review Figma' }).focus();
    press('ArrowDown');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Review Miro' }));
    press('ArrowDown');
    expect(queue.goTo).toHaveBeenLastCalledWith(2);
    press('End');
    expect(queue.goTo).toHaveBeenLastCalledWith(299);
    press('Home');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Review Figma' }));
  });

  it('counts every step that is pressed while the next part is still being drawn', () => {
    const aim = signal<number | undefined>(undefined);
    const goTo = vi.fn((to: number | undefined) => {
      aim.value = to;
    });
    const shown = signal([request(), request({ id: '01KA0000000000000000000TWO' })]);
    show(queueView({ shown, count: signal(300), aim, goTo }));
    const press = (key: string) => fireEvent.keyDown(document.activeElement as Element, { key });
    screen.getAllByRole('button', { name: /^Review/ })[1]?.focus();
    press('ArrowDown');
    press('ArrowDown');
    press('ArrowDown');
    expect(goTo.mock.calls.map(([to]) => to)).toEqual([2, 3, 4]);
    press('ArrowUp');
    press('ArrowUp');
    press('ArrowUp');
    // That one is drawn: it has the focus, and nothing is aimed at any more.
    expect(goTo).toHaveBeenLastCalledWith(undefined);
    expect(document.activeElement).toBe(screen.getAllByRole('button', { name: /^Review/ })[1]);
  });

  it('shows a decided request with its status', () => {
    show(queueView({ shown: signal([request({ status: 'withdrawn', updatedAt: NOW - HOUR })]) }));
    expect(screen.getByRole('listitem').textContent).toContain('Withdrawn on Nov 20, 2026');
  });

  it('says that unreadable records were put aside', () => {
    show(queueView({ quarantined: signal(2) }));
    expect(screen.getByText(/2 records could not be read\. They were put aside/)).toBeTruthy();
  });

  it('hands search, filters and order on', () => {
    const queue = queueView({ sites: signal(['', 'acme.atlassian.net']) });
    show(queue);
    fireEvent.input(screen.getByRole('searchbox', { name: 'Search requests' }), {
      target: { value: 'fig' },
    });
    expect(queue.filter).toHaveBeenCalledWith({ text: 'fig' });
    fireEvent.change(screen.getByRole('combobox', { name: 'Status' }), {
      target: { value: 'all' },
    });
    expect(queue.filter).toHaveBeenCalledWith({ status: 'all' });
    expect(screen.getByRole('option', { name: 'Site not known' })).toBeTruthy();
    fireEvent.change(screen.getByRole('combobox', { name: 'Sort by' }), {
      target: { value: 'name' },
    });
    expect(queue.filter).toHaveBeenCalledWith({ sort: 'name' });
  });
});
