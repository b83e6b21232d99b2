import { useLayoutEffect, useRef } from 'preact/hooks';
import { mayDecide } from '../../lib/requests/decide.ts';
import type { DecisionKind } from '../../lib/requests/schema.ts';
import { t } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';
import {
  focusedRequest,
  isTyping,
  moveFocus,
  SEARCH_ID,
  stepFrom,
  stepTo,
  verbId,
} from './pages.ts';
import type { PopupModel } from './popup-model.ts';
import type { BulkModel } from './queue/bulk-model.ts';
import type { QueueModel } from './queue/queue-model.ts';

async function openBeside({ detail, queue }: PopupModel, id: string, step: 1 | -1): Promise<void> {
  const next = await queue.beside(id, step);
  if (next && detail.request.peek()?.id === id) detail.open(next);
}

function move(view: PopupModel, step: 1 | -1): void {
  const { side, queue, detail } = view;
  if (side.peek() !== 'review') {
    moveFocus(step);
    return;
  }
  const open = detail.request.peek();
  if (open) void openBeside(view, open.id, step).catch(() => undefined);
  else stepTo(queue, (stepFrom(queue) ?? (step > 0 ? -1 : Number.MAX_SAFE_INTEGER)) + step);
}

const shownRequest = ({ shown }: QueueModel, id: string | undefined) =>
  shown.peek().find(({ request }) => request.id === id)?.request;

/** The selection is meant while there is one, but for a request that is open and has the focus. */
const meansMany = ({ bulk, detail }: PopupModel): boolean =>
  bulk.chosen.peek().size > 0 && (!detail.request.peek() || focusedRequest() !== undefined);

function begin(view: PopupModel, kind: DecisionKind): void {
  const { side, detail, queue, bulk } = view;
  if (side.peek() !== 'review') return;
  if (meansMany(view)) {
    bulk.begin(kind);
    return;
  }
  const id = focusedRequest() ?? detail.request.peek()?.id;
  const open = detail.request.peek();
  const request = open?.id === id ? open : shownRequest(queue, id);
  if (request && mayDecide(kind, request)) detail.open(request, kind);
}

function cancelMany(bulk: BulkModel): void {
  const kind = bulk.form.peek()?.kind;
  bulk.cancel();
  if (kind) document.getElementById(verbId(kind, 'many'))?.focus();
}

/** Closes the innermost thing that is open; false where nothing is. */
function back({ detail, bulk, intake, keysShown, toggleKeys }: PopupModel): boolean {
  const form = detail.form.peek();
  if (form && !form.sending) {
    detail.cancel();
    document.getElementById(verbId(form.kind))?.focus();
  } else if (keysShown.peek()) toggleKeys();
  else if (bulk.form.peek()) cancelMany(bulk);
  else if (intake.open.peek()) intake.toggle();
  else if (intake.result.peek()) intake.dismiss();
  else if (detail.request.peek()) detail.close();
  else if (bulk.chosen.peek().size > 0) bulk.clear();
  else return false;
  return true;
}

function search(view: PopupModel): void {
  if (view.detail.request.peek()) view.detail.close();
  view.choose('review');
  const focus = () => document.getElementById(SEARCH_ID)?.focus();
  focus();
  // The list may only now come back to the screen. Never later than that: what is typed next is
  // meant for the box, and would be lost.
  queueMicrotask(focus);
}

/** From the search box to what it found, as it is found: what is being looked up comes first. */
async function toResults({ queue }: PopupModel): Promise<void> {
  await queue.settled();
  if (document.activeElement?.id === SEARCH_ID) stepTo(queue, 0);
}

function onEscape(view: PopupModel, event: KeyboardEvent): void {
  const field = event.target;
  if (field instanceof HTMLInputElement && field.type !== 'checkbox') {
    // A search box empties itself first.
    if (field.value !== '') return;
    if (field.id === SEARCH_ID && view.queue.shown.peek().length > 0) {
      event.preventDefault();
      void toResults(view);
      return;
    }
  }
  if (back(view)) event.preventDefault();
}

function select({ side, bulk }: PopupModel): void {
  const id = side.peek() === 'review' ? focusedRequest() : undefined;
  if (id) bulk.toggle(id);
}

const ACTS: Readonly<Record<string, (view: PopupModel) => void>> = {
  j: (view) => move(view, 1),
  k: (view) => move(view, -1),
  a: (view) => begin(view, 'approve'),
  d: (view) => begin(view, 'deny'),
  n: (view) => void view.next(),
  x: select,
  '/': search,
  '?': (view) => view.toggleKeys(),
};

const ARROWS: typeof ACTS = {
  ArrowDown: (view) => move(view, 1),
  ArrowUp: (view) => move(view, -1),
};

const modified = (event: KeyboardEvent): boolean => event.ctrlKey || event.metaKey || event.altKey;

function onKey(view: PopupModel, event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || modified(event)) return;
  // A page has its own keys, and nothing of the queue is on the screen.
  if (view.pages.page.peek() !== 'tabs') return;
  if (event.key === 'Escape') {
    onEscape(view, event);
    return;
  }
  const searching = event.target instanceof HTMLElement && event.target.id === SEARCH_ID;
  if (searching && (event.key === 'ArrowDown' || event.key === 'Enter')) {
    event.preventDefault();
    void toResults(view);
    return;
  }
  // Nothing has the focus yet: the arrows lead into the list, and from there on from row to row.
  const first = event.target === document.body ? ARROWS[event.key] : undefined;
  const act = isTyping(event.target) ? undefined : (first ?? ACTS[event.key]);
  if (!act) return;
  event.preventDefault();
  act(view);
}

/** The keys of the whole page. Never while typing, never with a modifier. */
export function useKeys(view: PopupModel): void {
  // Before the page is first drawn: whoever sees it may press a key.
  useLayoutEffect(() => {
    const listener = (event: KeyboardEvent) => onKey(view, event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, [view]);
}

/** The list of keys. */
export function ShortcutHelp({ onClose }: { onClose: () => void }) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    const before = document.activeElement;
    heading.current?.focus();
    return () => {
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const keys: [string[], string][] = [
    [['j', 'k', '↑', '↓'], t('popup_keyMove')],
    [['Home', 'End'], t('single_keyEnds')],
    [['Enter'], t('popup_keyOpen')],
    [['x'], t('popup_keySelect')],
    [['a'], t('decide_approve')],
    [['d'], t('decide_deny')],
    [['n'], t('effect_next')],
    [['/'], t('popup_search')],
    [['Esc'], t('import_close')],
    [['?'], t('popup_keys')],
  ];
  return (
    <section class="keys" aria-labelledby="keys-heading">
      <h2 id="keys-heading" tabIndex={-1} ref={heading}>
        {t('popup_keys')}
      </h2>
      <dl>
        {keys.map(([names, does]) => (
          <div key={does}>
            <dt>
              {names.map((name) => (
                <kbd key={name}>{name}</kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <Button onPress={onClose}>{t('import_close')}</Button>
    </section>
  );
}
