import type { BrowserContext, Frame, Page } from '@playwright/test';

/** What a script of the extension could do, run in the very world that the browser gave to it. */
export interface ContentScript {
  /** sends a message as the content script would, and gives the answer */
  send: (message: unknown) => Promise<unknown>;
  /** runs this there */
  run: (expression: string) => Promise<unknown>;
}

/** The extension's own world on a page or in a frame, or undefined where it has none. */
export async function contentScriptOn(
  where: { context: BrowserContext; document: Page | Frame },
  extensionId: string,
): Promise<ContentScript | undefined> {
  const session = await where.context.newCDPSession(where.document);
  const worlds: { id: number; origin: string }[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context));
  // Tells of every world there is before it answers.
  await session.send('Runtime.enable');
  const world = worlds.find(({ origin }) => origin === `chrome-extension://${extensionId}`);
  if (!world) return undefined;
  const run = async (expression: string) => {
    const { result } = await session.send('Runtime.evaluate', {
      contextId: world.id,
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    return result.value;
  };
  return {
    run,
    send: (message) => run(`chrome.runtime.sendMessage(${JSON.stringify(message)})`),
  };
}
