/**
 * Where the banner stands. In the page's flow, above everything, it pushes the page down and can
 * cover nothing; where a page is laid out so that this would still cover a button (a form fixed to
 * the window), it moves to the end of the flow, then to a corner, then it shrinks.
 */
const PLACES = ['top', 'end', 'corner', 'small'] as const;

function overlaps(a: DOMRect, b: DOMRect): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/** True where the banner lies over a control of the page's own. */
function covers(host: HTMLElement): boolean {
  const own = host.getBoundingClientRect();
  if (own.width === 0) return false;
  const controls = document.querySelectorAll(
    'button, [role="button"], input[type="submit"], select',
  );
  return [...controls].some((control) => {
    const box = control.getBoundingClientRect();
    return box.width > 0 && overlaps(own, box);
  });
}

/** Where each stands; the attribute is for the styles alone, and the page can change it. */
const placed = new WeakMap<HTMLElement, (typeof PLACES)[number]>();

/**
 * Puts the host where it covers no control of the page; called whenever either has changed size. On a
 * page with the guard it does not stand at all: that says what is to be said.
 */
export function place(host: HTMLElement): void {
  if (globalThis.countersignGuarded) {
    host.remove();
    return;
  }
  // Moving an element takes the focus from what is in it: where it stands well, it stays.
  const before = placed.get(host);
  if (before) host.dataset.place = before;
  if (host.isConnected && before && !covers(host)) return;
  for (const where of PLACES) {
    host.dataset.place = where;
    placed.set(host, where);
    const wanted = where === 'end' ? null : document.body;
    if (!host.isConnected || host.nextSibling !== wanted) {
      document.documentElement.insertBefore(host, wanted);
    }
    if (!covers(host)) return;
  }
}
