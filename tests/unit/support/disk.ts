import { IDBObjectStore } from 'fake-indexeddb';
import { vi } from 'vitest';

type Waiting = { _requests: { operation: () => unknown }[] };

/**
 * The disk is full from the `after`th write on: as a browser has it, the request fails, and its
 * transaction with it. It is free again after the test.
 */
export function fillDisk(after = 0): void {
  let written = 0;
  for (const part of ['put', 'add'] as const) {
    const real = IDBObjectStore.prototype[part];
    vi.spyOn(IDBObjectStore.prototype, part).mockImplementation(function (
      this: IDBObjectStore,
      ...args: [unknown]
    ) {
      const request = real.apply(this, args);
      const waiting = (this.transaction as unknown as Waiting)._requests.at(-1);
      written += 1;
      if (written > after && waiting) {
        waiting.operation = () => {
          throw new DOMException('full', 'QuotaExceededError');
        };
      }
      return request;
    } as never);
  }
}

/** Every request to the database fails outright. */
export function breakDisk(): void {
  vi.stubGlobal('indexedDB', {
    open: () => {
      throw new DOMException('broken', 'UnknownError');
    },
  });
}
