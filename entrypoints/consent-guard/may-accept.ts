import { nativeApi } from '../../lib/browser/native-api.ts';
import { namesAccept, namesCancel } from '../../lib/consent/button-words.ts';

/**
 * Why the guard can do nothing any more:
 * - `orphaned`: the extension behind it was updated, reloaded or switched off
 * - `ended`: what it held had its time
 */
export type Over = 'orphaned' | 'ended';

/** True while the extension that put this script here is there. */
function isAlive(): boolean {
  try {
    return nativeApi().runtime?.id !== undefined;
  } catch {
    return false;
  }
}

/** Whether it is over with the guard at this moment; asked at every look and at every press. */
export function overOf(
  until: number | undefined,
  now: number,
  alive = isAlive(),
): Over | undefined {
  if (!alive) return 'orphaned';
  return until !== undefined && now >= until ? 'ended' : undefined;
}

const SUBMITS = '[type="submit"],[type="image"]';
const BUTTONS = 'button,[role="button"],input[type="button"]';
/** What unfolds or chooses something; the rows of the permissions are such buttons (observed). */
const UNFOLDS = '[aria-expanded],[aria-haspopup],[role="tab"],[data-testid="permission-button"]';
/** An element that is called so much is no button. */
const LONGEST = 40;

function namesOf(control: Element): string[] {
  const { value } = control as HTMLInputElement;
  const shown = control.matches('input') ? value : control.textContent;
  return [shown ?? '', control.getAttribute('aria-label') ?? '', control.getAttribute('alt') ?? ''];
}

/** True for a button that submits a form; without a type that is what a button in one does. */
function submits(control: Element): boolean {
  if (control.matches(SUBMITS)) return true;
  return control instanceof HTMLButtonElement && control.type === 'submit' && control.form !== null;
}

function hasSubmit(): boolean {
  return [...document.querySelectorAll(`button,${SUBMITS}`)].some(submits);
}

/**
 * True where a press of this may accept. By structure first: Accept submits a form (observed), and
 * where something on the page does, the other buttons do not. What is called Accept counts in any
 * case; Cancel never, and goes on working. Where nothing submits, any button that is not known for
 * something else may be Accept.
 */
export function mayAccept(target: EventTarget | null | undefined): boolean {
  if (!(target instanceof Element)) return false;
  const control = target.closest(`${SUBMITS},${BUTTONS},a`);
  if (!control) {
    const words = target.textContent ?? '';
    return words.length <= LONGEST && namesAccept(words);
  }
  const names = namesOf(control);
  if (names.some(namesAccept)) return true;
  if (namesCancel(names[0] ?? '')) return false;
  if (submits(control)) return true;
  return control.matches(BUTTONS) && !control.matches(UNFOLDS) && !hasSubmit();
}
