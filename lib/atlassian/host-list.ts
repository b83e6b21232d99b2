import {
  baseOf,
  HOST_KINDS,
  type HostKind,
  type HostProblem,
  isSameHost,
  type OtherHost,
  parseOtherHost,
} from './custom-hosts.ts';

/** More hosts than any organisation runs; what goes beyond is a mistake and not read. */
export const MAX_HOSTS = 50;

/** How a host is kept, sent and set by policy: a kind and an address. */
export interface HostEntry {
  kind: HostKind;
  /** base address, such as `https://jira.acme.example/jira` */
  address: string;
}

/** What in a list could not be read. */
export interface BadEntry {
  /** its place in the list, from 1 */
  at: number;
  problem: HostProblem | 'host-bad-kind' | 'host-too-many';
}

export interface HostList {
  hosts: OtherHost[];
  bad: BadEntry[];
}

function readEntry(entry: unknown): OtherHost | BadEntry['problem'] {
  if (entry === null || typeof entry !== 'object') return 'host-bad-kind';
  const { kind, address } = entry as { kind?: unknown; address?: unknown };
  const known = HOST_KINDS.find((one) => one === kind);
  if (!known) return 'host-bad-kind';
  if (typeof address !== 'string') return 'host-empty';
  const parsed = parseOtherHost(known, address);
  return parsed.ok ? parsed.host : parsed.problem;
}

/**
 * A list of hosts out of storage or out of a policy. Each entry counts by itself: one that is wrong
 * is named, and the others hold. Doubles are left out.
 * @param raw anything at all; what is no list is an empty one, unless something stands there
 */
export function readHostList(raw: unknown): HostList {
  const list: HostList = { hosts: [], bad: [] };
  if (raw === undefined || raw === null) return list;
  if (!Array.isArray(raw)) return { hosts: [], bad: [{ at: 1, problem: 'host-bad-kind' }] };
  for (const [index, entry] of raw.entries()) {
    if (list.hosts.length >= MAX_HOSTS) {
      list.bad.push({ at: index + 1, problem: 'host-too-many' });
      break;
    }
    const read = readEntry(entry);
    if (typeof read === 'string') list.bad.push({ at: index + 1, problem: read });
    else if (!list.hosts.some((one) => isSameHost(one, read))) list.hosts.push(read);
  }
  return list;
}

/** The entry as it is kept. */
export function entryOf(host: OtherHost): HostEntry {
  return { kind: host.kind, address: baseOf(host) };
}
