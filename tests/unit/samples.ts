import type { DecisionPayload, RequestPayload } from '../../lib/channels/payload.ts';
import type { ApprovalRequest, Ask, Requester } from '../../lib/requests/schema.ts';

/** A Saturday in November 2026. */
export const NOW = 1_795_262_400_000;

const BASE32 = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Numbers from 0 up to 1, the same in every run (mulberry32). */
export function dice(seed: number): () => number {
  let a = seed;
  return () => {
    a = (a + 0x6d2b79f5) | 0;
    let t = Math.imul(a ^ (a >>> 15), 1 | a);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Text of so many letters out of an alphabet. */
export function letters(roll: () => number, length: number, alphabet: string): string {
  const all = [...alphabet];
  return Array.from({ length }, () => all[Math.floor(roll() * all.length)]).join('');
}

/** A ULID with a random part that does not pack. */
export const ulidOf = (roll: () => number): string => `01KA${letters(roll, 22, BASE32)}`;

/** A clock that stands still and hands out `…001`, `…002`, … */
export function clock(now = NOW) {
  let count = 0;
  return { now, newId: () => `01KA${String(++count).padStart(22, '0')}` };
}

/** Five scopes such as a drawing tool asks for. */
export const SCOPES = [
  'read:jira-work',
  'write:jira-work',
  'read:jira-user',
  'read:me',
  'offline_access',
];

/** What a page says about one blocked app. */
export function ask(change: Partial<Ask> = {}): Ask {
  return {
    edition: 'cloud',
    site: 'acme.atlassian.net',
    cause: 'admin-must-authorize',
    app: {
      name: 'Draw for Jira',
      clientId: 'AbCdEfGhIjKlMnOpQrStUvWxYz012345',
      scopes: SCOPES,
      redirect: {
        uri: 'https://app.draw.example/oauth/jira',
        host: 'app.draw.example',
        hadQuery: false,
      },
    },
    message: 'Your site admin must authorize this app for the site acme.atlassian.net.',
    startPage: 'https://app.draw.example/settings/integrations',
    name: 'Ana López',
    reason: 'I keep the boards of team Blue in step with our drawings.',
    ...change,
  };
}

/** One person on a request. */
export function requester(change: Partial<Requester> = {}): Requester {
  return {
    id: '01KA0000000000000000000ANA',
    name: 'Ana López',
    reason: 'Boards.',
    at: NOW,
    via: 'link',
    ...change,
  };
}

/** A request as it is stored. */
export function request(change: Partial<ApprovalRequest> = {}): ApprovalRequest {
  const { name: _n, reason: _r, ...rest } = ask();
  return {
    v: 1,
    id: '01KA0000000000000000000REQ',
    ...rest,
    key: `cloud|acme.atlassian.net|${rest.app.clientId}`,
    status: 'pending',
    requesters: [requester()],
    createdAt: NOW,
    updatedAt: NOW,
    asked: false,
    review: true,
    unseen: false,
    ...change,
  };
}

/** An ask as it travels. */
export function requestPayload(change: Partial<RequestPayload> = {}): RequestPayload {
  return { type: 'request', id: requester().id, at: NOW, ...ask(), ...change };
}

/** A decision as it travels. */
export function decisionPayload(change: Partial<DecisionPayload> = {}): DecisionPayload {
  return {
    type: 'decision',
    ids: [requester().id],
    edition: 'cloud',
    site: 'acme.atlassian.net',
    app: { name: 'Draw for Jira', clientId: 'AbCdEfGhIjKlMnOpQrStUvWxYz012345' },
    kind: 'deny',
    reason: 'We already have a drawing tool.',
    at: NOW,
    ...change,
  };
}
