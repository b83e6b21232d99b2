import { hexDigestOf } from '../../digest.ts';
import { type Keyed, requestKey } from '../../requests/key.ts';
import type { DecisionKind } from '../../requests/schema.ts';

/** On every issue that Countersign files. */
export const MARK = 'countersign';

export const isLabel = (text: string): boolean => /^countersign-[0-9a-f]{16}$/.test(text);

/** The label of all issues about the same app on the same site, whoever filed them. */
export const labelOf = async (about: Keyed): Promise<string> =>
  `${MARK}-${await hexDigestOf(requestKey(about), 16)}`;

/** What people see in Jira's lists of a decided issue. */
export const DECIDED: Record<DecisionKind, string> = {
  approve: 'countersign-approved',
  deny: 'countersign-denied',
  block: 'countersign-blocked',
  dismiss: 'countersign-dismissed',
};
