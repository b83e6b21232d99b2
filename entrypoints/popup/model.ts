import { signal } from '@preact/signals';
import type { PopupView, Side } from '../../components/popup/view.ts';
import type { SeenPage } from '../../lib/browser/active-tab.ts';
import type { QueueReader } from '../../lib/browser/queue-reader.ts';
import type { Answers, Failed, MessageData, MessageName } from '../../lib/messages.ts';
import type { Settings } from '../../lib/requests/settings.ts';
import type { Desk, DeskNews } from '../../lib/review/desk.ts';
import type { LevelOverrides } from '../../lib/review/own-levels.ts';
import { createDetailModel } from './detail-model.ts';
import { createImportModel } from './import-model.ts';
import { createJudgeModel } from './judge-model.ts';
import { createManyModel } from './many-model.ts';
import { createMineModel } from './mine-model.ts';
import { createQueueModel } from './queue-model.ts';
import type { ReviewKit } from './review-kit.ts';
import { createRooms } from './rooms-model.ts';

/** What the popup needs of the world; all of it can be stood in for in a test. */
export interface Surroundings {
  queue: QueueReader | Promise<QueueReader>;
  send<N extends MessageName>(name: N, data: MessageData<N>): Promise<Answers[N] | Failed>;
  now(): number;
  openTab(url: string): void;
  /** puts a text on the clipboard; false where the browser does not allow it */
  copy(text: string): Promise<boolean>;
  /** gives the person a file */
  save(name: string, text: string, type: string): void;
  /** undefined where nobody answers */
  readSettings(): Promise<Settings | undefined>;
  /** the levels that the organization has set itself; undefined where nobody answers */
  readLevels(): Promise<LevelOverrides | undefined>;
  /** a new ULID at each call */
  newId(): string;
  /** asks the person for access to one site; must be called within a click */
  requestHost(site: string): Promise<boolean>;
  /** the page that the person looks at; must be called within a click */
  readActiveTab(): Promise<SeenPage | undefined>;
  /** the review code, once there is time to load it */
  loadKit(): Promise<ReviewKit>;
  /** who knows the whole queue, once there is time to start it; what it has to say goes to `hear` */
  loadDesk(hear: (news: DeskNews) => void): Promise<Desk>;
  /** how the list was looked at last time, and remembering it */
  recall(): string | undefined;
  remember(view: string): void;
}

export interface PopupModel extends PopupView {
  /** reads what is shown first, chooses the side, and goes on listening for writes */
  start(): Promise<void>;
  /** the time has moved on */
  tick(): void;
  stop(): void;
}

/** The popup's state: signals made outside components, lists derived from them. */
export function createPopupModel(surroundings: Surroundings): PopupModel {
  const side = signal<Side>('review');
  const clock = signal(surroundings.now());
  const keysShown = signal(false);
  const levels = signal<LevelOverrides>({});
  const rooms = createRooms(surroundings, levels);
  let startDesk: () => void = () => undefined;
  const desk = new Promise<void>((start) => {
    startDesk = start;
  }).then(() => surroundings.loadDesk(hear));
  // Whoever asks it something is told that it failed.
  desk.catch(() => undefined);
  const judge = createJudgeModel(surroundings, desk, levels);
  const queue = createQueueModel(surroundings, desk);
  const detail = createDetailModel(surroundings, (decided) => {
    if (decided) queue.forget([decided]);
  });
  const many = createManyModel(surroundings, queue);
  const mine = createMineModel(surroundings, queue.setAside);
  let chosen = false;
  let stopListening: (() => void) | undefined;

  function choose(next: Side) {
    chosen = true;
    side.value = next;
    if (next === 'mine') mine.seen();
  }

  const intake = createImportModel(surroundings, ({ what }) => {
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
    const read = await surroundings.readLevels().catch(() => undefined);
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
    clock.value = surroundings.now();
  }

  async function start() {
    const reader = await Promise.resolve(surroundings.queue).catch(() => undefined);
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
