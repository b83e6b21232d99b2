import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DecisionForm } from '../../components/popup/decision/decision-model.ts';
import { Popup } from '../../components/popup/Popup.tsx';
import type { PopupView, Side } from '../../components/popup/popup-model.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { importView } from './pages-support.ts';
import { detailView, popupView, queueView, request, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

function show(change: Partial<PopupView> = {}, onOpenInTab: (() => void) | undefined = undefined) {
  const view = popupView(change);
  render(<Popup view={view} optionsUrl="/options.html" onOpenInTab={onOpenInTab} />);
  return view;
}
const press = (key: string, more: KeyboardEventInit = {}) =>
  fireEvent.keyDown(document.activeElement ?? document.body, { key, ...more });
const two = () => [request(), request({ app: { name: 'Miro' } })];

describe('the popup', () => {
  it('has its name, two sides and the way to the options', () => {
    show();
    expect(screen.getByRole('heading', { level: 1, name: 'Countersign' })).toBeTruthy();
    expect(screen.getByRole('tab', { name: 'To review', selected: true })).toBeTruthy();
    expect(screen.getByRole('tabpanel', { name: 'To review' })).toBeTruthy();
    expect(screen.getByRole('link', { name: 'Options' }).getAttribute('href')).toBe(
      '/options.html',
    );
    expect(screen.queryByRole('button', { name: 'Open in a tab' })).toBeNull();
  });

  it('opens in a tab', () => {
    const open = vi.fn();
    show({}, open);
    fireEvent.click(screen.getByRole('button', { name: 'Open in a tab' }));
    expect(open).toHaveBeenCalled();
  });

  it('changes sides by click and by arrow', () => {
    const side = signal<Side>('review');
    const view = show({ side });
    fireEvent.click(screen.getByRole('tab', { name: 'My requests' }));
    expect(view.choose).toHaveBeenLastCalledWith('mine');
    const tab = screen.getByRole('tab', { name: 'To review' });
    fireEvent.keyDown(tab, { key: 'ArrowRight' });
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'My requests' }));
    fireEvent.keyDown(tab, { key: 'ArrowLeft' });
    fireEvent.keyDown(tab, { key: 'End' });
    expect(view.choose).toHaveBeenCalledTimes(4);
    expect(screen.getByRole('tab', { name: 'My requests' }).tabIndex).toBe(-1);
  });

  it('gives the focus back to the button that opened a request', async () => {
    const shown = two();
    const open = signal<ApprovalRequest | undefined>(shown[1]);
    show({ queue: queueView({ shown: signal(shown) }), detail: detailView({ request: open }) });
    expect(screen.getByRole('region', { name: 'Request for Miro' })).toBeTruthy();
    open.value = undefined;
    await expect.poll(() => document.activeElement?.getAttribute('aria-label')).toBe('Review Miro');
  });
});

describe('its keys', () => {
  it('j and k move between requests', () => {
    show({ queue: queueView({ shown: signal(two()) }) });
    press('j');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Review Figma' }));
    press('j');
    press('j');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Review Miro' }));
    press('k');
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Review Figma' }));
  });

  it('j opens the next request while one is open', async () => {
    const shown = two();
    const detail = detailView({ request: signal(shown[0]) });
    show({ queue: queueView({ shown: signal(shown) }), detail });
    press('j');
    await expect.poll(() => detail.open).toHaveBeenCalledWith(shown[1]);
  });

  it('a and d begin a decision for the request in focus, or the open one', () => {
    const shown = two();
    const view = show({ queue: queueView({ shown: signal(shown) }) });
    press('a');
    expect(view.detail.open).not.toHaveBeenCalled();
    press('j');
    press('a');
    expect(view.detail.open).toHaveBeenLastCalledWith(shown[0], 'approve');
    cleanup();
    const detail = detailView({ request: signal(shown[1]) });
    show({ queue: queueView({ shown: signal(shown) }), detail });
    press('d');
    expect(detail.open).toHaveBeenLastCalledWith(shown[1], 'deny');
  });

  it('/ goes to the search, ? lists the keys', async () => {
    const view = show();
    press('?');
    expect(view.toggleKeys).toHaveBeenCalled();
    press('/');
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  });

  it('lose no letter that is typed right after /, from the other side too', async () => {
    const side = signal<Side>('mine');
    const choose = vi.fn((next: Side) => {
      side.value = next;
    });
    show({ side, choose });
    press('/');
    // Before the browser has drawn anything, as a quick typist is.
    await Promise.resolve();
    expect(document.activeElement).toBe(screen.getByRole('searchbox'));
  });

  it("are letters while somebody types, and somebody else's with a modifier", () => {
    const view = show({ queue: queueView({ shown: signal(two()) }) });
    press('j');
    press('a', { ctrlKey: true });
    press('a', { metaKey: true });
    screen.getByRole('searchbox').focus();
    press('?');
    press('a');
    expect(view.toggleKeys).not.toHaveBeenCalled();
    expect(view.detail.open).not.toHaveBeenCalled();
  });

  it('Escape closes the innermost thing that is open', () => {
    const form = signal<DecisionForm | undefined>({ kind: 'deny', sending: false });
    const detail = detailView({ request: signal(request()), form });
    const intake = importView();
    show({ detail, intake });
    press('Escape');
    expect(detail.cancel).toHaveBeenCalled();
    form.value = undefined;
    press('Escape');
    expect(intake.toggle).toHaveBeenCalled();
    expect(detail.close).not.toHaveBeenCalled();
    cleanup();
    show({ detail });
    press('Escape');
    expect(detail.close).toHaveBeenCalled();
  });

  it('are listed', () => {
    show({ keysShown: signal(true) });
    const list = screen.getByRole('region', { name: 'Keyboard shortcuts' });
    expect(list.textContent).toContain('Next or previous request');
    expect(document.activeElement).toBe(
      screen.getByRole('heading', { name: 'Keyboard shortcuts' }),
    );
  });
});
