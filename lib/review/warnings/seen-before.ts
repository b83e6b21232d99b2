import leven from 'leven';
import { present } from '../../present.ts';
import { clientIdentity, redirectOwner } from '../../requests/key.ts';
import { isSample } from '../../requests/sample.ts';
import type { ApprovalRequest } from '../../requests/schema.ts';
import { approvedAt } from '../scopes/permissions.ts';
import { knownByLook, knownLooks } from './known-apps.ts';
import { skeleton } from './name.ts';

/** Names shorter than this have honest neighbours one letter away (Loom and Zoom). */
const SHORTEST = 5;
/** Names looked at for one half; more share it only where names are numbered through. */
const MAX_NEAR = 200;

/**
 * Finds names that are one letter away, without walking them all: one edit leaves the first or the
 * second half of a name as it was, so each name is filed under both of its halves.
 */
export interface NearNames {
  add(skeleton: string): void;
  /** the first name exactly one edit away that fits, or undefined */
  find(skeleton: string, fits: (name: string) => boolean): string | undefined;
}

function halves(length: number, name: string): [string, string] {
  const half = Math.floor(length / 2);
  const rest = length - half;
  return [`${length}<${name.slice(0, half)}`, `${length}>${name.slice(name.length - rest)}`];
}

export function createNearNames(): NearNames {
  const filed = new Map<string, string[]>();
  const known = new Set<string>();
  return {
    add(skeleton) {
      if (skeleton.length < SHORTEST || known.has(skeleton)) return;
      known.add(skeleton);
      for (const key of halves(skeleton.length, skeleton)) {
        const list = filed.get(key);
        if (!list) filed.set(key, [skeleton]);
        else if (list.length < MAX_NEAR) list.push(skeleton);
      }
    },
    find(skeleton, fits) {
      if (skeleton.length < SHORTEST) return undefined;
      for (const length of [skeleton.length, skeleton.length - 1, skeleton.length + 1]) {
        for (const key of halves(length, skeleton)) {
          const near = filed.get(key)?.find((name) => leven(name, skeleton) === 1 && fits(name));
          if (near) return near;
        }
      }
      return undefined;
    },
  };
}

/** What the index needs of a request. */
export type Sighting = Pick<
  ApprovalRequest,
  'id' | 'key' | 'edition' | 'site' | 'app' | 'decision' | 'updatedAt'
>;

/**
 * How long something is known here: since its first approval, else since it was first asked for. By
 * the id, which this browser gave: the time of an ask is what its link says.
 */
export interface Seniority {
  approved?: number;
  id: string;
}

/**
 * True where the first is the known one and the second the newcomer: what was approved stands before
 * what was not, and what came first before what came later. Without it an imitator could put the
 * warning on whom it imitates.
 */
export function comesBefore(a: Seniority | undefined, b: Seniority | undefined): boolean {
  if (!a || !b) return a !== undefined;
  const [first, second] = [a.approved ?? Infinity, b.approved ?? Infinity];
  return first === second ? a.id < b.id : first < second;
}

/** A client that goes by a name, as it was when it was first approved, or first asked for. */
export interface Namesake extends Seniority {
  identity: string;
  name: string;
  clientId: string;
  /** see `redirectOwner` */
  owner: string;
}

/** What is remembered of one client, however many requests there are for it. */
export interface Seen {
  total: number;
  /** since when each name, each look of a name and each redirect owner is known of it */
  names: Map<string, Seniority>;
  looks: Map<string, Seniority>;
  owners: Map<string, Seniority>;
}

/**
 * Everything in the store that a new request is held against. Built once for all requests; each
 * question costs the same however many there are.
 */
export interface WhoIndex {
  has(id: string): boolean;
  seen(identity: string): Seen | undefined;
  /** the other client of the same skeleton that is known longest */
  namesake(skeleton: string, identity: string): Namesake | undefined;
  /** since when this client is known by a name of this skeleton */
  seniority(skeleton: string, identity: string): Seniority | undefined;
  /** a known name, or the name of another client approved before this one, one letter away */
  near(skeleton: string, identity: string): string | undefined;
  /** the request last approved for the same app and site, itself excluded */
  lastApproved(request: Sighting): Sighting | undefined;
}

/** Different names or redirects remembered of one client; a flood of links brings no more. */
const MAX_REMEMBERED = 50;

/** What was approved is always remembered. */
function noteSeniority(known: Map<string, Seniority>, what: string, now: Seniority): void {
  const before = known.get(what);
  if (!before && known.size >= MAX_REMEMBERED && now.approved === undefined) return;
  if (!before || comesBefore(now, before)) known.set(what, now);
}

function note(seen: Map<string, Seen>, form: string, { identity, name, owner, ...one }: Namesake) {
  const seniority: Seniority = {
    id: one.id,
    ...present({ approved: one.approved }),
  };
  const entry = seen.get(identity) ?? {
    total: 0,
    names: new Map(),
    looks: new Map(),
    owners: new Map(),
  };
  entry.total += 1;
  noteSeniority(entry.names, name, seniority);
  noteSeniority(entry.looks, form, seniority);
  if (owner) noteSeniority(entry.owners, owner, seniority);
  seen.set(identity, entry);
}

/** The two that are known longest: one is left when a client's own is passed over. */
function noteName(bySkeleton: Map<string, Namesake[]>, form: string, one: Namesake): void {
  const list = bySkeleton.get(form) ?? [];
  const same = list.findIndex(({ identity }) => identity === one.identity);
  if (same < 0) list.push(one);
  else if (comesBefore(one, list[same])) list[same] = one;
  list.sort((a, b) => (comesBefore(a, b) ? -1 : 1));
  bySkeleton.set(form, list.slice(0, 2));
}

/** The two last approved requests of each key, newest first. */
function noteApproval(approvals: Map<string, Sighting[]>, request: Sighting): void {
  const { key } = request;
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
  const bySkeleton = new Map<string, Namesake[]>();
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
    if (isSample(request)) continue;
    const { name, clientId = '' } = request.app;
    const identity = clientIdentity(request.app);
    const owner = redirectOwner(request.app);
    const form = forms.get(name) ?? skeleton(name);
    const approved = approvedAt(request);
    forms.set(name, form);
    ids.add(request.id);
    const since = { id: request.id, ...(approved === undefined ? {} : { approved }) };
    const one: Namesake = { identity, name, clientId, owner, ...since };
    note(seen, form, one);
    if (form) noteName(bySkeleton, form, one);
    if (approved !== undefined) {
      noteApproval(approvals, request);
      near.add(form);
      if (!original.has(form)) original.set(form, name);
    }
  }
  return {
    has: (id) => ids.has(id),
    seen: (identity) => seen.get(identity),
    namesake: (form, identity) => bySkeleton.get(form)?.find((one) => one.identity !== identity),
    seniority: (form, identity) => seen.get(identity)?.looks.get(form),
    near(form, identity) {
      const own = seen.get(identity)?.looks.get(form);
      const found = near.find(form, (name) => {
        if (knownByLook(name).length > 0) return true;
        const other = bySkeleton.get(name)?.find((one) => one.identity !== identity);
        return other?.approved !== undefined && comesBefore(other, own);
      });
      return found && original.get(found);
    },
    lastApproved: (request) => approvals.get(request.key)?.find(({ id }) => id !== request.id),
  };
}
