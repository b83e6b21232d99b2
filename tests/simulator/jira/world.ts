/** What the posed Jira remembers. Times are its own: each write is a second later. */

export interface Person {
  accountId: string;
  name: string;
}

export const PERMISSIONS = [
  'BROWSE_PROJECTS',
  'CREATE_ISSUES',
  'ADD_COMMENTS',
  'EDIT_ISSUES',
  'TRANSITION_ISSUES',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

export interface Project {
  id: string;
  key: string;
  name: string;
  issueType: string;
  /** Who may do what, by account ID; whoever is not named may do everything. */
  denied: Map<string, Set<Permission>>;
  /** Numbers are given to attempts that fail, too (documented). */
  nextNumber: number;
}

export interface Comment {
  id: string;
  author: Person;
  updateAuthor: Person;
  created: number;
  body: unknown;
  properties: { key: string; value: unknown }[];
}

export type StatusId = '1' | '2' | '3';

/** What searches go by. */
export interface Indexed {
  summary: string;
  labels: string[];
  status: StatusId;
  updated: number;
}

export interface Issue extends Indexed {
  id: string;
  key: string;
  project: Project;
  description: unknown;
  creator: Person | null;
  reporter: Person | null;
  created: number;
  properties: Map<string, unknown>;
  comments: Comment[];
  watchers: Set<string>;
  /** Service Management: what somebody has to approve. */
  approval?: { id: string; decision: 'pending' | 'approved' | 'declined' };
  /** Issue security: only these see it. */
  visibleTo?: Set<string>;
  /** As the index has it; absent: it does not know the issue yet. */
  indexed?: Indexed;
  /** From this search on the index knows the present state. */
  indexedFrom: number;
}

export interface JiraWorld {
  site: string;
  people: Person[];
  projects: Project[];
  issues: Map<string, Issue>;
  /** Account IDs of those who approve what customers ask for; none: nobody has to. */
  approvers: string[];
  clock: number;
  nextId: number;
  searches: number;
}

/** A Saturday in November 2026. */
export const START = 1_795_262_400_000;

export function createJiraWorld(site: string, people: Person[], start = START): JiraWorld {
  const project = (id: string, key: string, name: string): Project => ({
    ...{ id, key, name },
    issueType: '10001',
    denied: new Map(),
    nextNumber: 1,
  });
  return {
    site,
    people,
    projects: [project('10000', 'ITAPPS', 'App requests'), project('10001', 'OTHER', 'Other work')],
    issues: new Map(),
    approvers: [],
    clock: start,
    nextId: 10_100,
    searches: 0,
  };
}

export const STATUSES: Record<StatusId, { name: string; category: [number, string, string] }> = {
  '1': { name: 'To Do', category: [2, 'new', 'blue-gray'] },
  '2': { name: 'In Progress', category: [4, 'indeterminate', 'yellow'] },
  '3': { name: 'Done', category: [3, 'done', 'green'] },
};

export const isDone = (status: StatusId): boolean => status === '3';

export const may = (project: Project, me: Person | undefined, what: Permission): boolean =>
  me !== undefined && !project.denied.get(me.accountId)?.has(what);

export function canSee(issue: Issue, me: Person | undefined): boolean {
  if (!may(issue.project, me, 'BROWSE_PROJECTS')) return false;
  return !issue.visibleTo || (me !== undefined && issue.visibleTo.has(me.accountId));
}

/** By key or by number; a number with a leading 0 is none (measured). */
export function issueBy(world: JiraWorld, idOrKey: string): Issue | undefined {
  return world.issues.get(idOrKey) ?? [...world.issues.values()].find(({ key }) => key === idOrKey);
}

/** Something about the issue changed; searches learn of it after `delay` of them. */
export function touch(world: JiraWorld, issue: Issue, delay: number): void {
  world.clock += 1000;
  issue.updated = world.clock;
  issue.indexedFrom = world.searches + delay + 1;
}

/** One search more: the index takes in what is due. */
export function searchStep(world: JiraWorld): void {
  world.searches++;
  for (const issue of world.issues.values()) {
    if (world.searches < issue.indexedFrom) continue;
    const { summary, labels, status, updated } = issue;
    issue.indexed = { summary, labels: [...labels], status, updated };
  }
}
