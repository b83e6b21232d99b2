import { vouch } from '../ui/trusted.ts';
import { isInOurs, type OwnElement } from './own-element.ts';
import { armSeen } from './seen.ts';

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
