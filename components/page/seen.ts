/** What is pressed must have been there to be seen for so long, in milliseconds. */
const LONG_ENOUGH = 500;
/** How often the browser looks whether something is really to be seen; 100 is the least it takes. */
const EVERY = 100;

/** Intersection Observer v2; not in Firefox. */
type Seen = IntersectionObserverEntry & { isVisible?: boolean };
const CAN_TELL = 'isVisible' in (globalThis.IntersectionObserverEntry?.prototype ?? {});

/** Where the browser cannot tell: neither transparent nor covered at its middle. */
function isUncovered(button: Element, host: Element): boolean {
  if (!button.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return false;
  let opacity = 1;
  for (let at: Element | null = host; at; at = at.parentElement) {
    opacity *= Number(getComputedStyle(at).opacity);
  }
  const { left, top, width, height } = button.getBoundingClientRect();
  const [x, y] = [left + width / 2, top + height / 2];
  const hit = host.shadowRoot?.elementFromPoint(x, y) ?? null;
  return opacity > 0.5 && document.elementFromPoint(x, y) === host && button.contains(hit);
}

/**
 * Which buttons of ours may be pressed: those that stood there to be seen for half a second, in the
 * words that they have now. A page can make ours transparent or cover it, and have somebody click
 * where nothing seems to be. Until then a button says that it is disabled, and keeps its focus.
 * @returns asks of one button, at the moment it is pressed
 */
export function armSeen(host: HTMLElement, root: ShadowRoot): (button: Element) => boolean {
  const armed = new WeakSet<Element>();
  const timers = new WeakMap<Element, number>();
  const known = new WeakSet<Element>();
  const isSeen = (button: Element) => CAN_TELL || isUncovered(button, host);

  const disarm = (button: Element) => {
    clearTimeout(timers.get(button));
    timers.delete(button);
    armed.delete(button);
    button.setAttribute('aria-disabled', 'true');
  };
  const armSoon = (button: Element) => {
    timers.set(button, window.setTimeout(arm, LONG_ENOUGH, button));
  };
  const arm = (button: Element) => {
    if (!isSeen(button)) {
      armSoon(button);
      return;
    }
    armed.add(button);
    button.removeAttribute('aria-disabled');
  };
  const tell = (entries: readonly Seen[]) => {
    for (const { target, isVisible, isIntersecting } of entries) {
      const there = CAN_TELL ? isVisible : isIntersecting;
      // What is told anew of one that is to be seen, and was, starts nothing anew.
      if (!there) disarm(target);
      else if (!timers.has(target)) armSoon(target);
    }
  };
  const options = {
    threshold: [0, 0.5, 1],
    ...(CAN_TELL ? { trackVisibility: true, delay: EVERY } : {}),
  };
  const observer = new IntersectionObserver(tell, options);
  const watch = (button: Element) => {
    // Asked for anew, the browser answers anew: other words are another button.
    observer.unobserve(button);
    disarm(button);
    known.add(button);
    observer.observe(button);
  };
  new MutationObserver((changes) => {
    for (const button of root.querySelectorAll('button')) {
      const changed = changes.some(
        ({ type, target }) => type === 'characterData' && button.contains(target),
      );
      if (changed || !known.has(button)) watch(button);
    }
  }).observe(root, { childList: true, subtree: true, characterData: true });
  return (button) => armed.has(button) && isSeen(button);
}
