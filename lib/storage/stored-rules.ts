import * as z from 'zod/mini';
import type { AuditMerge } from '../messages/records.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import { type Look, MAX_RULES, ReviewRule, type Ruled } from '../review/rules/rules.ts';
import { rulesOnAsks } from '../review/rules/rules-on-asks.ts';
import { overridesOf } from '../review/scopes/level-overrides.ts';
import { keptItem } from './kept-item.ts';
import type { StoredLevels } from './stored-levels.ts';

const rulesItem = keptItem<unknown>('rules', []);
const asideItem = keptItem<unknown[]>('rulesAside', []);

/** Unreadable rules out of files that are kept at most. */
const MOST_ASIDE = 1000;

async function readAside(): Promise<unknown[]> {
  const stored: unknown = await asideItem.getValue();
  return Array.isArray(stored) ? stored : [];
}

/** What is stored, told apart: rules in their order, and what cannot be read as one. */
export interface StoredRules {
  rules: ReviewRule[];
  unreadable: unknown[];
}

async function read(): Promise<StoredRules> {
  const stored = await rulesItem.getValue();
  if (!Array.isArray(stored)) return { rules: [], unreadable: stored ? [stored] : [] };
  const found: StoredRules = { rules: [], unreadable: [] };
  for (const one of stored as unknown[]) {
    const parsed = z.safeParse(ReviewRule, one);
    if (parsed.success) found.rules.push(parsed.data);
    else found.unreadable.push(one);
  }
  return found;
}

/** The reviewer's rules. Owned by the background, which alone reads and writes them. */
export const ruleList = {
  read,
  /** changes the list, one change after the other; what cannot be read is put aside, whole */
  change(edit: (rules: readonly ReviewRule[]) => ReviewRule[]): Promise<ReviewRule[]> {
    return navigator.locks.request('countersign-rules', async () => {
      const { rules, unreadable } = await read();
      const changed = edit(rules).slice(0, MAX_RULES);
      if (unreadable.length > 0) {
        await asideItem.setValue([...(await readAside()), ...unreadable]);
      }
      await rulesItem.setValue(changed);
      return changed;
    });
  },
  /** both lists as they are stored */
  async everything(): Promise<{ rules: unknown[]; rulesAside: unknown[] }> {
    const [{ rules, unreadable }, aside] = await Promise.all([read(), readAside()]);
    return { rules: [...rules, ...unreadable], rulesAside: aside };
  },
  /**
   * Adds rules out of a file that are not here yet, at the end and switched off: a rule decides by
   * itself, and a file is nobody. What cannot be read as a rule is put aside.
   */
  async merge(records: readonly unknown[]): Promise<AuditMerge> {
    const merged: AuditMerge = { added: 0, already: 0, bad: 0 };
    const unreadable: unknown[] = [];
    await ruleList.change((before) => {
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
    const { added, already } = await ruleList.mergeAside(unreadable);
    return { ...merged, already: merged.already + already, bad: added };
  },
  /** puts more of what cannot be read aside; nothing twice */
  mergeAside(records: readonly unknown[]): Promise<AuditMerge> {
    return navigator.locks.request('countersign-rules', async () => {
      const before = await readAside();
      const known = new Set(before.map((one) => JSON.stringify(one)));
      const fresh = records.filter((one) => !known.has(JSON.stringify(one)));
      const room = Math.max(0, MOST_ASIDE - before.length);
      if (fresh.length > 0) await asideItem.setValue([...before, ...fresh.slice(0, room)]);
      return { added: fresh.length, already: records.length - fresh.length, bad: 0 };
    });
  },
};

/**
 * What the rules say of a request, by the organization's own levels. While one of either cannot be
 * read, no rule approves: the unreadable one may have stood in front and said no.
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
