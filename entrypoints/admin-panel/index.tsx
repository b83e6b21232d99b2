import { signal } from '@preact/signals';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { defineUnlistedScript } from '#imports';
import { provideText } from '../../components/i18n.ts';
import { ownElement } from '../../components/page/own-element.ts';
import { tokens } from '../../components/page/styles.ts';
import panelCss from '../../components/panel/panel.css?inline';
import { type PanelView, QueuePanel } from '../../components/panel/QueuePanel.tsx';
import { send } from '../../lib/browser/send.ts';
import type { PanelQueue } from '../../lib/review/panel-item.ts';
import { watchAddress } from './watch-address.ts';

declare global {
  var countersignQueue: { lookNow: () => void } | undefined;
}

/** Below this width the panel starts folded: it would lie over the page's own text. */
const WIDE = 640;

/** How long after the page threw it out the panel comes back, in milliseconds. */
const BACK_AFTER = 100;

/** Components that are used in pages of our own too know nothing of scripts that click. */
function onlyTrusted(root: ShadowRoot): void {
  for (const kind of ['click', 'keydown', 'keyup', 'pointerdown', 'mousedown']) {
    root.addEventListener(
      kind,
      (event) => {
        if (event.isTrusted) return;
        event.stopImmediatePropagation();
        event.preventDefault();
      },
      true,
    );
  }
}

function createPanel(host: HTMLElement): { view: PanelView; look: (cloudId?: string) => void } {
  const queue = signal<PanelQueue | undefined>(undefined);
  const folded = signal(innerWidth < WIDE);
  const side = signal<PanelView['side']['value']>('end');
  const off = signal(false);
  let closed = false;
  let asked = 0;

  async function look(cloudId: string | undefined) {
    asked += 1;
    const mine = asked;
    if (closed || off.peek()) return;
    const response = cloudId ? await send('panelQueue', { cloudId }) : undefined;
    // The page may have moved on while this was being asked.
    if (mine === asked) queue.value = response?.ok ? response.queue : undefined;
  }

  const open = (what: Parameters<typeof send<'panelOpen'>>[1]) => {
    send('panelOpen', what).catch(() => undefined);
  };
  return {
    look: (cloudId) => {
      look(cloudId).catch(() => undefined);
    },
    view: {
      queue,
      folded,
      side,
      off,
      now: Date.now,
      fold() {
        folded.value = !folded.peek();
      },
      move() {
        side.value = side.peek() === 'end' ? 'start' : 'end';
        host.dataset['side'] = side.peek();
      },
      review: (id) => open({ id }),
      openPage: (page) => open({ page }),
      close() {
        closed = true;
        off.value = false;
        queue.value = undefined;
      },
      async turnOff() {
        const response = await send('panelOff', {});
        if (response.ok) off.value = true;
      },
    },
  };
}

/**
 * The panel on a Connected apps page: what waits for exactly that site, in the corner, folded or
 * moved or closed at will. It shows and opens; deciding is for the extension's own pages alone,
 * because the shadow root is open and scripts of the page can read it.
 */
export default defineUnlistedScript(() => {
  if (globalThis.countersignQueue) {
    globalThis.countersignQueue.lookNow();
    return;
  }
  provideText((key, substitutions) =>
    browser.i18n.getMessage(key as Parameters<typeof browser.i18n.getMessage>[0], substitutions),
  );
  const { host, root, mount } = ownElement('countersign-queue', tokens + panelCss);
  onlyTrusted(root);

  const { view, look } = createPanel(host);
  render(<QueuePanel view={view} />, mount);
  const keep = () => {
    const shown = view.queue.value !== undefined || view.off.value;
    if (!shown) host.remove();
    // At the very end, outside of what the page draws: a new body does not take it along.
    else if (!host.isConnected) document.documentElement.append(host);
  };
  view.queue.subscribe(keep);
  view.off.subscribe(keep);
  // Not at once: a page that will not have it there must not be kept busy by the two of us.
  let coming = 0;
  new MutationObserver(() => {
    clearTimeout(coming);
    coming = window.setTimeout(keep, BACK_AFTER);
  }).observe(document.documentElement, { childList: true });
  globalThis.countersignQueue = { lookNow: watchAddress(look) };
});
