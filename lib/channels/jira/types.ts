import type { ChannelResult } from '../channel.ts';
import { createDesk } from '../jsm/client.ts';
import { createClient } from './client.ts';
import { failed, type JiraOptions, whoAmI, withoutStatus } from './reading.ts';

/** What can be filed: an issue type, or a request type of a service desk. */
export interface FilingType {
  id: string;
  name: string;
}

/**
 * What this person can file in a project, or on a service desk.
 * @param project a project's key, or the number of a service desk
 */
export async function filingTypes(
  options: JiraOptions,
  site: string,
  project: string,
): Promise<ChannelResult<{ types: FilingType[]; who: string }>> {
  const isDesk = /^\d{1,19}$/.test(project);
  if (!isDesk && !/^[A-Z][A-Z0-9_]{1,99}$/.test(project)) return failed('invalid', 'target');
  const client = createClient({ ...options, site });
  const me = await whoAmI(client);
  if (!me.ok) return me;
  const answer = isDesk
    ? await createDesk({ ...options, site }).types(project)
    : await client.issueTypes(project);
  if (!answer.ok) return answer.status === 404 ? failed('project-gone') : withoutStatus(answer);
  return { ok: true, types: answer.data.types, who: me.me.name };
}
