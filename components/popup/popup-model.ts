import { effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Settings } from '../../lib/requests/settings.ts';
import type { QueueChange } from '../../lib/review/queue-query.ts';
import type { LevelOverrides } from '../../lib/review/scopes/level-overrides.ts';
import { createAssessmentModel } from './assessment-model.ts';
import { createAuditModel } from './audit/audit-model.ts';
import { createDetailModel } from './detail/detail-model.ts';
import { createFiledModel } from './filed/Filed.tsx';
import { createFirstModel } from './first-model.ts';
import { createImportModel } from './import/import-model.ts';
import { createManualModel } from './manual/manual-model.ts';
import { createMineModel } from './mine/mine-model.ts';
import type { PopupDeps } from './popup-deps.ts';
import { createBulkModel } from './queue/bulk-model.ts';
import { createRulesModel } from './rules/rules-model.ts';

/** Has unreadable records quarantined, each once, and counts them. */
function createQuarantine({ send }: Pick<PopupDeps, 'send'>) {
  const count = signal(0);
  const sent = new Set<string>();
  return {
    /** since the popup was opened */
    count,
    put(unreadable: readonly string[]): void {
      const ids = unreadable.filter((id) => id !== '' && id.length <= 100 && !sent.has(id));
      if (ids.length === 0) return;
      for (const id of ids) sent.add(id);
      // The background counts: another tab may have quarantined the same ones.
      void send('quarantine', { ids }).then((answer) => {
        if (answer.ok) count.value += answer.count;
      });
    },
  };
}

/** The page that fills the popup; `tabs`: the two tabs themselves. */
export type PageName = 'tabs' | 'audit' | 'rules' | 'by-hand' | 'overview';

export type PagesModel = ReturnType<typeof createPages>;

/** The views that take the whole page, and what the sides need of them: nothing is read before it is opened. */
function createPages(deps: PopupDeps, levels: ReadonlySignal<LevelOverrides>) {
  const page = signal<PageName>('tabs');
  /** absent until they were read */
  const settings = signal<Settings | undefined>(undefined);
  const overview: Pick<PopupDeps, 'queue' | 'now'> = deps;
  const audit = createAuditModel(deps);
  const manual = createManualModel(deps);
  const rules = createRulesModel(deps, levels, () => {
    page.value = 'rules';
  });

  function read() {
    if (page.peek() === 'audit') void audit.load();
    if (page.peek() === 'rules') void rules.load();
  }

  async function readSettings() {
    settings.value = (await deps.readSettings()) ?? settings.peek();
  }

  return {
    page,
    audit,
    rules,
    manual,
    overview,
    settings,
    enter(next: PageName) {
      page.value = next;
      if (next === 'by-hand') void manual.start();
      read();
    },
    /** back to the sides */
    leave() {
      page.value = 'tabs';
    },
    /** Reads what is open again. @param alsoSettings true if they may have changed as well */
    changed(alsoSettings: boolean) {
      read();
      if (alsoSettings && settings.peek()) void readSettings().catch(() => undefined);
    },
    async start() {
      await rules.prepare().catch(() => undefined);
      await readSettings();
    },
  };
}

export type PopupModel = ReturnType<typeof createPopupModel>;

