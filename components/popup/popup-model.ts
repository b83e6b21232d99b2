import { type ReadonlySignal, signal } from '@preact/signals';
import type { DeskNews } from '../../lib/review/queue-query.ts';
import type { LevelOverrides } from '../../lib/review/scopes/level-overrides.ts';
import { createJudgeModel, type JudgeView } from './assessment-model.ts';
import { createDetailModel, type DetailView } from './detail/detail-model.ts';
import { createImportModel, type ImportView } from './import/import-model.ts';
import { createMineModel, type MineView } from './mine/mine-model.ts';
import type { RoomsView } from './pages.ts';
import { createRooms } from './pages-model.ts';
import type { PopupDeps } from './popup-deps.ts';
import { createManyModel, type ManyView } from './queue/bulk-model.ts';
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
  judge: JudgeView;
  many: ManyView;
  detail: DetailView;
  mine: MineView;
  intake: ImportView;
  rooms: RoomsView;
  choose(side: Side): void;
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
  const rooms = createRooms(deps, levels);
  let startDesk: () => void = () => undefined;
  const desk = new Promise<void>((start) => {
    startDesk = start;
  }).then(() => deps.loadDesk(hear));
  // Whoever asks it something is told that it failed.
  desk.catch(() => undefined);
  const judge = createJudgeModel(deps, desk, levels);
  const queue = createQueueModel(deps, desk);
  const detail = createDetailModel(deps, (decided) => {
    if (decided) queue.forget([decided]);
  });
  const many = createManyModel(deps, queue);
  const mine = createMineModel(deps, queue.setAside);
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

  function hear({ unreadable, failed }: DeskNews) {
    queue.setAside(unreadable);
    if (failed) queue.failed();
    else void queue.refresh().then(judge.refresh).then(many.refresh);
  }

  async function readLevels() {
    const read = await deps.readLevels().catch(() => undefined);
    if (!read || JSON.stringify(read) === JSON.stringify(levels.peek())) return;
    levels.value = read;
    await (await desk).level(read);
  }

  async function readMine() {
    await mine.load().catch(() => undefined);
    if (side.peek() === 'mine') mine.seen();
  }

  function changed(ids?: readonly string[]) {
    tick();
    if (!ids) void readLevels().catch(() => undefined);
    rooms.changed();
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
    const own = readMine();
    const all = queue.load();
    const review = queue.first.then(judge.load);
    void queue.first.then(startDesk);
    if ((await queue.first) === 0) {
      await own;
      if (!chosen && mine.requests.peek().length > 0) choose('mine');
    }
    await Promise.all([all, review.catch(() => undefined)]);
    void judge.refresh();
    await readLevels().catch(() => undefined);
    await rooms.start();
  }

  return {
    side,
    clock,
    keysShown,
    queue,
    judge,
    many,
    detail,
    mine,
    intake,
    rooms,
    choose,
    toggleKeys() {
      keysShown.value = !keysShown.peek();
    },
    start,
    tick,
    stop: () => stopListening?.(),
  };
}
