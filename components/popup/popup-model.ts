import { type ReadonlySignal, signal } from '@preact/signals';
import type { QueueChange } from '../../lib/review/queue-query.ts';
import type { LevelOverrides } from '../../lib/review/scopes/level-overrides.ts';
import { type AssessmentView, createAssessmentModel } from './assessment-model.ts';
import { createDetailModel, type DetailModel } from './detail/detail-model.ts';
import { createImportModel, type ImportView } from './import/import-model.ts';
import { createMineModel, type MineModel } from './mine/mine-model.ts';
import type { PagesView } from './pages.ts';
import { createPages } from './pages-model.ts';
import type { PopupDeps } from './popup-deps.ts';
import { type BulkView, createBulkModel } from './queue/bulk-model.ts';
import { createQueueModel, type QueueView } from './queue/queue-model.ts';

/** The two sides of the popup. */
export type Side = 'review' | 'mine';

/** Everything the popup shows and can do. */
export interface PopupView {
  side: ReadonlySignal<Side>;
  /** the time by which "3 days ago" is reckoned */
  clock: ReadonlySignal<number>;
  keysShown: ReadonlySignal<boolean>;
  queue: QueueView;
  assessment: AssessmentView;
  bulk: BulkView;
  detail: DetailModel;
  mine: MineModel;
  intake: ImportView;
  pages: PagesView;
  choose(side: Side): void;
  /** opens the first request that still waits; closes the open one where none does */
  next(): void;
  toggleKeys(): void;
}

export interface PopupModel extends PopupView {
  /** reads what is shown first, chooses the side, and goes on listening for writes */
  start(): Promise<void>;
  /** the time has moved on */
  tick(): void;
  stop(): void;
}

/** The popup's state: signals made outside components, lists derived from them. */
export function createPopupModel(deps: PopupDeps): PopupModel {
  const side = signal<Side>('review');
  const clock = signal(deps.now());
  const keysShown = signal(false);
  const levels = signal<LevelOverrides>({});
  const pages = createPages(deps, levels);
  let startService: () => void = () => undefined;
  const service = new Promise<void>((start) => {
    startService = start;
  }).then(() => deps.loadService(hear));
  // Whoever asks it something is told that it failed.
  service.catch(() => undefined);
  const assessment = createAssessmentModel(deps, service, levels);
  const queue = createQueueModel(deps, service);
  const detail = createDetailModel(deps, (decided) => {
    if (decided) queue.forget([decided]);
  });
  const bulk = createBulkModel(deps, queue);
  const mine = createMineModel(deps, queue.quarantine);
  let chosen = false;
  let stopListening: (() => void) | undefined;

  function choose(next: Side) {
    chosen = true;
    side.value = next;
    if (next === 'mine') mine.seen();
  }

  const intake = createImportModel(deps, ({ what }) => {
    if (what === 'request') return choose('review');
    choose('mine');
    void readMine();
  });

  function hear({ unreadable, failed }: QueueChange) {
    queue.quarantine(unreadable);
    if (failed) queue.failed();
    else void queue.refresh().then(assessment.refresh).then(bulk.refresh);
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
  }

  function tick() {
    clock.value = deps.now();
  }

  async function start() {
    const reader = await Promise.resolve(deps.queue).catch(() => undefined);
    stopListening = reader?.onChange(changed);
    const settings = reader?.settings().catch(() => undefined);
    const own = readMine();
    const all = queue.load();
    const review = queue.first.then(assessment.load);
    void queue.first.then(startService);
    const role = (await settings)?.role;
    if (role === 'asks' && !chosen) choose('mine');
    if ((await queue.first) === 0) {
      await own;
      if (!chosen && role !== 'reviews' && mine.requests.peek().length > 0) choose('mine');
    }
    await Promise.all([all, review.catch(() => undefined)]);
    void assessment.refresh();
    await readLevels().catch(() => undefined);
    await pages.start();
  }

  return {
    side,
    clock,
    keysShown,
    queue,
    assessment,
    bulk,
    detail,
    mine,
    intake,
    pages,
    choose,
    next() {
      const [first] = queue.shown.peek();
      if (first) detail.open(first.request);
      else detail.close();
    },
    toggleKeys() {
      keysShown.value = !keysShown.peek();
    },
    start,
    tick,
    stop: () => stopListening?.(),
  };
}
