import { beforeEach, describe, expect, it } from 'vitest';
import { type Exchange, hasContract, violationsOf, WHY_NOT } from './contract.ts';

const SEARCH = 'https://acme.atlassian.net/rest/api/3/search/jql?jql=project%20%3D%20A';

const exchange = (change: Partial<Exchange> & { address?: string } = {}): Exchange => ({
  method: 'GET',
  url: new URL(change.address ?? SEARCH),
  body: undefined,
  status: 200,
  answer: '{"issues":[],"isLast":true}',
  type: 'application/json;charset=UTF-8',
  ...change,
});

// Every call of the other tests goes through the same check (support.ts); here: that it can fail.
describe("Atlassian's description", () => {
  beforeEach((context) => {
    if (hasContract) return;
    Object.assign(context.task.meta, { reason: WHY_NOT });
    context.skip(WHY_NOT);
  });
  it('has nothing against a sound call', async () => {
    expect(await violationsOf(exchange())).toEqual([]);
  });

  it.each([
    ['a parameter of the old search', { address: `${SEARCH}&startAt=0` }],
    ['a number that is none', { address: `${SEARCH}&reconcileIssues=KEY-1` }],
    ['a call that does not exist', { address: 'https://acme.atlassian.net/rest/api/3/nothing' }],
    ['an answer of the old search', { answer: '{"issues":[],"total":0}' }],
    ['an answer of another kind', { answer: '{"issues":{}}' }],
    [
      'a body of another kind',
      {
        ...{ method: 'POST', body: '{"properties":{}}', status: 201, answer: '' },
        address: 'https://acme.atlassian.net/rest/api/3/issue',
      },
    ],
    [
      'a watcher by no body',
      {
        ...{ method: 'POST', status: 204, answer: '' },
        address: 'https://acme.atlassian.net/rest/api/3/issue/1/watchers',
      },
    ],
    [
      'an error of another kind',
      {
        ...{ method: 'POST', body: '{}', status: 400, answer: '{"message":"no"}' },
        address: 'https://acme.atlassian.net/rest/api/3/issue',
      },
    ],
  ])('objects to %s', async (_what, change) => {
    expect(await violationsOf(exchange(change))).toHaveLength(1);
  });
});
