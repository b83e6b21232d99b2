import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import '../../components/styles/popup.css';
import '../../components/styles/detail.css';
import '../../components/styles/review.css';
import '../../components/styles/mine.css';
import { signal } from '@preact/signals';
import { render } from 'preact';
import { ulid } from 'ulid';
import { browser } from 'wxt/browser';
import { provideText, t } from '../../components/i18n.ts';
import { Missing, Popup } from '../../components/popup/Popup.tsx';
import { createPopupModel } from '../../components/popup/popup-model.ts';
import { SampleStrip } from '../../components/popup/sample/SampleStrip.tsx';
import { createSampleModel } from '../../components/popup/sample/sample-model.ts';
import { MatchSites } from '../../components/popup/sites/MatchSites.tsx';
import { createSitesModel } from '../../components/popup/sites/sites-model.ts';
import { OpenToggles } from '../../components/popup/toggle/OpenToggles.tsx';
import { createToggleModel, Toggle } from '../../components/popup/toggle/toggle-model.ts';
import { readActiveTab } from '../../lib/browser/active-tab.ts';
import { send as sendOnce } from '../../lib/browser/send.ts';
import { withPress } from '../../lib/messages/press.ts';
import { pageFragment, readPageFragment } from '../../lib/popup-url.ts';
import type { QueueChange } from '../../lib/review/queue-query.ts';
import { overridesOf } from '../../lib/review/scopes/level-overrides.ts';
import { openQueue } from '../../lib/storage/request-reader.ts';
import { queueInWorker } from './queue-client.ts';

const address = readPageFragment(location.hash);
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

const send = withPress(sendOnce);
const queue = openQueue();
const deps = {
  queue,
  send,
  now: Date.now,
  openTab,
  copy,
  save,
  newId: ulid,
  async readSettings() {
    const response = await send('readSettings', {});
    return response.ok ? response.settings : undefined;
  },
  async readLevels() {
    const response = await send('listLevels', {});
    return response.ok ? overridesOf(response.levels) : undefined;
  },
  requestHost: (site: string) => browser.permissions.request({ origins: [`https://${site}/*`] }),
  readActiveTab,
  async loadLate() {
    await painted();
    return (await import('../../lib/review/late.ts')).late;
  },
  async loadService(hear: (news: QueueChange) => void) {
    await painted();
    // Built as an entry beside this page: wxt.config.ts.
    const worker = new Worker('/queue-worker.js', { type: 'module' });
    return queueInWorker(worker, hear);
  },
  // A taste of this person's, in this page: not worth a message and an answer before the first list.
  recall: () => localStorage.getItem(VIEW) ?? undefined,
  remember: (view: string) => localStorage.setItem(VIEW, view),
};
const model = createPopupModel(deps);
const toggle = createToggleModel({
  send,
  clock: model.clock,
  requestNotify: () => browser.permissions.request({ permissions: ['notifications'] }),
});
const sites = createSitesModel(deps);
const sample = createSampleModel(deps);
const missing = signal(false);

/** Shows what the address asks for, and what is open of "User installed apps". */
async function startAt(): Promise<void> {
  void toggle.read();
  if (address.kind === 'sites') void sites.read();
  const reader = await queue;
  reader.onChange(() => {
    void toggle.read();
    void sample.read();
  });
  void sample.read();
  if (address.kind !== 'request') return;
  const [request] = (await reader.one(address.id)).requests;
  missing.value = !request;
  if (request) {
    model.choose('review');
    model.detail.open(request);
  }
}

function openInTab(): void {
  browser.tabs.create({
    url: browser.runtime.getURL('/popup.html') + pageFragment({ kind: 'tab' }),
  });
  if (html.classList.contains('in-popup')) window.close();
}

const root = document.getElementById('root');
if (root) {
  render(
    <Toggle.Provider value={toggle}>
      <Popup
        view={model}
        optionsUrl={browser.runtime.getURL('/options.html')}
        onOpenInTab={address.kind === 'popup' ? openInTab : undefined}
        top={
          <>
            <OpenToggles view={toggle} />
            <MatchSites view={sites} />
            <SampleStrip model={sample} />
            <Missing missing={missing} />
          </>
        }
      />
    </Toggle.Provider>,
    root,
  );
}
void model.start();
void startAt().catch(() => undefined);
setInterval(model.tick, 60_000);
