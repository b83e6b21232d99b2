import { describe, expect, it } from 'vitest';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import {
  filterGroups,
  matches,
  type QueueGroup,
  queryWords,
  queueGroup,
  SORTS,
  searchable,
  sortGroups,
} from '../../../lib/review/search.ts';
import { dice, letters, NOW, request, requester, ulidOf } from '../samples.ts';
import { workOf } from '../work.ts';

const roll = dice(5);

function group(
  name: string,
  change: Partial<ApprovalRequest> = {},
  scopes = ['read:me'],
): QueueGroup {
  const app = { ...request().app, name, scopes };
  return queueGroup(request({ id: ulidOf(roll), app, ...change }));
}

describe('searching', () => {
  const text = searchable(
    request({
      requesters: [
        requester({ name: 'Ana López', reason: "It's for „Team Blue“" }),
        requester({ name: '山田 太郎', reason: 'ボード\u200bの同期' }),
      ],
    }),
  );

  it.each([
    'draw',
    'ACME.atlassian',
    'lopez ana',
    'LÓPEZ',
    'it’s',
    'blue draw',
    'abcdefghijkl',
    '太郎',
    'ボードの同期',
    'ｄｒａｗ',
    '',
    '   ',
  ])('finds “%s”', (query) => {
    expect(matches(text, query)).toBe(true);
  });

  it.each(['sketch', 'draw sketch', 'delete:issue', 'anas'])('does not find “%s”', (query) => {
    expect(matches(text, query)).toBe(false);
  });

  it('bounds a query that somebody pasted', () => {
    expect(queryWords('x '.repeat(100_000))).toEqual(['x']);
    expect(queryWords('y'.repeat(100_000))[0]).toHaveLength(300);
  });
});

describe('filtering', () => {
  const groups = [
    group('A', { status: 'pending' }, ['read:me']),
    group('B', { status: 'approved', site: 'other.atlassian.net' }, ['write:jira-work']),
    group('C', { status: 'pending', site: 'other.atlassian.net' }, []),
  ];
  const names = (found: QueueGroup[]) => found.map(({ request: { app } }) => app.name).join('');

  it('narrows by status, site, level and words, all together', () => {
    expect(names(filterGroups(groups, {}))).toBe('ABC');
    expect(names(filterGroups(groups, { statuses: ['pending'], sites: [] }))).toBe('AC');
    expect(names(filterGroups(groups, { sites: ['other.atlassian.net'] }))).toBe('BC');
    expect(names(filterGroups(groups, { levels: ['high', 'unknown'] }))).toBe('BC');
    expect(names(filterGroups(groups, { levels: ['low'], query: 'acme' }))).toBe('A');
    expect(names(filterGroups(groups, { statuses: ['pending'], query: 'other' }))).toBe('C');
  });
});

describe('sorting', () => {
  const askers = (count: number) =>
    Array.from({ length: count }, () => requester({ id: ulidOf(roll) }));
  const groups = [
    group('Éclair 10', { createdAt: NOW - 3, requesters: askers(2) }, ['read:me']),
    group('eclair 9', { createdAt: NOW - 1, requesters: askers(9) }, ['manage:jira-configuration']),
    group('Zebra', { createdAt: NOW - 2, requesters: askers(2) }, []),
    group('apple', { createdAt: NOW, requesters: askers(1) }, ['read:jira-work']),
  ];

  it.each([
    ['demand', ['eclair 9', 'Éclair 10', 'Zebra', 'apple']],
    ['age', ['Éclair 10', 'Zebra', 'eclair 9', 'apple']],
    ['risk', ['eclair 9', 'Zebra', 'apple', 'Éclair 10']],
    ['name', ['apple', 'eclair 9', 'Éclair 10', 'Zebra']],
  ] as const)('by %s', (by, order) => {
    const before = [...groups];
    expect(sortGroups(groups, by, undefined, 'en').map((one) => one.request.app.name)).toEqual(
      order,
    );
    expect(groups).toEqual(before);
  });

  it('is the same whatever the order before', () => {
    const twins = Array.from({ length: 20 }, () => group('Same'));
    for (const by of SORTS)
      expect(sortGroups([...twins].reverse(), by)).toEqual(sortGroups(twins, by));
  });
});

describe('ten thousand groups of ten requesters', () => {
  it('are each looked through once for a word, and folded at no keystroke', () => {
    const words = Array.from({ length: 500 }, () => letters(roll, 7, 'abcdefghijklmnop'));
    const some = (count: number) =>
      Array.from({ length: count }, () => words[Math.floor(roll() * words.length)]).join(' ');
    const groups = Array.from({ length: 10_000 }, () =>
      group(some(2), {
        requesters: Array.from({ length: 10 }, () =>
          requester({ id: ulidOf(roll), name: some(2), reason: some(10) }),
        ),
      }),
    );
    const inAll = groups.reduce((sum, { haystack }) => sum + haystack.length, 0);
    for (const query of ['a', 'ab', 'abc', 'nothing at all', words[3] ?? '', `${words[1]} acme`]) {
      const looks = query.split(' ').length * inAll;
      const work = workOf(() => filterGroups(groups, { query }));
      // Beside the looks, a few steps for each group.
      expect(work).toBeLessThan(looks + 20 * groups.length);
    }
  });
});
