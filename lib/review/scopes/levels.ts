/** How much a scope lets an app do; ours, lowest first. */
export const LEVELS = ['low', 'medium', 'high', 'critical'] as const;
export type Level = (typeof LEVELS)[number];

/** Why a scope has its level: the rules' names, each with the level it gives. Ours. */
export const RULE_LEVELS = {
  /** only who the signed-in person is */
  IDENTITY: 'low',
  /** reads settings, names or lists; no work content, no people */
  'METADATA-READ': 'low',
  /** only the app's own storage */
  'OWN-STORAGE': 'low',
  /** reads work content that the consenting person can open */
  'CONTENT-READ': 'medium',
  'PEOPLE-READ': 'medium',
  /** reads who may do what */
  'SECURITY-READ': 'medium',
  /** properties, votes, watchers, build and deployment feeds */
  'SIDE-WRITE': 'medium',
  /** stays connected: one step up from low, no step from medium up, else all apps were high */
  PERSIST: 'medium',
  UNKNOWN: 'medium',
  /** one grant across products or connected third-party data */
  'BULK-READ': 'high',
  /** takes much out at once; of names that are not in the list alone */
  EXPORT: 'high',
  /** addresses, customers, mail and audit logs */
  'PERSONAL-DATA': 'high',
  /** hands a usable token to a backend */
  TOKEN: 'high',
  /** creates, changes or sends in the person's name */
  CHANGE: 'high',
  'CONFIG-WRITE': 'high',
  MANAGE: 'high',
  DELETE: 'high',
  'ORG-READ': 'high',
  'DELETE-CONTAINER-OR-SECURITY': 'critical',
  'SECURITY-WRITE': 'critical',
  ADMIN: 'critical',
  'ORG-ADMIN': 'critical',
  'ACT-AS': 'critical',
  'WHOLE-PRODUCT': 'critical',
} as const satisfies Record<string, Level>;
export type Rule = keyof typeof RULE_LEVELS;

/** 0 for low to 3 for critical; -1 where nothing is known. For sorting and comparing alone. */
export const rank = (level: Level | undefined): number => (level ? LEVELS.indexOf(level) : -1);

/** The higher of two levels. */
export const worse = (a: Level, b: Level): Level => (rank(a) >= rank(b) ? a : b);
