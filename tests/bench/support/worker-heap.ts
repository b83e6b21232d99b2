import type { CDPSession } from '@playwright/test';

/** Speaks to the one dedicated worker of a page, which has a heap of its own. */
export interface WorkerHeap {
  /** what is in use after everything that nobody holds was thrown away, in kB (1,000 bytes) */
  used(): Promise<number>;
}

interface Answer {
  id: number;
  result: { usedSize?: number };
}

/** Must be called before the page starts its worker. */
export async function watchWorker(session: CDPSession): Promise<WorkerHeap> {
  let target: string | undefined;
  let asked = 0;
  const waiting = new Map<number, (answer: Answer) => void>();
  session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
    if (targetInfo.type === 'worker') target = sessionId;
  });
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const answer: Answer = JSON.parse(message);
    waiting.get(answer.id)?.(answer);
  });
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const ask = (method: string) =>
    new Promise<Answer>((done) => {
      if (target === undefined) throw new Error('The page has no worker.');
      asked += 1;
      waiting.set(asked, done);
      const message = JSON.stringify({ id: asked, method });
      session.send('Target.sendMessageToTarget', { sessionId: target, message }).catch(() => {
        throw new Error('The worker has gone.');
      });
    });
  return {
    async used() {
      await ask('HeapProfiler.collectGarbage');
      const { result } = await ask('Runtime.getHeapUsage');
      return (result.usedSize ?? Number.NaN) / 1000;
    },
  };
}
