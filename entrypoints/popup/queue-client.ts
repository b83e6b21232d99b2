import type { Desk, DeskNews } from '../../lib/review/queue-query.ts';

/** What the popup asks of the worker. */
export interface Asked {
  seq: number;
  name: keyof Desk;
  args: unknown[];
}

/** What the worker says: an answer, or news. */
export type Said =
  | { seq: number; answer: unknown }
  | { seq: number; failed: true }
  | { news: DeskNews };

interface Waiting {
  done(answer: unknown): void;
  fail(error: Error): void;
}

/**
 * The desk in a worker, spoken to as if it were here. When the worker dies, everything that was
 * asked fails, and it is told as news.
 */
export function deskInWorker(worker: Worker, hear: (news: DeskNews) => void): Desk {
  const waiting = new Map<number, Waiting>();
  let asked = 0;
  worker.onmessage = ({ data }: MessageEvent<Said>) => {
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
    hear({ unreadable: [], failed: true });
  };
  const ask =
    <N extends keyof Desk>(name: N) =>
    (...args: Parameters<Desk[N]>) =>
      new Promise<Awaited<ReturnType<Desk[N]>>>((done, fail) => {
        asked += 1;
        waiting.set(asked, { done: done as Waiting['done'], fail });
        const message: Asked = { seq: asked, name, args };
        worker.postMessage(message);
      });
  return {
    find: ask('find'),
    ids: ask('ids'),
    beside: ask('beside'),
    place: ask('place'),
    who: ask('who'),
    forget: ask('forget'),
    level: ask('level'),
  };
}
