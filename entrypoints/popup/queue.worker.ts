import { createQueueService } from '../../lib/review/queue-service.ts';
import { openQueue } from '../../lib/storage/request-reader.ts';
import type { FromWorker, ToWorker } from './queue-client.ts';

/** Runs the queue service: it has the whole queue, the page only the rows it draws. */
const say = (message: FromWorker) => self.postMessage(message);
const service = createQueueService(openQueue(), (news) => say({ news }));

self.onmessage = async ({ data: { seq, name, args } }: MessageEvent<ToWorker>) => {
  try {
    // The line ties name and arguments together; the compiler cannot follow that through a look-up.
    const ask = service[name] as (...args: unknown[]) => Promise<unknown>;
    say({ seq, answer: await ask(...args) });
  } catch {
    say({ seq, failed: true });
  }
};
void service.start();
