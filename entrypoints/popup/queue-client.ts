import type { QueueChange, QueueService } from '../../lib/review/queue-query.ts';

/** What the popup asks of the worker. */
export interface ToWorker {
  seq: number;
  name: keyof QueueService;
  args: unknown[];
}

/** What the worker says: an answer, or news. */
export type FromWorker =
  | { seq: number; answer: unknown }
  | { seq: number; failed: true }
  | { news: QueueChange };

interface Waiting {
  done(answer: unknown): void;
  fail(error: Error): void;
}

/**
 * Calls the queue service in its worker. When the worker dies, everything that was
 * asked fails, and it is told as news.
 */
export function queueInWorker(worker: Worker, hear: (news: QueueChange) => void): QueueService {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  worker.onmessage = ({ data }: MessageEvent<FromWorker>) => {
    if ('news' in data) {
      hear(data.news);
      return;
    }
    const one = waiting.get(data.seq);
    waiting.delete(data.seq);
    if ('failed' in data) one?.fail(new Error('The store could not be read.'));
    else one?.done(data.answer);
  };
  worker.onerror = () => {
    for (const one of waiting.values()) one.fail(new Error('The worker stopped.'));
    waiting.clear();
    hear({ kind: 'failed' });
  };
  const ask =
    <N extends keyof QueueService>(name: N) =>
    (...args: Parameters<QueueService[N]>) =>
      new Promise<Awaited<ReturnType<QueueService[N]>>>((done, fail) => {
        asked += 1;
        waiting.set(asked, { done: done as Waiting['done'], fail });
        const message: ToWorker = { seq: asked, name, args };
        worker.postMessage(message);
      });
  return {
    find: ask('find'),
    ids: ask('ids'),
    beside: ask('beside'),
    next: ask('next'),
    place: ask('place'),
    who: ask('who'),
    forget: ask('forget'),
    level: ask('level'),
  };
}
