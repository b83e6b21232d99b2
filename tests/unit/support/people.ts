import { ulid } from 'ulid';
import { vi } from 'vitest';
import { createLooks } from '../../../lib/background/look.ts';
import { makeReceiver } from '../../../lib/background/receive.ts';
import { createSender } from '../../../lib/background/send-outbox.ts';
import type { Channel } from '../../../lib/channels/channel.ts';
import type { OutboxEntry } from '../../../lib/channels/outbox.ts';
import { decide, grant, reopen, undo, withdraw } from '../../../lib/requests/decide.ts';
import { requestKey } from '../../../lib/requests/key.ts';
import { raise } from '../../../lib/requests/raise.ts';
import type { App, ApprovalRequest, DecisionKind } from '../../../lib/requests/schema.ts';
import { openStore, type Store } from '../../../lib/storage/request-store.ts';
import { type Name, NOTE, type Stage, TARGET } from '../channels/jira/support.ts';
import { ask } from '../samples.ts';

/** Throws where the worker was killed: nothing after it runs. */
export class Killed extends Error {}

export interface PersonOptions {
  /** called before each step that leaves the worker: throws `Killed` to end it there */
  step?: () => void;
  /** nobody is signed in */
  isOut?: () => boolean;
}

/** A person with a browser of their own: store, outbox and looks are the real ones. */
export interface Person {
  name: Name;
  store: Store;
  ask(change?: { app?: App; reason?: string }): Promise<ApprovalRequest>;
  /** presses Send once more */
  askAgain(): Promise<void>;
  decide(kind: DecisionKind, reason?: string): Promise<void>;
  undo(): Promise<void>;
  reopen(): Promise<void>;
  withdraw(): Promise<void>;
  works(): Promise<void>;
  send(): Promise<number | undefined>;
  look(): Promise<unknown>;
  lookOwn(): Promise<unknown>;
  all(): Promise<ApprovalRequest[]>;
}

/** What Send puts into the outbox. */
function entriesFor({ id: requestId, requesters }: ApprovalRequest): OutboxEntry[] {
  const own = requesters.findLast(({ via }) => via === 'page');
  const entry: OutboxEntry = {
    ...{ id: ulid(), requestId, channel: 'jira', target: TARGET, to: 'IT' },
    ...{ task: { kind: 'ask', ask: own?.id ?? '' }, state: 'queued', tries: 0, looks: 0 },
    ...{ notBefore: Date.now(), createdAt: Date.now() },
  };
  return own ? [entry] : [];
}

let profiles = 0;

/** As a browser has it after a restart: the same store, another worker. */
export function person(scene: Stage, name: Name, options: PersonOptions = {}): Person {
  profiles += 1;
  const real = openStore({ name: `profile-${profiles}`, now: Date.now });
  const step = options.step ?? (() => undefined);
  const store: Store = {
    ...real,
    async change(settle) {
      step();
      const result = await real.change(settle);
      step();
      return result;
    },
  };
  const as = () => (options.isOut?.() ? scene.as(null) : scene.as(name));
  const channel = async () => {
    const real = Object.entries(as()) as [string, (...args: unknown[]) => Promise<unknown>][];
    const stepped = real.map(([key, act]) => {
      const inSteps = async (...args: unknown[]) => {
        step();
        const result = await act(...args);
        step();
        return result;
      };
      return [key, inSteps];
    });
    return Object.fromEntries(stepped) as Channel;
  };
  const parts = {
    store,
    channel,
    words: async () => NOTE,
    may: async () => true,
    now: Date.now,
    newId: ulid,
    chance: () => 0.5,
    receiver: makeReceiver,
  };
  const send = createSender(parts);
  const looks = createLooks(parts);
  const clock = () => ({ now: Date.now(), newId: ulid });
  const all = () => real.change(async (reads) => ({ writes: [], result: await reads.all() }));
  const latest = async (): Promise<ApprovalRequest | undefined> =>
    (await all()).sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))[0];

  return {
    name,
    store: real,
    all,
    send,
    async ask({ app = ask().app, reason = `${name} needs it` } = {}) {
      const wanted = ask({ app, reason, name });
      return real.change(async (reads) => {
        const raised = raise(await reads.byKey(requestKey(wanted)), wanted, clock());
        if (!raised.ok) throw new Error(raised.problem);
        const { request } = raised;
        return { writes: raised.writes, result: request, outbox: { put: entriesFor(request) } };
      });
    },
    async askAgain() {
      const one = await latest();
      const put = one ? entriesFor(one) : [];
      await real.change(async () => ({ writes: [], result: undefined, outbox: { put } }));
    },
    async decide(kind, reason = 'So it is.') {
      const one = await latest();
      if (!one) return;
      await real.changeOne(one.id, (found) => {
        const done = found?.review ? decide(found, { kind, reason }, Date.now()) : undefined;
        return { writes: done?.ok ? [done.write] : [], result: undefined };
      });
    },
    async undo() {
      const one = await latest();
      if (!one) return;
      await real.changeMany([one.id], 'with-history', ([found]) => {
        const done = found?.request && undo(found.request, found.trail, found.kin, Date.now());
        return { writes: done?.ok ? [done.write] : [], result: undefined };
      });
    },
    async reopen() {
      const one = await latest();
      if (!one) return;
      await real.changeMany([one.id], 'with-history', ([found]) => {
        const move = found?.request?.review && reopen(found.request, found.kin, Date.now());
        return { writes: move ? [move] : [], result: undefined };
      });
    },
    async withdraw() {
      const one = await latest();
      if (!one) return;
      await real.changeOne(one.id, (found) => {
        const move = found?.asked ? withdraw(found, Date.now()) : undefined;
        return { writes: move ? [move] : [], result: undefined };
      });
    },
    async works() {
      const one = await latest();
      if (!one) return;
      await real.changeOne(one.id, (found) => {
        const move = found?.asked ? grant(found, Date.now()) : undefined;
        return { writes: move ? [move] : [], result: undefined };
      });
    },
    look: () => looks.look('jira', TARGET, undefined),
    async lookOwn() {
      return looks.lookAt(await real.remotes());
    },
  };
}

/** Time goes on. */
export function pass(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}
