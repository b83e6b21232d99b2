import type { App, ApprovalRequest, Requester } from './schema.ts';

/**
 * The one sample there may be. It is known by its id alone, which no clock can make (its time is the
 * year 1970) and no file brings in, so that keys of an index tell it too.
 */
export const SAMPLE_ID = '0000000000SAMP1E0000000000';

/** True for the request with which somebody tries Countersign. It never leaves the browser. */
export const isSample = (record: object): boolean => 'id' in record && record.id === SAMPLE_ID;

/** What a sample says, in the person's language. */
export interface SampleTexts {
  app: string;
  people: readonly { name: string; reason: string }[];
}

/** Reserved (RFC 2606): nobody can have a site or a host of these names. */
const SITE = 'sample.atlassian.example';
const RETURN_HOST = 'drawing-board.example:8443';
const HOUR_MS = 3_600_000;

function sampleApp(name: string): App {
  return {
    name,
    clientId: 'SampleOfCountersignNotAnyoneApp0',
    scopes: ['read:me', 'read:jira-user', 'read:jira-work', 'write:jira-work', 'offline_access'],
    // The port is what there is to notice: a warning, and no reason not to practice.
    redirect: { uri: `https://${RETURN_HOST}/callback`, host: RETURN_HOST, hadQuery: false },
  };
}

/** A request as it could come in by link; it is about nobody's app and nobody's site. */
export function sampleRequest(texts: SampleTexts, now: number): ApprovalRequest {
  const requesters = texts.people.map(
    ({ name, reason }, at): Requester => ({
      id: `${SAMPLE_ID.slice(0, -1)}${at + 1}`,
      name,
      reason,
      at: now - (26 - 23 * at) * HOUR_MS,
      via: 'link',
    }),
  );
  const [first] = requesters;
  return {
    v: 1,
    id: SAMPLE_ID,
    // Of no edition: what is really asked for never meets it.
    key: `sample|${SITE}`,
    edition: 'cloud',
    site: SITE,
    cause: 'admin-must-authorize',
    app: sampleApp(texts.app),
    message: `Your site admin must authorize this app for the site ${SITE} before the app can access your account.`,
    status: 'pending',
    requesters,
    createdAt: first?.at ?? now,
    updatedAt: now,
    lastAskAt: now,
    asked: false,
    review: true,
    unseen: false,
  };
}
