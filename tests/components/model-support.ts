import { vi } from 'vitest';
import type { FirstModel } from '../../components/popup/first-model.ts';
import type { PopupDeps } from '../../components/popup/popup-deps.ts';
import { createPopupModel, type PopupModel } from '../../components/popup/popup-model.ts';
import { liveAsks } from '../../lib/requests/asks.ts';
import { WAITING } from '../../lib/requests/moves.ts';
import type { Page, QueueReader } from '../../lib/requests/reader.ts';
import type { ApprovalRequest, AuditEntry } from '../../lib/requests/schema.ts';
import { DEFAULTS, type Settings } from '../../lib/requests/settings.ts';
import type { QueueChange } from '../../lib/review/queue-query.ts';
import { createQueueService } from '../../lib/review/queue-service.ts';
import type { LevelOverrides } from '../../lib/review/scopes/level-overrides.ts';
import * as late from '../../lib/review/scopes/permissions.ts';
import { NOW, request, ulid } from './support.ts';

/** A store in memory that answers as the real one does. */
export class Store {
  requests: ApprovalRequest[] = [];
  unreadable: string[] = [];
  audit: AuditEntry[] = [];
  settings: Settings = DEFAULTS;
  #listeners = new Set<(ids?: readonly string[]) => void>();
  /** what the background says after it has written */
  changed = (ids?: readonly string[]) => {
    for (const listen of this.#listeners) listen(ids);
  };
  #page = (requests: ApprovalRequest[]): Page => ({ requests, unreadable: [] });
  #waiting = () =>
    this.requests
      .filter((one) => one.review && WAITING.has(one.status))
      .sort(
        (a, b) =>
          liveAsks(b.requesters).length - liveAsks(a.requesters).length ||
          a.createdAt - b.createdAt ||
          (a.id < b.id ? -1 : 1),
      );

  reader: QueueReader = {
    waiting: async (limit, after) => {
      const all = this.#waiting();
      const from = after ? all.findIndex(({ id }) => id === after.id) + 1 : 0;
      return { ...this.#page(all.slice(from, from + limit)), unreadable: this.unreadable };
    },
    closed: async (limit, skip = 0) => {
      const closed = this.requests.filter((one) => one.review && !WAITING.has(one.status));
      closed.sort((a, b) => b.updatedAt - a.updatedAt);
      return this.#page(closed.slice(skip, skip + limit));
    },
    countWaiting: async () => this.#waiting().length,
    auditPage: async (limit) => ({ entries: this.audit.slice(0, limit), unreadable: 0 }),
    countAudit: async () => this.audit.length,
    countAll: async () => this.requests.length,
    mine: async (limit) => this.#page(this.requests.filter((one) => one.asked).slice(0, limit)),
    history: async (key) => this.#page(this.requests.filter((one) => one.key === key)),
    one: async (id) => this.#page(this.requests.filter((one) => one.id === id)),
    audit: async () => [],
    countQuarantined: async () => 0,
    settings: async () => this.settings,
    unreadable: async () => [],
    everything: async () => ({ requests: this.requests }),
    some: async (ids) => this.#page(this.requests.filter((one) => ids.includes(one.id))),
    onChange: (changed) => {
      this.#listeners.add(changed);
      return () => this.#listeners.delete(changed);
    },
  };
}

/** What the popup needs of the world, stood in for. */
export interface Deps {
  store: Store;
  model: PopupModel;
  send: ReturnType<typeof vi.fn>;
  openTab: ReturnType<typeof vi.fn>;
  copy: ReturnType<typeof vi.fn>;
  requestHost: ReturnType<typeof vi.fn>;
  readSettings: ReturnType<typeof vi.fn>;
  /** a model that takes over from a first look */
  withFirst(first: FirstModel): PopupModel;
  /** fills the store and starts the model */
  start(...requests: ApprovalRequest[]): Promise<void>;
  /** the apps that are drawn, in order */
  names(): string[];
}

export function createWorld(): Deps {
  const store = new Store();
  const send = vi.fn();
  const openTab = vi.fn();
  const copy = vi.fn().mockResolvedValue(true);
  const requestHost = vi.fn().mockResolvedValue(true);
  const levels: LevelOverrides = {};
  let remembered: string | undefined;
  const deps = {
    queue: store.reader,
    send,
    now: () => NOW,
    openTab,
    copy,
    requestHost,
    save: vi.fn(),
    newId: ulid,
    readSettings: vi.fn().mockResolvedValue(undefined),
    readActiveTab: async () => undefined,
    readLevels: async () => levels,
    loadLate: async () => late,
    loadService: async (hear: (news: QueueChange) => void) => {
      const service = createQueueService(store.reader, hear);
      await service.start();
      return service;
    },
    readFirst: async (limit: number) => {
      const { requests, unreadable } = await store.reader.waiting(limit);
      return { requests, unreadable: unreadable.length, countAll: store.reader.countWaiting };
    },
    recall: () => remembered,
    remember: (view: string) => {
      remembered = view;
    },
  };
  const model = createPopupModel(deps as unknown as PopupDeps);
  return {
    store,
    model,
    send,
    openTab,
    copy,
    requestHost,
    readSettings: deps.readSettings,
    withFirst: (first) => createPopupModel(deps as unknown as PopupDeps, first),
    async start(...requests) {
      store.requests = requests;
      await model.start();
    },
    names: () => model.queue.shown.value.map(({ request: { app } }) => app.name),
  };
}

export const named = (name: string, change: Parameters<typeof request>[0] = {}): ApprovalRequest =>
  request({ ...change, app: { ...change.app, name } });
