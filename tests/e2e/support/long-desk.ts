import type { Page } from '@playwright/test';
import { ulid } from 'ulid';
import { indexed, type StoredRequest } from '../../../lib/storage/database.ts';
import { askFor, file } from './desk.ts';
import { plant, storedRequests } from './extension.ts';

const SCOPES = ['read:jira-work', 'write:jira-work', 'manage:jira-configuration', 'read:me'];

/** Rows as different as they come: long names and short, many people and one, taken in hand or not. */
function mixed(sample: StoredRequest, at: number): StoredRequest {
  const name = at % 3 === 0 ? `App ${at} ${'with a long name '.repeat(1 + (at % 5))}` : `App ${at}`;
  const site = at % 5 === 0 ? `a-site-with-a-very-long-name-${at % 60}.atlassian.net` : sample.site;
  const app = {
    ...sample.app,
    name,
    clientId: `client-number-${at}`,
    scopes: SCOPES.slice(at % 5),
  };
  const createdAt = sample.createdAt + at;
  const [first] = sample.requesters;
  const requesters = Array.from({ length: 1 + (at % 4) }, (_, person) => ({
    ...(first as (typeof sample.requesters)[number]),
    id: ulid(),
    name: person === 0 ? `Person ${at}` : '',
    reason: 'Because of the roadmap. '.repeat(at % 6),
  }));
  const taken =
    at % 7 === 0
      ? { status: 'under-review' as const, reviewer: { name: 'Bob', at: createdAt } }
      : {};
  return indexed({
    ...{ ...sample, ...taken, id: ulid(), key: `cloud|${site}|${app.clientId}`, site, app },
    ...{ requesters, createdAt, updatedAt: createdAt },
  });
}

/** Fills the queue with so many requests, `App 0` the oldest; no two rows in a line are alike. */
export async function fillLongDesk(
  own: Page,
  count: number,
  change: (one: StoredRequest, at: number) => StoredRequest = (one) => one,
): Promise<void> {
  const at = Date.now() - 86_400_000;
  await file(own, askFor('App 0', ['read:jira-work'], { at }));
  const [sample] = await storedRequests(own);
  if (!sample) throw new Error('Nothing was filed.');
  for (let from = 1; from < count; from += 1000) {
    const some = Array.from({ length: Math.min(1000, count - from) }, (_, more) =>
      change(mixed(sample, from + more), from + more),
    );
    await plant(own, 'requests', some);
  }
}