/** The popup's state: signals made outside components, lists derived from them. */
export function createPopupModel(deps: PopupDeps, first = createFirstModel(deps)) {
  const { side, clock, queue, selection, service } = first;
  const keysShown = signal(false);
  const levels = signal<LevelOverrides>({});
  const pages = createPages(deps, levels);
  const quarantine = createQuarantine(deps);
  const assessment = createAssessmentModel(deps, service, levels);
  const detail = createDetailModel(deps, (decided) => {
    if (decided) queue.forget([decided]);
  });
  const bulk = createBulkModel(deps, queue, selection);
  const filed = createFiledModel(deps);
  const mine = createMineModel(deps, quarantine.put, filed);
  const listeners = new Set<() => void>();
  let stopListening: (() => void) | undefined;

  async function listen() {
    const reader = await Promise.resolve(deps.queue).catch(() => undefined);
    stopListening ??= reader?.onChange(changed);
  }
  function stop() {
    stopListening?.();
    stopListening = undefined;
  }

  function choose(next: typeof side.value) {
    first.choose(next);
    if (next === 'mine') mine.seen();
  }

  const intake = createImportModel(deps, ({ what }) => {
    if (what === 'request') return choose('review');
    choose('mine');
    void readMine();
  });

  function hear(news: QueueChange) {
    if (news.kind === 'failed') {
      queue.failed();
      void listen();
      return;
    }
    if (news.kind === 'written') {
      // It listens for all of us from now on.
      stop();
      changed(news.written);
      return;
    }
    quarantine.put(news.unreadable);
    void queue.refresh().then(assessment.refresh).then(bulk.refresh);
  }

  async function readLevels() {
    const read = await deps.readLevels().catch(() => undefined);
    if (!read || JSON.stringify(read) === JSON.stringify(levels.peek())) return;
    levels.value = read;
    await (await service).level(read);
  }

  async function readMine() {
    await mine.load().catch(() => undefined);
    if (side.peek() === 'mine') mine.seen();
  }

  function changed(ids?: readonly string[]) {
    tick();
    if (!ids) void readLevels().catch(() => undefined);
    pages.changed(!ids);
    void queue.reread();
    void readMine();
    detail.refresh().catch(() => undefined);
    for (const listener of listeners) listener();
  }

  function tick() {
    clock.value = deps.now();
  }

  /** reads what is shown first, chooses the side, and goes on listening for writes */
  async function start() {
    await listen();
    const reader = await Promise.resolve(deps.queue).catch(() => undefined);
    const settings = reader?.settings().catch(() => undefined);
    const own = readMine();
    const all = queue.load();
    const review = queue.first.then(assessment.load);
    void queue.first.then(() => first.provide(deps.loadService(hear)));
    const role = (await settings)?.role;
    if (role === 'asks' && !first.wasChosen()) choose('mine');
    if ((await queue.first) === 0) {
      await own;
      if (!first.wasChosen() && role !== 'reviews' && mine.requests.peek().length > 0)
        choose('mine');
    }
    await Promise.all([all, review.catch(() => undefined)]);
    void assessment.refresh();
    await readLevels().catch(() => undefined);
    await pages.start();
  }

  const stopTelling = effect(() => {
    first.expireAfterDays.value = pages.settings.value?.expireAfterDays;
  });
  let opened: string | undefined;
  const stopKeeping = effect(() => {
    const id = detail.request.value?.id;
    void queue.opened(id).catch(() => undefined);
    // Whoever opens a request has read what the last import told.
    if (id && id !== opened && !intake.open.peek()) intake.dismiss();
    opened = id;
  });

  return {
    ...first,
    keysShown,
    /** unreadable records quarantined since the popup was opened */
    quarantined: quarantine.count,
    assessment,
    bulk,
    detail,
    filed,
    mine,
    intake,
    pages,
    choose,
    toggleKeys() {
      keysShown.value = !keysShown.peek();
    },
    /** reads a request and opens it; false where it is not there any more */
    async openById(id: string) {
      const [found] = (await (await deps.queue).one(id)).requests;
      if (found) detail.open(found);
      return found !== undefined;
    },
    /** puts the sample into the queue and opens it */
    async openSample() {
      const response = await deps.send('addSample', {});
      if (!response.ok) return;
      const [found] = (await (await deps.queue).one(response.id)).requests;
      if (found) detail.open(found);
    },
    /** opens what waits behind the request that is open, decided or not; closes it where nothing does */
    async next() {
      const open = detail.request.peek();
      if (!open) return;
      const other = await queue.next(open.id).catch(() => undefined);
      if (detail.request.peek()?.id !== open.id) return;
      if (other) detail.open(other);
      else detail.close();
    },
    start,
    /** the time has moved on */
    tick,
    /** calls back after each write of the background */
    onWrite(listener: () => void) {
      listeners.add(listener);
    },
    stop() {
      stop();
      stopKeeping();
      stopTelling();
    },
  };
}
