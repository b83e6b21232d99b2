import '../../components/styles/detail.css';
import '../../components/styles/mine.css';
import '../../components/styles/overview.css';
import { signal } from '@preact/signals';
import { ulid } from 'ulid';
import { browser } from 'wxt/browser';
import type { Rest } from '../../components/popup/Frame.tsx';
import type { FirstModel } from '../../components/popup/first-model.ts';
import { Missing, restOf } from '../../components/popup/Popup.tsx';
import type { FirstRows } from '../../components/popup/popup-deps.ts';
import { createPopupModel } from '../../components/popup/popup-model.ts';
import {
  createNewsModel,
  createSampleModel,
  createSitesModel,
  MatchSites,
  News,
  SampleStrip,
} from '../../components/popup/strips/Strips.tsx';
import {
  createToggleModel,
  OpenToggles,
  Toggle,
} from '../../components/popup/toggle/OpenToggles.tsx';
import { readActiveTab } from '../../lib/browser/read-tab.ts';
import { send as sendOnce } from '../../lib/browser/send.ts';
import { withPress } from '../../lib/messages/press.ts';
import { type PageAddress, pageFragment, readPageFragment } from '../../lib/popup-url.ts';
import type { QueueChange } from '../../lib/review/queue-query.ts';
import { overridesOf } from '../../lib/review/scopes/level-overrides.ts';
import { openQueue } from '../../lib/storage/request-reader.ts';
import { queueInWorker } from './queue-client.ts';

/*
 * Everything that the popup does once its list stands; see main.tsx.
 */
const address = readPageFragment(location.hash);

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

const send = withPress(sendOnce);
const queue = openQueue();

/** The first rows of a store that had to be made or upgraded for it. */
export async function readRows(limit: number): Promise<FirstRows> {
  const reader = await queue;
  const { requests, unreadable } = await reader.waiting(limit);
  return { requests, unreadable: unreadable.length, countAll: reader.countWaiting };
}

const deps = {
  queue,
  send,
  now: Date.now,
  readFirst: readRows,
  recall: () => undefined,
  remember: () => undefined,
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
  loadLate: () => import('../../lib/review/scopes/permissions.ts'),
  async loadService(hear: (news: QueueChange) => void) {
    // Built as an entry beside this page: wxt.config.ts.
    const worker = new Worker('/queue-worker.js', { type: 'module' });
    return queueInWorker(worker, hear);
  },
};

function open(page: 'options' | 'tab' | 'overview'): void {
  const kinds: Record<typeof page, PageAddress | undefined> = {
    options: undefined,
    tab: { kind: 'tab' },
    overview: { kind: 'overview' },
  };
  const kind = kinds[page];
  const url = kind ? `/popup.html${pageFragment(kind)}` : '/options.html';
  browser.tabs.create({ url: browser.runtime.getURL(url as '/popup.html') });
  if (document.documentElement.classList.contains('in-popup')) window.close();
}

/** Takes over from the first look. */
export async function start(first: FirstModel, draw: (rest: Rest) => void): Promise<void> {
  const view = createPopupModel(deps, first);
  const toggle = createToggleModel({
    send,
    clock: view.clock,
    requestNotify: () => browser.permissions.request({ permissions: ['notifications'] }),
  });
  const sites = createSitesModel(deps);
  const sample = createSampleModel(deps, (id) => {
    if (view.detail.request.peek()?.id === id) view.detail.close();
  });
  const news = createNewsModel(deps);
  window.addEventListener('focus', () => void news.again());
  const missing = signal(false);
  const top = (
    <>
      <OpenToggles view={toggle} />
      <MatchSites view={sites} />
      <SampleStrip model={sample} />
      <News news={news} />
      <Missing missing={missing} />
    </>
  );
  const rest = restOf({ view, onOpen: open, inTab: address.kind !== 'popup', top });
  const { Detail } = rest;
  draw({
    ...rest,
    Detail: () => (
      <Toggle.Provider value={toggle}>
        <Detail />
      </Toggle.Provider>
    ),
  });
  void view.start();
  setInterval(view.tick, 60_000);
  view.onWrite(() => {
    void toggle.read();
    void sample.read();
  });
  void toggle.read();
  void sample.read();
  // The list stands: nobody waits for it.
  void news.look();
  if (address.kind === 'sites') void sites.read();
  if (address.kind === 'overview') view.pages.enter('overview');
  if (address.kind === 'mine') view.choose('mine');
  if (address.kind !== 'request') return;
  view.choose('review');
  missing.value = !(await view.openById(address.id));
}
