import { clientIdentity, requestKey } from '../../requests/key.ts';
import type { ApprovalRequest } from '../../requests/schema.ts';
import { redirectOwner } from '../redirect-owner.ts';
import { approvedAt } from '../scope-diff.ts';
import { knownByLook, knownLooks } from './known.ts';
import { skeleton } from './name.ts';
import { createNearNames } from './near-names.ts';

/** What the index needs of a request. */
export type Sighting = Pick<
  ApprovalRequest,
  'id' | 'edition' | 'site' | 'app' | 'decision' | 'updatedAt'
>;

/** A client that goes by a name: the last request of its kind stands for it. */
export interface Namesake {
  identity: string;
  name: string;
  clientId: string;
  /** see `redirectOwner` */
  owner: string;
  approved: boolean;
}

/** What is remembered of one client, however many requests there are for it. */
export interface Seen {
  total: number;
  /** how many requests under each name and each redirect owner */
  names: Map<string, number>;
  owners: Map<string, number>;
}

/**
 * Everything in the store that a new request is held against. Built once for all requests; each
 * question costs the same however many there are.
 */
export interface WhoIndex {
  has(id: string): boolean;
  seen(identity: string): Seen | undefined;
  /** other clients with the same skeleton; the approved one first where there is one */
  namesake(skeleton: string, identity: string): Namesake | undefined;
  /** a known name, or the name of another approved client, one letter away */
  near(skeleton: string, identity: string): string | undefined;
  /** the request last approved for the same app and site, itself excluded */
  lastApproved(request: ApprovalRequest): Sighting | undefined;
}

interface Names {
  /** at most two of each, so that one is left when a client's own is passed over */
  approved: Map<string, Namesake>;
  others: Map<string, Namesake>;
}

/** Different names or redirects remembered of one client; a flood of links brings no more. */
const MOST = 50;

function count(counts: Map<string, number>, what: string): void {
  if (counts.size < MOST || counts.has(what)) counts.set(what, (counts.get(what) ?? 0) + 1);
}

function note(seen: Map<string, Seen>, identity: string, name: string, owner: string): void {
  const entry = seen.get(identity) ?? { total: 0, names: new Map(), owners: new Map() };
  entry.total += 1;
  count(entry.names, name);
  if (owner) count(entry.owners, owner);
  seen.set(identity, entry);
}

function noteName(bySkeleton: Map<string, Names>, form: string, one: Namesake): void {
  const names = bySkeleton.get(form) ?? { approved: new Map(), others: new Map() };
  const list = one.approved ? names.approved : names.others;
  if (list.size < 2) list.set(one.identity, one);
  bySkeleton.set(form, names);
}

const other = (list: Map<string, Namesake>, identity: string): Namesake | undefined => {
  for (const one of list.values()) if (one.identity !== identity) return one;
  return undefined;
};

/** The two last approved requests of each key, newest first. */
function noteApproval(approvals: Map<string, Sighting[]>, request: Sighting): void {
  const key = requestKey(request);
  const list = [...(approvals.get(key) ?? []), request];
  list.sort((a, b) => (approvedAt(b) ?? 0) - (approvedAt(a) ?? 0));
  approvals.set(key, list.slice(0, 2));
}

/**
 * Prepares the questions of `whoIsAsking`.
 * @param requests every request in the store, in any order; the one in question may be among them
 */
export function buildWhoIndex(requests: Iterable<Sighting>): WhoIndex {
  const ids = new Set<string>();
  const seen = new Map<string, Seen>();
  const bySkeleton = new Map<string, Names>();
  const approvals = new Map<string, Sighting[]>();
  const near = createNearNames();
  const original = new Map<string, string>();
  const forms = new Map<string, string>();
  // The known names are guarded from the first day on.
  for (const look of knownLooks()) {
    near.add(look);
    original.set(look, knownByLook(look)[0]?.name ?? look);
  }
  for (const request of requests) {
    const { name, clientId = '' } = request.app;
    const identity = clientIdentity(request.app);
    const owner = redirectOwner(request.app);
    const form = forms.get(name) ?? skeleton(name);
    const approved = approvedAt(request) !== undefined;
    forms.set(name, form);
    ids.add(request.id);
    note(seen, identity, name, owner);
    if (form) noteName(bySkeleton, form, { identity, name, clientId, owner, approved });
    if (approved) {
      noteApproval(approvals, request);
      near.add(form);
      if (!original.has(form)) original.set(form, name);
    }
  }
  return {
    has: (id) => ids.has(id),
    seen: (identity) => seen.get(identity),
    namesake(form, identity) {
      const names = bySkeleton.get(form);
      return names && (other(names.approved, identity) ?? other(names.others, identity));
    },
    near(form, identity) {
      const found = near.find(form, (name) => {
        const names = bySkeleton.get(name);
        return (
          knownByLook(name).length > 0 ||
          (names !== undefined && other(names.approved, identity) !== undefined)
        );
      });
      return found && original.get(found);
    },
    lastApproved: (request) =>
      approvals.get(requestKey(request))?.find(({ id }) => id !== request.id),
  };
}
