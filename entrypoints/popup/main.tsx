import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import '../../components/styles/controls.css';
import '../../components/styles/page.css';
import '../../components/styles/popup.css';
import '../../components/styles/footer.css';
import '../../components/styles/detail.css';
import '../../components/styles/outcome.css';
import '../../components/styles/rooms.css';
import '../../components/styles/review.css';
import '../../components/styles/desk.css';
import { render } from 'preact';
import { ulid } from 'ulid';
import { browser } from 'wxt/browser';
import { Popup } from '../../components/popup/Popup.tsx';
import { provideText, t } from '../../components/text.ts';
import { openQueue } from '../../lib/browser/queue-reader.ts';
import { send } from '../../lib/browser/send.ts';
import { overridesOf } from '../../lib/review/own-levels.ts';
import { deskInWorker } from './desk-line.ts';
import { createPopupModel } from './model.ts';

const TAB = '#tab';
const VIEW = 'view';

provideText((key, substitutions) =>
  browser.i18n.getMessage(key as Parameters<typeof browser.i18n.getMessage>[0], substitutions),
);
const html = document.documentElement;
html.lang = t('languageTag');
html.dir = browser.i18n.getMessage('@@bidi_dir');
// A popup is as wide as its content asks for; a tab is as wide as it is.
html.classList.toggle('in-popup', browser.extension.getViews({ type: 'popup' }).includes(window));

function openTab(url: string): void {
  // The mail program opens beside the page, which stays.
  if (url.startsWith('mailto:')) location.assign(url);
  else browser.tabs.create({ url });
}

/** A file made here: the data does not leave the browser on the way to the downloads. */
function save(name: string, text: string, type: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

/** After what was drawn first is on the screen. */
const painted = () =>
  new Promise<void>((done) => {
    requestAnimationFrame(() => setTimeout(done));
  });

const model = createPopupModel({
  queue: openQueue(),
  send,
  now: Date.now,
  openTab,
  copy,
  save,
  newId: ulid,
  async readSettings() {
    const heard = await send('readSettings', {});
    return heard.ok ? heard.settings : undefined;
  },
  async readLevels() {
    const heard = await send('listLevels', {});
    return heard.ok ? overridesOf(heard.levels) : undefined;
  },
  requestHost: (site) => browser.permissions.request({ origins: [`https://${site}/*`] }),
  async loadKit() {
    await painted();
    return (await import('./review-kit.ts')).kit;
  },
  async loadDesk(hear) {
    await painted();
    const worker = new Worker(new URL('./desk-worker.ts', import.meta.url), { type: 'module' });
    return deskInWorker(worker, hear);
  },
  // A taste of this person's, in this page: not worth a message and an answer before the first list.
  recall: () => localStorage.getItem(VIEW) ?? undefined,
  remember: (view) => localStorage.setItem(VIEW, view),
});

function openInTab(): void {
  browser.tabs.create({ url: browser.runtime.getURL('/popup.html') + TAB });
  if (html.classList.contains('in-popup')) window.close();
}

const root = document.getElementById('root');
if (root) {
  render(
    <Popup
      view={model}
      optionsUrl={browser.runtime.getURL('/options.html')}
      onOpenInTab={location.hash === TAB ? undefined : openInTab}
    />,
    root,
  );
}
void model.start();
setInterval(model.tick, 60_000);
