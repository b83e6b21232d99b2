import { signal } from '@preact/signals';
import type { PopupView, Side } from '../../components/popup/view.ts';
import type { QueueReader } from '../../lib/browser/queue-reader.ts';
import type { Answers, Failed, MessageData, MessageName } from '../../lib/messages.ts';
import { createDetailModel } from './detail-model.ts';
import { createImportModel } from './import-model.ts';
import { createMineModel } from './mine-model.ts';
import { createQueueModel } from './queue-model.ts';

/** What the popup needs of the world; all of it can be stood in for in a test. */
export interface Surroundings {
  queue: QueueReader | Promise<QueueReader>;
  send<N extends MessageName>(name: N, data: MessageData<N>): Promise<Answers[N] | Failed>;
  now(): number;
  openTab(url: string): void;
  /** puts a text on the clipboard; false where the browser does not allow it */
  copy(text: string): Promise<boolean>;
  /** asks the person for access to one site; must be called within a click */
  requestHost(site: string): Promise<boolean>;
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
  const queue = createQueueModel(surroundings);
  const detail = createDetailModel(surroundings, () => queue.load());
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

  async function readMine() {
    await mine.load().catch(() => undefined);
    if (side.peek() === 'mine') mine.seen();
  }

  function changed() {
    tick();
    void queue.load();
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
    if ((await queue.first) === 0) {
      await own;
      if (!chosen && mine.requests.peek().length > 0) choose('mine');
    }
    await all;
  }

  return {
    side,
    clock,
    keysShown,
    queue,
    detail,
    mine,
    intake,
    choose,
    toggleKeys() {
      keysShown.value = !keysShown.peek();
    },
    start,
    tick,
    stop: () => stopListening?.(),
  };
}
