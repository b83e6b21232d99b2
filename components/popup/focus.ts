/** The id of the button that begins a decision. */
export const verbId = (kind: string, within = 'decide') => `${within}-${kind}`;
export const SEARCH_ID = 'search';

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
  const here = stops.findIndex((stop) =>
    (stop.closest('li') ?? stop).contains(document.activeElement),
  );
  const next = here < 0 ? (step > 0 ? 0 : stops.length - 1) : here + step;
  stops[Math.max(0, Math.min(stops.length - 1, next))]?.focus();
}

/** Index of the focused entry in the whole list. */
export function focusedPosition(): number | undefined {
  const place = document.activeElement?.closest('li')?.getAttribute('aria-posinset');
  return place ? Number(place) - 1 : undefined;
}

/** Gives an entry the focus; false where it is not drawn. */
export function focusPosition(position: number): boolean {
  const entry = document.querySelector<HTMLElement>(
    `li[aria-posinset="${position + 1}"] [data-move]`,
  );
  entry?.focus();
  return entry !== null;
}

/** The request whose item has the focus. */
export function focusedRequest(): string | undefined {
  const item = document.activeElement?.closest('li');
  return item?.querySelector<HTMLElement>('[data-move]')?.dataset['move'];
}
