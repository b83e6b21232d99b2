import { isAtlassianSite } from '../atlassian/hosts.ts';
import type { Queue } from './destination.ts';

/** Where an address copied from Jira leads: a project, or a portal and perhaps one form of it. */
export type QueueAddress = Pick<Queue, 'channel' | 'host' | 'project'> & {
  /** of a portal's form: the number of its request type */
  issueType?: string;
};

/** `/browse/ITSEC-12`, `/projects/ITSEC`, `/jira/software/c/projects/ITSEC/boards/3` */
const PROJECT =
  /^\/(?:browse\/([A-Z][A-Z0-9_]{1,99})(?:-\d+)?|(?:jira\/(?:[a-z-]+\/){0,2})?projects\/([A-Z][A-Z0-9_]{1,99}))(?:\/|$)/;
/** `/servicedesk/customer/portal/5/group/8/create/23` */
const PORTAL =
  /^\/servicedesk\/customer\/portal\/(\d{1,19})(?:\/group\/\d{1,19})?(?:\/create\/(\d{1,19}))?\/?$/;

/** The queue that a pasted address is about; undefined where it is none of Jira Cloud's. */
export function readQueueAddress(text: string): QueueAddress | undefined {
  const typed = text.trim();
  if (!URL.canParse(typed)) return undefined;
  const { protocol, host, username, password, pathname } = new URL(typed);
  if (protocol !== 'https:' || username || password || !isAtlassianSite(host)) return undefined;
  const [, issue, key = issue] = PROJECT.exec(pathname) ?? [];
  if (key) return { channel: 'jira', host, project: key };
  const [, desk, type] = PORTAL.exec(pathname) ?? [];
  if (!desk) return undefined;
  return { channel: 'jsm', host, project: desk, ...(type ? { issueType: type } : {}) };
}

/** Names of types that a request for an app is most likely of, the best first. */
const LIKELY = [/access/i, /request/i, /task/i];

/** The type that is offered first. */
export function likelyType(types: readonly { id: string; name: string }[], wanted = ''): string {
  const named = LIKELY.map((words) => types.find(({ name }) => words.test(name)));
  const found = [types.find(({ id }) => id === wanted), ...named, types[0]].find(Boolean);
  return found?.id ?? '';
}
