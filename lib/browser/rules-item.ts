import * as z from 'zod/mini';
import { storage } from '#imports';
import type { ApprovalRequest } from '../requests/schema.ts';
import { applyRules, MAX_RULES, ReviewRule, type Ruled } from '../review/rules.ts';

const rulesItem = storage.defineItem<unknown>('local:rules', { version: 1, fallback: [] });
const asideItem = storage.defineItem<unknown[]>('local:rulesAside', { version: 1, fallback: [] });

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
        const before = await asideItem.getValue();
        await asideItem.setValue([...(Array.isArray(before) ? before : []), ...unreadable]);
      }
      await rulesItem.setValue(changed);
      return changed;
    });
  },
};

/**
 * What the rules say of a request. While one of them cannot be read, none approves: the unreadable
 * one may have stood in front and said no.
 */
export function rulingOn({ rules, unreadable }: StoredRules, request: ApprovalRequest): Ruled {
  const ruled = applyRules(rules, request);
  return ruled.outcome === 'approve' && unreadable.length > 0 ? { outcome: 'review' } : ruled;
}
