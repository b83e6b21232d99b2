import * as z from 'zod/mini';
import type { AuditMerge } from '../messages/records.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import {
  type Look,
  MAX_RULES,
  ReviewRule,
  type Ruled,
  rulesOnAsks,
} from '../review/rules/rules.ts';
import {
  LevelOverride,
  MAX_LEVEL_OVERRIDES,
  overridesOf,
} from '../review/scopes/level-overrides.ts';
import { storedList } from './kept-item.ts';

const storedRules = storedList('rules', ReviewRule, 'rulesAside');

/** What is stored, told apart: rules in their order, and what cannot be read as one. */
export interface StoredRules {
  rules: ReviewRule[];
  unreadable: unknown[];
}

async function read(): Promise<StoredRules> {
  const { records, unreadable } = await storedRules.read();
  return { rules: records, unreadable };
}

async function change(edit: (rules: readonly ReviewRule[]) => ReviewRule[]): Promise<ReviewRule[]> {
  return (await storedRules.change((rules) => edit(rules).slice(0, MAX_RULES))) ?? [];
}

/** The reviewer's rules. Owned by the background. */
export const ruleList = {
  read,
  change,
  /** both lists as they are stored */
  async everything(): Promise<{ rules: unknown[]; rulesAside: unknown[] }> {
    const [{ rules, unreadable }, rulesAside] = await Promise.all([
      read(),
      storedRules.readQuarantine(),
    ]);
    return { rules: [...rules, ...unreadable], rulesAside };
  },
  /**
   * Adds rules out of a file that are not here yet, at the end and switched off: a rule decides by
   * itself, and a file is nobody. Quarantines what cannot be read as a rule.
   */
  async merge(records: readonly unknown[]): Promise<AuditMerge> {
    const merged: AuditMerge = { added: 0, already: 0, bad: 0 };
    const unreadable: unknown[] = [];
    await change((before) => {
      const after = [...before];
      for (const one of records) {
        const parsed = z.safeParse(ReviewRule, one);
        if (!parsed.success) unreadable.push(one);
        else if (after.some(({ id }) => id === parsed.data.id)) merged.already += 1;
        else if (after.length >= MAX_RULES) unreadable.push(one);
        else {
          after.push({ ...parsed.data, enabled: false });
          merged.added += 1;
        }
      }
      return after;
    });
    const { added, already } = await storedRules.quarantine(unreadable);
    return { ...merged, already: merged.already + already, bad: added };
  },
  quarantine: storedRules.quarantine,
};

/**
 * What the rules say of a request, by the organization's own levels. While one of either cannot be
 * read, no rule approves: the unreadable one may have come first and refused.
 * @param warned of what somebody is warned, no rule approves either
 */
export function rulingOn(
  { rules, unreadable }: StoredRules,
  request: ApprovalRequest,
  own: StoredLevels,
  warned: Look['warned'],
): Ruled {
  const ruled = rulesOnAsks(rules, request, { overrides: overridesOf(own.levels), warned });
  const whole = unreadable.length === 0 && own.unreadable.length === 0;
  return ruled.outcome === 'approve' && !whole ? { outcome: 'review' } : ruled;
}

const storedLevels = storedList('levels', LevelOverride, 'levelsAside');

/** What is stored, told apart: levels by name, and what cannot be read as one. */
export interface StoredLevels {
  levels: LevelOverride[];
  unreadable: unknown[];
}

/** Risk levels that the organization set itself. Owned by the background. */
export const levelList = {
  async read(): Promise<StoredLevels> {
    const { records, unreadable } = await storedLevels.read();
    return { levels: records, unreadable };
  },
  /** @returns undefined if there would be too many: then nothing was changed */
  change: (
    edit: (levels: readonly LevelOverride[]) => LevelOverride[],
  ): Promise<LevelOverride[] | undefined> =>
    storedLevels.change((levels) => {
      const changed = edit(levels).sort((a, b) => (a.scope < b.scope ? -1 : 1));
      return changed.length > MAX_LEVEL_OVERRIDES ? undefined : changed;
    }),
  forget: storedLevels.forget,
};
