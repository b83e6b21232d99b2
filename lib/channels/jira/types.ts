import type { ChannelResult } from '../channel.ts';
import { createDesk, type Desk } from '../jsm/client.ts';
import { createClient } from './client.ts';
import { failed, type JiraOptions, whoAmI, withoutStatus } from './reading.ts';

/** What can be filed: an issue type, or a request type of a service desk. */
export interface FilingType {
  id: string;
  name: string;
}

/**
 * The number in a portal's address is the portal's, calls go by its service desk's. Types say to which
 * portal they belong (`portalId`, documented); whether the two numbers differ is not known (T9).
 */
async function typesOfPortal(desk: Desk, portal: string) {
  const same = await desk.types(portal);
  const isIt = same.ok
    ? same.data.portals.every((one) => (one ?? portal) === portal)
    : same.status !== 404;
  if (isIt) return { project: portal, answer: same };
  const all = await desk.all();
  for (const { id } of all.ok ? all.data.values : []) {
    const answer = await desk.types(id);
    if (answer.ok && answer.data.portals.includes(portal)) return { project: id, answer };
  }
  return undefined;
}

/**
 * What this person can file in a project, or on a service desk.
 * @param place a project's key, or the number of a portal
 * @returns with `project` as a target has it
 */
export async function filingTypes(
  options: JiraOptions,
  site: string,
  place: string,
): Promise<ChannelResult<{ types: FilingType[]; who: string; project: string }>> {
  const isPortal = /^\d{1,19}$/.test(place);
  if (!isPortal && !/^[A-Z][A-Z0-9_]{1,99}$/.test(place)) return failed('invalid', 'target');
  const client = createClient({ ...options, site });
  const me = await whoAmI(client);
  if (!me.ok) return me;
  const found = isPortal
    ? await typesOfPortal(createDesk({ ...options, site }), place)
    : { project: place, answer: await client.issueTypes(place) };
  if (!found) return failed('project-gone');
  const { project, answer } = found;
  if (!answer.ok) return answer.status === 404 ? failed('project-gone') : withoutStatus(answer);
  return { ok: true, types: answer.data.types, who: me.me.name, project };
}
