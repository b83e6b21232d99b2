import { signal } from '@preact/signals';
import { vi } from 'vitest';
import { provideText } from '../../components/i18n.ts';
import type { AssessmentModel } from '../../components/popup/assessment-model.ts';
import type { UndoView } from '../../components/popup/decision/decision-model.ts';
import { createDetailModel, type DetailModel } from '../../components/popup/detail/detail-model.ts';
import type { PopupDeps } from '../../components/popup/popup-deps.ts';
import type { BulkModel } from '../../components/popup/queue/bulk-model.ts';
import {
  createQueueModel,
  createSelection,
  type QueueModel,
} from '../../components/popup/queue/queue-model.ts';
import { scopesOfAll } from '../../lib/requests/asks.ts';
import type { ApprovalRequest, Decision, Requester } from '../../lib/requests/schema.ts';
import * as late from '../../lib/review/scopes/permissions.ts';
import { checkRequester } from '../../lib/review/warnings/check.ts';
import { buildWhoIndex } from '../../lib/review/warnings/seen-before.ts';
import messages from '../../public/_locales/en/messages.json';

/** A fixed time: 2026-11-20, 12:00 UTC. */
export const NOW = Date.UTC(2026, 10, 20, 12);
export const HOUR = 3_600_000;

interface Message {
  message: string;
  placeholders?: Record<string, { content: string }>;
}

/** The English texts with their placeholders filled in, as a browser does it. */
export function useEnglish(): void {
  provideText((key, substitutions) => {
    const { message, placeholders = {} }: Message = messages[key] ?? { message: '' };
    return message.replace(/\$(\w+)\$/g, (whole, name: string) => {
      const place = placeholders[name.toLowerCase()]?.content;
      return place ? (substitutions[Number(place.slice(1)) - 1] ?? '') : whole;
    });
  });
  // jsdom draws nothing, so it scrolls nothing.
  Element.prototype.scrollIntoView = () => undefined;
  window.scrollTo = () => undefined;
}

let made = 0;
/** A new ULID that sorts behind the ones before. */
export function ulid(): string {
  made += 1;
  return `01KA${String(made).padStart(22, '0')}`;
}

/** Somebody who asked; by link, a day ago. */
export function requester(change: Partial<Requester> = {}): Requester {
  return {
    id: ulid(),
    name: 'Priya',
    reason: 'Designs in tickets',
    at: NOW - 24 * HOUR,
    via: 'link',
    ...change,
  };
}

/** A request that waits to be reviewed; `app` is merged. */
export function request(
  change: Partial<Omit<ApprovalRequest, 'app'>> & { app?: Partial<ApprovalRequest['app']> } = {},
): ApprovalRequest {
  const app = {
    name: 'Figma',
    clientId: 'Xk29fLQ0aZ81mnB7cQpW4rTy6uIo3sDf',
    scopes: ['read:jira-work', 'offline_access'],
    redirect: { uri: 'https://www.figma.com/callback', host: 'www.figma.com', hadQuery: false },
    ...change.app,
  };
  const id = ulid();
  return {
    v: 1,
    id,
    key: `cloud|acme.atlassian.net|${app.name}`,
    edition: 'cloud',
    site: 'acme.atlassian.net',
    cause: 'admin-must-authorize',
    message: 'Your site admin must authorize this app for the site acme.atlassian.net.',
    startPage: 'https://www.figma.com/settings',
    status: 'pending',
    requesters: [requester()],
    createdAt: NOW - 24 * HOUR,
    updatedAt: NOW - 24 * HOUR,
    asked: false,
    review: true,
    unseen: false,
    ...change,
    app,
  };
}

export function decision(
  kind: Decision['kind'],
  reason = '',
  via: Decision['via'] = 'here',
): Decision {
  return { kind, reason, at: NOW - HOUR, via };
}

export function undoView(change: Partial<UndoView> = {}): UndoView {
  return {
    offered: signal(false),
    left: signal(0),
    feedback: signal(undefined),
    run: vi.fn(async () => undefined),
    ...change,
  };
}

/** What the review code says, of this request and with these others in the store. */
export function judgeView(
  others: readonly ApprovalRequest[] = [],
  change: Partial<AssessmentModel> = {},
): AssessmentModel {
  const index = buildWhoIndex(others);
  const who = (one: ApprovalRequest) => checkRequester(one, index);
  return {
    could: (one) => {
      const { scopes, ...left } = scopesOfAll(one);
      return late.summarizePermissions(scopes, left);
    },
    worst: (one) => late.worstLevel(scopesOfAll(one).scopes) ?? 'unknown',
    who,
    warnings: (one) => who(one).warnings.filter(({ severity }) => severity !== 'info').length,
    diff: (one, history) => late.scopeDiff(one, history) ?? false,
    load: async () => undefined,
    refresh: async () => undefined,
    ...change,
  };
}

/** An empty queue that nobody reads. */
export const queueView = (): QueueModel =>
  createQueueModel(
    { readFirst: () => new Promise(() => undefined), recall: () => undefined, remember: vi.fn() },
    new Promise(() => undefined),
    createSelection(),
  );

/** Several that are chosen, each act watched. */
export function manyView(change: Partial<BulkModel> = {}): BulkModel {
  return {
    chosen: signal(new Set<string>()),
    warned: signal([]),
    form: signal(undefined),
    reason: signal(''),
    outcome: signal(undefined),
    answerable: signal(false),
    answer: signal(undefined),
    undo: undoView(),
    toggle: vi.fn(),
    toggleAll: vi.fn(),
    chooseMatches: vi.fn(async () => undefined),
    copyAnswers: vi.fn(async () => undefined),
    refresh: vi.fn(),
    clear: vi.fn(),
    begin: vi.fn(),
    type: vi.fn(),
    cancel: vi.fn(),
    confirm: vi.fn(async () => undefined),
    ...change,
  } as BulkModel;
}

/** The real model of the request that is open, each of its acts watched, where nobody answers. */
export function detailView(change: Partial<DetailModel> = {}): DetailModel {
  const send = async () => ({ ok: false, problem: 'no-worker' });
  const queue = { history: async () => ({ requests: [], unreadable: [] }) };
  const deps = { queue, send, openTab: vi.fn(), copy: vi.fn(), requestHost: vi.fn() };
  const model = createDetailModel(deps as unknown as PopupDeps, vi.fn());
  const watched = Object.entries(model).map(([name, part]) => [
    name,
    typeof part === 'function' ? vi.fn(part as () => unknown) : part,
  ]);
  return { ...(Object.fromEntries(watched) as DetailModel), ...change };
}
