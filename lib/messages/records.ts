import * as z from 'zod/mini';
import { BACKUP_PART, BACKUP_PARTS } from '../requests/backup.ts';
import { AUDIT_PART, MAX } from '../requests/limits.ts';
import { Ulid } from '../requests/schema.ts';
import { Settings } from '../requests/settings.ts';
import { MAX_RULES, ReviewRule } from '../review/rules/rules.ts';
import { LevelOverride, MAX_LEVEL_OVERRIDES } from '../review/scopes/level-overrides.ts';
import type { Answer } from './types.ts';

/** The part of the protocol that is about audit log, rules and settings. */
export const RECORD_MESSAGES = {
  /** entries of an exported audit log, each still to be checked; in parts, a request never cut */
  importAudit: {
    from: ['extension'],
    data: z.object({ entries: z.array(z.unknown()).check(z.maxLength(AUDIT_PART)) }),
  },
  listRules: { from: ['extension'], data: z.object({}) },
  /** adds a rule at the end, or puts it in the place of the one with its id */
  putRule: { from: ['extension'], data: z.object({ rule: ReviewRule }) },
  /** puts a rule at this place, from 0 on: sent twice, it moves once */
  moveRule: {
    from: ['extension'],
    data: z.object({ id: Ulid, to: z.int().check(z.gte(0), z.lt(MAX_RULES)) }),
  },
  dropRule: { from: ['extension'], data: z.object({ id: Ulid }) },
  readSettings: { from: ['extension'], data: z.object({}) },
  /** the name under which this browser's reviewer decides; empty: none */
  nameReviewer: {
    from: ['extension'],
    data: z.object({ name: z.string().check(z.maxLength(MAX.name)) }),
  },
  listLevels: { from: ['extension'], data: z.object({}) },
  /** sets these; one that is set for the same name is replaced */
  putLevels: {
    from: ['extension'],
    data: z.object({
      levels: z.array(LevelOverride).check(z.minLength(1), z.maxLength(MAX_LEVEL_OVERRIDES)),
    }),
  },
  dropLevel: { from: ['extension'], data: z.object({ scope: LevelOverride.shape.scope }) },
  saveSettings: { from: ['extension'], data: z.object({ settings: Settings }) },
  /** what an export has beside the database */
  exportKept: { from: ['extension'], data: z.object({}) },
  /** records of one kind out of an exported file, each still to be checked */
  importBackup: {
    from: ['extension'],
    data: z.object({
      part: z.enum(BACKUP_PARTS),
      records: z.array(z.unknown()).check(z.maxLength(BACKUP_PART)),
    }),
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

export interface RecordAnswers {
  importAudit: Answer<AuditMerge>;
  listRules: Answer<RuleList>;
  putRule: Answer<RuleList>;
  moveRule: Answer<RuleList>;
  dropRule: Answer<RuleList>;
  readSettings: Answer<{ settings: Settings; reviewer: string }>;
  nameReviewer: Answer<{ reviewer: string }>;
  listLevels: Answer<LevelList>;
  putLevels: Answer<LevelList>;
  dropLevel: Answer<LevelList>;
  saveSettings: Answer<{ settings: Settings }>;
  exportKept: Answer<{ kept: Kept }>;
  /** bad: quarantined, up to its limit */
  importBackup: Answer<AuditMerge>;
}
