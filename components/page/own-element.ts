import { vouch } from '../ui/trusted.ts';

declare global {
  /** shadow roots of ours in this page, whichever script of ours drew them */
  var countersignRoots: WeakSet<Node> | undefined;
}

/** An element of ours in a page of somebody else's. */
interface OwnElement {
  host: HTMLElement;
  root: ShadowRoot;
  /** what is drawn goes in here */
  mount: HTMLElement;
}

/**
 * Makes a host with a shadow root. Its class is `name`; the element's own name is another one each time:
 * what the page defines as a custom element, before or later, would run in the place of ours.
 */
export function ownElement(name: string, css: string): OwnElement {
  const host = document.createElement(`${name}-${crypto.getRandomValues(new Uint32Array(1))}`);
  host.className = name;
  const root = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = css;
  const mount = document.createElement('div');
  root.append(style, mount);
  globalThis.countersignRoots ??= new WeakSet();
  globalThis.countersignRoots.add(root);
  return { host, root, mount };
}

/** True for what happens in an element of ours. */
export function isInOurs(event: Event): boolean {
  const [inner] = event.composedPath();
  const root = inner instanceof Node ? inner.getRootNode() : undefined;
  return root !== undefined && globalThis.countersignRoots?.has(root) === true;
}

/** Takes away what another script of ours drew under this name, and nothing of the page's. */
export function removeOwn(name: string): void {
  for (const host of document.querySelectorAll<HTMLElement>(`.${name}`)) {
    if (host.shadowRoot && globalThis.countersignRoots?.has(host.shadowRoot)) host.remove();
  }
}

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
function armSeen(host: HTMLElement, root: ShadowRoot): (button: Element) => boolean {
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
    ...(CAN_TELL && { trackVisibility: true, delay: EVERY }),
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

/**
 * What somebody does in an element of ours and a page could listen to. `change`, `submit` and
 * `toggle` are not in it: they do not leave a shadow root.
 */
const KINDS = [
  ...['keydown', 'keypress', 'keyup', 'beforeinput', 'input', 'paste', 'copy', 'cut'],
  ...['compositionstart', 'compositionupdate', 'compositionend'],
  ...['focus', 'blur', 'focusin', 'focusout', 'click', 'dblclick', 'auxclick', 'contextmenu'],
  ...['pointerdown', 'pointerup', 'mousedown', 'mouseup', 'touchstart', 'touchend'],
] as const;

/** Those that our own parts listen to. */
const LISTENED = new Set(['keydown', 'input', 'focus', 'click']);

const COPIED = ['key', 'isComposing', 'shiftKey', 'ctrlKey', 'altKey', 'metaKey'] as const;

/** The same event once more, for our own part alone: it does not leave the shadow root. */
function tellOurs(event: Event, inner: EventTarget): void {
  const how = { bubbles: event.bubbles, cancelable: event.cancelable };
  const made =
    event instanceof KeyboardEvent
      ? new KeyboardEvent(event.type, {
          ...how,
          ...Object.fromEntries(COPIED.map((name) => [name, event[name]])),
        })
      : new Event(event.type, how);
  vouch(made);
  if (!inner.dispatchEvent(made)) event.preventDefault();
}

/**
 * Keeps what happens in an element of ours from the page, and presses that nobody can have meant
 * from us. Stopped where it comes in, at the window, before any other listener below it; what the
 * browser does by itself (letters typed, focus, a box ticked) it does all the same.
 *
 * What cannot be helped: a listener that the page put on the window in the capture phase before this
 * one hears first. It could only be outrun by a script of ours on every consent page from the start.
 * And the shadow root is open: a script of the page can look for it and listen inside.
 */
export function shield({ host, root }: OwnElement): void {
  const maySee = armSeen(host, root);
  const onWindow = (event: Event) => {
    const [inner] = event.composedPath();
    if (event.target !== host || !(inner instanceof Element) || !isInOurs(event)) return;
    // What a script of the page dispatched in there is nothing that anybody did.
    if (!event.isTrusted) {
      event.stopImmediatePropagation();
      return;
    }
    const button = inner.closest('button');
    // Links, boxes to tick and what unfolds are worked by the browser: such a click goes on.
    const byBrowser = event.type === 'click' && !button;
    if (!byBrowser) event.stopImmediatePropagation();
    if (button && event.type === 'click' && !maySee(button)) event.preventDefault();
    else if (!byBrowser && LISTENED.has(event.type)) tellOurs(event, inner);
  };
  for (const kind of KINDS) addEventListener(kind, onWindow, true);
  root.addEventListener('click', (event) => event.stopPropagation());
}
