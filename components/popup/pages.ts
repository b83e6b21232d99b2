import { createContext } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { PageName, PagesModel } from './popup-model.ts';
import type { QueueModel } from './queue/queue-model.ts';

/** For components deep inside a tab; absent where there are no pages. */
export const Pages = createContext<PagesModel | undefined>(undefined);

/** The id of the button that opens a page. */
export const pageButtonId = (page: PageName) => `open-${page}`;

/** Escape goes back, unless something inside took it, or a search box empties itself first. */
export function useEscape(back: () => void): void {
  useEffect(() => {
    const listener = (event: KeyboardEvent) => {
      const field = event.target;
      if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
      if (field instanceof HTMLInputElement && field.type === 'search' && field.value) return;
      event.preventDefault();
      back();
    };
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [back]);
}

/** Returns focus to the button that opened the page, or to its like where that was drawn anew. */
export function useReturnFocus({ page }: PagesModel): void {
  const before = useRef<PageName>('tabs');
  const opener = useRef<Element | null>(null);
  const now = page.value;
  if (before.current === 'tabs' && now !== 'tabs') opener.current ??= document.activeElement;
  useLayoutEffect(() => {
    const left = before.current;
    before.current = now;
    if (now !== 'tabs' || left === 'tabs') return;
    const button = opener.current?.isConnected
      ? opener.current
      : document.getElementById(pageButtonId(left));
    opener.current = null;
    if (button instanceof HTMLElement) button.focus();
  }, [now]);
}

/** The id of the button that begins a decision. */
export const verbId = (kind: string, within = 'decide') => `${within}-${kind}`;
export const SEARCH_ID = 'search';
export const FILTERS_ID = 'filters';

/** True where a key press is text: letters must never act there. A box that is ticked takes none. */
export const isTyping = (where: EventTarget | null): boolean =>
  where instanceof HTMLElement &&
  where.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]') !== null;

/** Entries of whichever list is on the screen; those of the queue know their place in it. */
const entryOf = (element: Element | null) => element?.closest<HTMLElement>('[data-at], li');

/** Focuses a request's button; false where it is not drawn. */
export function focusReview(request: string): boolean {
  const stops = [...document.querySelectorAll<HTMLElement>('[data-move]')];
  const place = stops.find((stop) => stop.dataset['move'] === request);
  place?.focus({ preventScroll: true });
  return place !== undefined;
}

/** Where a request has left the list, the next best thing. */
export function focusList(): void {
  const first = document.querySelector<HTMLElement>('[data-move]');
  (first ?? document.getElementById(SEARCH_ID))?.focus({ preventScroll: true });
}

/** Moves focus to the next or previous of the things in a list that can be moved between. */
export function moveFocus(step: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>('[data-move]')];
  const here = stops.findIndex((stop) => (entryOf(stop) ?? stop).contains(document.activeElement));
  const next = here < 0 ? (step > 0 ? 0 : stops.length - 1) : here + step;
  stops[Math.max(0, Math.min(stops.length - 1, next))]?.focus();
}

/** Index of the focused entry in the whole list. */
export function focusedPosition(): number | undefined {
  const place = entryOf(document.activeElement)?.dataset['at'];
  return place === undefined ? undefined : Number(place);
}

/** Gives an entry the focus; false where it is not drawn. */
export function focusPosition(position: number): boolean {
  const entry = document.querySelector<HTMLElement>(`[data-at="${position}"] [data-move]`);
  entry?.focus();
  return entry !== null;
}

/** The request whose item has the focus. */
export function focusedRequest(): string | undefined {
  return entryOf(document.activeElement)?.querySelector<HTMLElement>('[data-move]')?.dataset[
    'move'
  ];
}

/**
 * Where a step begins: at the entry that is to take the focus, while it is still being drawn, so that
 * keys pressed meanwhile count; else at the entry in focus.
 */
export const stepFrom = (queue: QueueModel): number | undefined =>
  queue.aim.peek() ?? focusedPosition();

/** Gives the focus to the entry at this place, drawn or not; to the nearest there is. */
export function stepTo(queue: QueueModel, position: number): void {
  const last = (queue.count.peek() ?? queue.shown.peek().length) - 1;
  const to = Math.max(0, Math.min(last, position));
  if (last >= 0) queue.goTo(focusPosition(to) ? undefined : to);
}
