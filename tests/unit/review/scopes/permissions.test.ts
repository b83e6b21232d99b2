import { describe, expect, it } from 'vitest';
import { SCOPE_TABLE } from '../../../../lib/review/scopes/grade-scope.ts';
import { summarizePermissions, worstLevel } from '../../../../lib/review/scopes/permissions.ts';
import { SCOPES } from '../../samples.ts';

const AGENT = [...SCOPE_TABLE.keys()].filter((name) => name.endsWith(':agent-interface'));
const MCP_V1 = [
  'read:me',
  'read:account',
  'offline_access',
  'email',
  'read:jira-work',
  'write:jira-work',
  'search:confluence',
  'read:page:confluence',
  'read:comment:confluence',
  'read:space:confluence',
  'read:component:compass',
  'read:all:twg',
  'write:all:twg',
];

describe('what an app could do', () => {
  it('is told by product, worst first, and never as a sum', () => {
    const { products, abilities, ...rest } = summarizePermissions(SCOPES);
    expect(rest).toEqual({
      worst: 'high',
      staysConnected: true,
      count: 5,
      unusualCount: false,
      scopesLeftOut: 0,
      empty: false,
      unknownCount: 0,
    });
    expect(products.map(({ product, worst }) => [product, worst])).toEqual([
      ['jira', 'high'],
      ['identity', 'medium'],
    ]);
    expect(products[0]?.scopes.map(({ name }) => name)).toEqual([
      'write:jira-work',
      'read:jira-user',
      'read:jira-work',
    ]);
    expect(abilities.map(({ level, rule }) => `${level} ${rule}`)).toEqual([
      'high CHANGE',
      'medium PERSIST',
      'medium PEOPLE-READ',
      'medium CONTENT-READ',
      'low IDENTITY',
    ]);
  });

  it('is one ability where all that a server advertises is asked for', () => {
    const { abilities } = summarizePermissions([...AGENT, 'delete:issue:jira', 'read:me']);
    expect(abilities.map(({ rule }) => rule)).toEqual(['agent-list', 'DELETE', 'IDENTITY']);
    expect(abilities[0]?.level).toBe('critical');
  });

  it.each([
    ['sign-in only', ['openid', 'profile', 'email'], 'low', false],
    ['sign-in that stays connected', ['read:me', 'offline_access'], 'medium', true],
    ['a report tool that reads', ['read:jira-work', 'offline_access'], 'medium', true],
    ['a tool that writes', ['write:jira-work', 'read:me', 'offline_access'], 'high', true],
    ['project settings', ['manage:jira-project'], 'high', false],
    ['the first MCP list', MCP_V1, 'high', true],
    ['the second MCP list', AGENT, 'critical', false],
    ['an admin tool', ['manage:jira-configuration', 'read:me'], 'critical', false],
  ])('%s: %#', (_, scopes, worst, stays) => {
    expect(summarizePermissions(scopes)).toMatchObject({ worst, staysConnected: stays });
    expect(worstLevel(scopes)).toBe(worst);
  });

  it('marks more than 50 scopes, with those a link left out', () => {
    const bulk = [...SCOPE_TABLE.keys()].slice(0, 50);
    expect(summarizePermissions(bulk).unusualCount).toBe(false);
    expect(summarizePermissions(bulk, { scopesLeftOut: 1 })).toMatchObject({
      unusualCount: true,
      count: 51,
      scopesLeftOut: 1,
    });
    expect(summarizePermissions([...bulk, ...bulk]).count).toBe(50);
  });

  it('knows the lists that MCP servers advertise', () => {
    expect(summarizePermissions(AGENT).agentList).toBe('mcp-v2');
    expect(
      summarizePermissions([
        ...AGENT.filter((name) => !/loom|focus/.test(name)),
        'read:new:agent-interface',
      ]).agentList,
    ).toBe('mcp-v2');
    expect(summarizePermissions(MCP_V1).agentList).toBe('mcp-v1');
    expect(
      summarizePermissions(['read:jira:agent-interface', 'delete:jira:agent-interface']),
    ).not.toHaveProperty('agentList');
    expect(summarizePermissions(MCP_V1.slice(1))).not.toHaveProperty('agentList');
  });

  it('does not take unknown scopes for none', () => {
    expect(summarizePermissions([])).toMatchObject({ empty: true, products: [], count: 0 });
    expect(summarizePermissions([])).not.toHaveProperty('worst');
    expect(worstLevel([])).toBeUndefined();
    expect(summarizePermissions([], { scopesLeftOut: 3 })).toMatchObject({
      empty: false,
      count: 3,
    });
  });

  it('heeds the organization’s own levels, also for staying connected', () => {
    expect(summarizePermissions(['read:me'], { overrides: { 'read:me': 'critical' } }).worst).toBe(
      'critical',
    );
    expect(
      summarizePermissions(['offline_access'], { overrides: { offline_access: 'low' } }),
    ).toMatchObject({
      worst: 'low',
      staysConnected: true,
    });
  });

  it('counts what is not in our list', () => {
    expect(summarizePermissions(['a:b:c', 'read:me']).unknownCount).toBe(1);
  });
});
