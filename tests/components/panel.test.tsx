import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type PanelView, QueuePanel } from '../../components/panel/QueuePanel.tsx';
import { type PanelItem, type PanelQueue, panelItem } from '../../lib/review/panel-item.ts';
import { NOW, request, requester, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

function show(queue: PanelQueue | undefined, change: Partial<PanelView> = {}): PanelView {
  const view: PanelView = {
    queue: signal(queue),
    folded: signal(false),
    side: signal('end'),
    off: signal(false),
    now: () => NOW,
    fold: vi.fn(),
    move: vi.fn(),
    review: vi.fn(),
    openPage: vi.fn(),
    close: vi.fn(),
    turnOff: vi.fn(async () => undefined),
    ...change,
  };
  render(<QueuePanel view={view} />);
  return view;
}

const SITE = 'acme.atlassian.net';
const waiting = (items: PanelItem[], all = items.length): PanelQueue => ({
  site: SITE,
  items,
  waiting: all,
});
const panel = () => screen.getByRole('region', { name: 'Countersign' });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

describe('the panel', () => {
  it('lists app, wait, people, reasons and what the app could do, and opens the request', () => {
    const one = request();
    const view = show(waiting([panelItem(one)]));
    const item = within(panel()).getByRole('listitem');
    expect(within(item).getByRole('heading', { level: 3 }).textContent).toBe('Figma');
    for (const text of [
      '(yesterday)',
      'Medium',
      'Permissions: 2',
      'Priya',
      'Designs in tickets',
      'not verified',
    ]) {
      expect(item.textContent).toContain(text);
    }
    expect(within(item).getByTitle('not verified: this came by link')).toBeTruthy();
    press('Review Figma');
    expect(view.review).toHaveBeenCalledWith(one.id);
    expect(panel().textContent).toContain(SITE);
  });

  it('says so where nobody gave a name or a reason, and where nothing is known of permissions', () => {
    const quiet = requester({ name: '', reason: '', via: 'page' });
    show(waiting([panelItem(request({ requesters: [quiet], app: { scopes: [] } }))]));
    expect(panel().textContent).toContain('No name given No reason given');
    expect(panel().textContent).toContain('Not known');
    expect(panel().textContent).not.toContain('not verified');
  });

  it('counts the people and the requests that have no room', () => {
    const requesters = Array.from({ length: 5 }, (_, at) => requester({ name: `P${at}` }));
    const view = show(waiting([panelItem(request({ requesters }))], 21));
    expect(panel().textContent).toContain('Countersign: 21 requests wait');
    expect(panel().textContent).toContain('and 2 more');
    expect(panel().textContent).toContain('20 more for this site');
    press('Open the queue in Countersign');
    expect(view.openPage).toHaveBeenCalledWith('tab');
  });

  it('takes a hostile name for text', () => {
    show(waiting([panelItem(request({ app: { name: '<img src=x onerror=alert(1)>' } }))]));
    expect(panel().querySelector('img')).toBeNull();
    expect(panel().textContent).toContain('<img src=x');
  });

  it('names no app where the site is not known, and leads on', () => {
    const view = show({ unmatched: 2 });
    expect(panel().textContent).toContain('Countersign: 2 requests wait, perhaps for this site');
    press('Find out which site this is');
    expect(view.openPage).toHaveBeenCalledWith('sites');
  });

  it('folds, moves, closes and is switched off', () => {
    const view = show({ unmatched: 1 });
    press('Countersign: 1 request waits, perhaps for this site');
    press('Move to the left');
    press('Close');
    press('Do not show here again');
    for (const act of [view.fold, view.move, view.close, view.turnOff]) {
      expect(act).toHaveBeenCalledOnce();
    }
  });

  it('is a headline alone when folded, and says how to come back when switched off', () => {
    show({ unmatched: 1 }, { folded: signal(true), side: signal('start') });
    expect(screen.getAllByRole('button')).toHaveLength(1);
    expect(screen.getByRole('button').getAttribute('aria-expanded')).toBe('false');
    cleanup();
    show(undefined, { off: signal(true) });
    expect(screen.getByRole('status').textContent).toContain('in Options');
  });

  it('is nothing at all where there is nothing to show', () => {
    show(undefined);
    expect(screen.queryByRole('region')).toBeNull();
  });
});
