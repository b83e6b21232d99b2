import * as z from 'zod/mini';
import { type BadEntry, HOST_KINDS, type HostKind, type Place } from '../atlassian/custom-hosts.ts';
import { BACKUP_PART, BACKUP_PARTS } from '../requests/backup.ts';
import { AUDIT_PART, MAX } from '../requests/limits.ts';
import { Ulid } from '../requests/schema.ts';
import { Settings } from '../requests/settings.ts';
import { MAX_RULES, ReviewRule } from '../review/rules/rules.ts';
import { LevelOverride, MAX_LEVEL_OVERRIDES } from '../review/scopes/level-overrides.ts';
import { answer } from './types.ts';

/** The part of the protocol that is about audit log, rules and settings. */
export const RECORD_MESSAGES = {
  /** entries of an exported audit log, each still to be checked; in parts, a request never cut */
  importAudit: {
    from: ['extension'],
    data: z.object({ entries: z.array(z.unknown()).check(z.maxLength(AUDIT_PART)) }),
    answer: answer<AuditMerge>(),
  },
  listRules: { from: ['extension'], data: z.object({}), answer: answer<RuleList>() },
  /** adds a rule at the end, or puts it in the place of the one with its id */
  putRule: {
    from: ['extension'],
    data: z.object({ rule: ReviewRule }),
    answer: answer<RuleList>(),
  },
  /** puts a rule at this place, from 0 on: sent twice, it moves once */
  moveRule: {
    from: ['extension'],
    data: z.object({ id: Ulid, to: z.int().check(z.gte(0), z.lt(MAX_RULES)) }),
    answer: answer<RuleList>(),
  },
  dropRule: { from: ['extension'], data: z.object({ id: Ulid }), answer: answer<RuleList>() },
  readSettings: {
    from: ['extension'],
    data: z.object({}),
    answer: answer<{ settings: Settings; reviewer: string }>(),
  },
  /** the name under which this browser's reviewer decides; empty: none */
  nameReviewer: {
    from: ['extension'],
    data: z.object({ name: z.string().check(z.maxLength(MAX.name)) }),
    answer: answer<{ reviewer: string }>(),
  },
  listLevels: { from: ['extension'], data: z.object({}), answer: answer<LevelList>() },
  /** sets these; one that is set for the same name is replaced */
  putLevels: {
    from: ['extension'],
    data: z.object({
      levels: z.array(LevelOverride).check(z.minLength(1), z.maxLength(MAX_LEVEL_OVERRIDES)),
    }),
    answer: answer<LevelList>(),
  },
  dropLevel: {
    from: ['extension'],
    data: z.object({ scope: LevelOverride.shape.scope }),
    answer: answer<LevelList>(),
  },
  saveSettings: {
    from: ['extension'],
    data: z.object({ settings: Settings }),
    answer: answer<{ settings: Settings }>(),
  },
  /** puts the sample into the queue, as new */
  addSample: { from: ['extension'], data: z.object({}), answer: answer<{ id: string }>() },
  removeSamples: { from: ['extension'], data: z.object({}), answer: answer() },
  /** what an export has beside the database */
  exportKept: { from: ['extension'], data: z.object({}), answer: answer<{ kept: Kept }>() },
  /** records of one kind out of an exported file, each still to be checked */
  importBackup: {
    from: ['extension'],
    data: z.object({
      part: z.enum(BACKUP_PARTS),
      records: z.array(z.unknown()).check(z.maxLength(BACKUP_PART)),
    }),
    /** bad: quarantined, up to its limit */
    answer: answer<AuditMerge>(),
  },
} as const;

/** How many entries of an imported audit log were added, there before, or no entries at all. */
export interface AuditMerge {
  added: number;
  already: number;
  bad: number;
}

/** Levels that the organization has set itself, by name. */
export interface LevelList {
  levels: LevelOverride[];
  /** stored, and not to be read as levels */
  unreadable: number;
}

/** What is kept beside the database, as it is stored. */
export interface Kept {
  rules: unknown[];
  rulesAside: unknown[];
  levels: LevelOverride[];
  settings: Settings;
}

/** The rules in their order. */
export interface RuleList {
  rules: ReviewRule[];
  /** stored, and not to be read as rules */
  unreadable: number;
}

const HostEntry = z.object({
  kind: z.enum(HOST_KINDS),
  address: z.string().check(z.maxLength(400)),
});

/** The part of the protocol that is about hosts which a person or a policy added. */
export const HOST_MESSAGES = {
  /** the banner on such a host asks where it is */
  hostLook: { from: ['consent'], data: z.object({}), answer: answer<{ place: Place }>() },
  listHosts: { from: ['extension'], data: z.object({}), answer: answer<HostsSeen>() },
  /** the browser's permission was asked for before, within the click */
  addHost: { from: ['extension'], data: HostEntry, answer: answer<HostsSeen>() },
  /** gives the browser's permission back, too */
  removeHost: { from: ['extension'], data: HostEntry, answer: answer<HostsSeen>() },
  /** Application links of a request's Data Center, where that is a host of this list */
  findApplicationLinks: {
    from: ['extension'],
    data: z.object({ id: Ulid }),
    answer: answer<{ url: string }>(),
  },
} as const;

/** One host as Options shows it. */
export interface ListedHost {
  kind: HostKind;
  /** base address */
  address: string;
  /** what the browser must allow, as match patterns */
  origins: string[];
  /** set by policy: cannot be removed here */
  policy: boolean;
  /** the browser lets Countersign read it */
  allowed: boolean;
}

export interface HostsSeen {
  hosts: ListedHost[];
  /** entries of the policy that were skipped */
  badPolicy: BadEntry[];
  /** stored entries that cannot be read; they are kept */
  unreadable: number;
}
