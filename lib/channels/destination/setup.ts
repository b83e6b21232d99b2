import { adminHost, siteEdition } from '../../atlassian/hosts.ts';
import { plain } from '../../consent/text.ts';
import {
  type Destination,
  type DestinationProblem,
  MAX_FROM,
  readDestinations,
} from '../../requests/destination.ts';
import { checkOf, isWhole, pack, unpack } from '../share-link/pack.ts';

/** Grows only when an older reader would misunderstand a link. */
const VERSION = 1;
const MARK = /^#?countersign-setup=(\d{1,4})\.([\w-]*)/;

/** What an admin gives to colleagues: where requests go, and who says so. */
export interface Setup {
  /** who made it, by their own word */
  from: string;
  destinations: Destination[];
}

export type SetupProblem = 'newer-version' | 'broken' | DestinationProblem;
type ReadSetup = { ok: true; setup: Setup } | { ok: false; problem: SetupProblem };

/** True for a fragment that is a set-up's, readable or not. */
export const isSetup = (fragment: string): boolean => /^#?countersign-setup=/.test(fragment);

/** A link that brings these to a colleague's Countersign; nothing in a fragment is sent anywhere. */
export async function setupLink({ from, destinations }: Setup): Promise<string> {
  const isGovernment =
    destinations.length > 0 &&
    destinations.every(({ site }) => siteEdition(`.${site}`) === 'government');
  const body = { from, destinations };
  const code = await pack(JSON.stringify({ check: checkOf(body), ...body }));
  const host = adminHost(isGovernment ? 'government' : 'cloud');
  return `https://${host}/#countersign-setup=${VERSION}.${code}`;
}

/**
 * The way back, for a fragment from anywhere. One destination that is not sound makes the whole link
 * refused: whoever made it meant something else than what would be left. Never throws.
 */
export async function readSetup(fragment: string): Promise<ReadSetup> {
  const refuse = (problem: SetupProblem) => ({ ok: false, problem }) as const;
  const [, version, code = ''] = MARK.exec(fragment) ?? [];
  if (Number(version) > VERSION) return refuse('newer-version');
  const unpacked = Number(version) === VERSION ? await unpack(code) : undefined;
  if (!unpacked?.ok) return refuse('broken');
  try {
    const json: unknown = JSON.parse(unpacked.text);
    if (json === null || typeof json !== 'object' || !isWhole(json)) return refuse('broken');
    const { from, destinations: raw } = json as { from?: unknown; destinations?: unknown };
    const { destinations, bad } = readDestinations(raw);
    const [worst] = bad;
    if (worst) return refuse(worst.problem);
    if (destinations.length === 0) return refuse('broken');
    const name = typeof from === 'string' ? plain(from.toWellFormed(), MAX_FROM) : '';
    return { ok: true, setup: { from: name, destinations } };
  } catch {
    return refuse('broken');
  }
}
