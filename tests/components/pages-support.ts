import { signal } from '@preact/signals';
import { vi } from 'vitest';
import type { AuditModel } from '../../components/popup/audit/audit-model.ts';
import type { ImportModel } from '../../components/popup/import/import-model.ts';
import { createManualModel } from '../../components/popup/manual/manual-model.ts';
import type { PagesModel } from '../../components/popup/popup-model.ts';
import type { RulesModel } from '../../components/popup/rules/rules-model.ts';
import type { QueueReader } from '../../lib/requests/reader.ts';
import type { AuditEntry } from '../../lib/requests/schema.ts';
import { DEFAULTS } from '../../lib/requests/settings.ts';
import type { ReviewRule } from '../../lib/review/rules/rules.ts';

const AT = Date.UTC(2026, 10, 20, 11);
const nothing = () => vi.fn(async () => undefined);

/** One entry of the audit log: approved by hand. */
export function auditEntry(change: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: AT,
    requestId: '01KA0000000000000000000REQ',
    key: 'cloud|acme.atlassian.net|Figma',
    move: 'approve',
    from: 'pending',
    to: 'approved',
    actor: 'reviewer',
    site: 'acme.atlassian.net',
    app: 'Figma',
    clientId: 'Xk29fLQ0aZ81mnB7cQpW4rTy6uIo3sDf',
    scopes: ['read:jira-work', 'offline_access'],
    reason: 'Fine for design',
    ...change,
  };
}

/** A rule that denies one client. */
export function rule(change: Partial<ReviewRule> = {}): ReviewRule {
  return {
    v: 1,
    id: '01KA000000000000000000RV1E',
    enabled: false,
    note: 'No drawing tools',
    when: { clientId: 'Xk29fLQ0aZ81mnB7cQpW4rTy6uIo3sDf' },
    outcome: 'deny',
    reason: 'We have one',
    createdAt: AT,
    ...change,
  };
}

export function auditView(change: Partial<AuditModel> = {}): AuditModel {
  return {
    phase: signal('ready'),
    query: signal(''),
    entries: signal([]),
    total: signal(0),
    more: signal(false),
    reading: signal(false),
    feedback: signal(undefined),
    importing: signal(false),
    pasted: signal(''),
    load: nothing(),
    search: vi.fn(),
    showMore: vi.fn(),
    exportCsv: nothing(),
    exportJson: nothing(),
    toggleImport: vi.fn(),
    paste: vi.fn(),
    importPasted: nothing(),
    importFile: nothing(),
    ...change,
  };
}

export function rulesView(change: Partial<RulesModel> = {}): RulesModel {
  return {
    phase: signal('ready'),
    rules: signal([]),
    unreadable: signal(0),
    form: signal(undefined),
    tried: signal(undefined),
    feedback: signal(undefined),
    answer: signal(undefined),
    load: nothing(),
    prepare: nothing(),
    add: nothing(),
    edit: nothing(),
    type: vi.fn(),
    cancel: vi.fn(),
    save: nothing(),
    tryOut: nothing(),
    tryDraft: nothing(),
    closeTry: vi.fn(),
    beginOn: nothing(),
    turnOn: nothing(),
    turnOff: nothing(),
    move: nothing(),
    drop: nothing(),
    canMake: () => false,
    makeFrom: nothing(),
    copyAnswer: nothing(),
    ...change,
  };
}

/** What the popup's models need of the world, where nothing is asked of it. */
export const DEPS = {
  queue: { mine: async () => ({ requests: [], unreadable: [] }) } as unknown as QueueReader,
  send: async () => ({ ok: false, problem: 'no-worker' }) as const,
  copy: async () => true,
  openTab: () => undefined,
  requestHost: async () => true,
  readActiveTab: async () => undefined,
};

export function roomsView(change: Partial<PagesModel> = {}): PagesModel {
  return {
    page: signal('tabs'),
    audit: auditView(),
    rules: rulesView(),
    manual: createManualModel(DEPS),
    overview: { queue: new Promise(() => undefined), now: () => AT },
    settings: signal(DEFAULTS),
    enter: vi.fn(),
    leave: vi.fn(),
    changed: vi.fn(),
    start: nothing(),
    ...change,
  };
}

export function importView(change: Partial<ImportModel> = {}): ImportModel {
  return {
    open: signal(true),
    text: signal(''),
    result: signal(undefined),
    toggle: vi.fn(),
    dismiss: vi.fn(),
    type: vi.fn(),
    submit: vi.fn(async () => undefined),
    ...change,
  };
}
