import { describe, expect, it } from 'vitest';
import { cutScope, verbRule } from '../../../../lib/review/scopes/grade-by-verb.ts';
import { gradeScope, SCOPE_TABLE } from '../../../../lib/review/scopes/grade-scope.ts';
import { RULE_LEVELS, rank } from '../../../../lib/review/scopes/levels.ts';
import messages from '../../../../public/_locales/en/messages.json';
import { dice, letters } from '../../samples.ts';
import json from './scope-rules.json';

const RULES: [rule: string, names: string[]][] = Object.entries(json);

describe('every rule', () => {
  it.each(Object.keys(RULE_LEVELS))('%s has its text', (rule) => {
    const key = `review_rule_${rule.replaceAll('-', '_')}`;
    expect(Object.keys(messages), `add ${key} to public/_locales/en/messages.json`).toContain(key);
  });
});

describe('the list of scopes', () => {
  const all = [...SCOPE_TABLE.entries()];

  it('holds 424 names', () => {
    expect(all).toHaveLength(424);
    const spread = { low: 0, medium: 0, high: 0, critical: 0 };
    for (const [name] of all) spread[gradeScope(name).level] += 1;
    expect(spread).toEqual({ low: 70, medium: 141, high: 164, critical: 49 });
  });

  it.each(RULES)('gives %s to the names that have it in scope-rules.json', (rule, names) => {
    const graded = all.map(([name]) => gradeScope(name)).filter((scope) => scope.rule === rule);
    expect(graded.map(({ name }) => name).sort()).toEqual(names);
  });

  it('has each name in scope-rules.json once', () => {
    expect(RULES.flatMap(([, names]) => names).sort()).toEqual(all.map(([name]) => name).sort());
  });

  it('goes by the verb rule but for two names', () => {
    const differing = all.filter(([name]) => verbRule(name) !== gradeScope(name).rule);
    expect(differing.map(([name]) => name).sort()).toEqual([
      'read:catalog:all',
      'read:rovodev:limits',
    ]);
  });

  it('agrees with the cut of the name on the product but for the same two and a nameless one', () => {
    const differing = all.filter(([name, product]) => cutScope(name).product !== product);
    expect(differing.map(([name]) => name).sort()).toEqual([
      'api_access',
      'read:app-system-token',
      'read:app-user-token',
      'read:catalog:all',
      'read:rovodev:limits',
    ]);
  });
});

describe('the grade of a scope', () => {
  it('comes from the list, with its rule and product', () => {
    expect(gradeScope('write:jira-work')).toEqual({
      name: 'write:jira-work',
      product: 'jira',
      level: 'high',
      rule: 'CHANGE',
      known: true,
    });
    expect(gradeScope('manage/org/public-api')).toMatchObject({
      product: 'org-admin',
      level: 'critical',
    });
    expect(gradeScope('repository')).toMatchObject({ product: 'bitbucket-legacy', known: true });
  });

  it.each([
    ['write:goal:jira', 'jira', 'CHANGE', 'high'],
    ['read:graph:issue:jira', 'teamwork-graph', 'CONTENT-READ', 'medium'],
    [
      'read:customer:entitlement:jira-service-management',
      'jira-service-management',
      'PERSONAL-DATA',
      'high',
    ],
    ['write:servicedesk-request', 'jira-service-management', 'CHANGE', 'high'],
    ['manage:servicedesk-customer', 'jira-service-management', 'MANAGE', 'high'],
    ['manage:everything:jira', 'jira', 'ADMIN', 'critical'],
    ['delete:space:confluence', 'confluence', 'DELETE-CONTAINER-OR-SECURITY', 'critical'],
    ['act-as-user:jira', 'jira', 'ACT-AS', 'critical'],
    ['access-email-addresses:confluence', 'confluence', 'PERSONAL-DATA', 'high'],
    ['loom:atlassian-external', 'other', 'WHOLE-PRODUCT', 'critical'],
    ['write:users:directory', 'org-admin', 'ORG-ADMIN', 'critical'],
    ['read:users:admin', 'org-admin', 'ORG-READ', 'high'],
    ['write:all:jira', 'jira', 'CHANGE', 'high'],
    ['DELETE:PROJECT:JIRA', 'jira', 'DELETE-CONTAINER-OR-SECURITY', 'critical'],
    ['moderate:comment:confluence', 'confluence', 'CHANGE', 'high'],
    ['frobnicate:issue:jira', 'jira', 'UNKNOWN', 'medium'],
  ])('%s, not in the list, goes by its verb', (name, product, rule, level) => {
    expect(gradeScope(name)).toEqual({ name, product, rule, level, known: false });
  });

  it('is never below medium for a name that is not in the list', () => {
    expect(gradeScope('read:workflow:confluence')).toMatchObject({
      rule: 'METADATA-READ',
      level: 'medium',
      known: false,
    });
    const roll = dice(7);
    for (let i = 0; i < 500; i++) {
      const name = letters(roll, 1 + Math.floor(roll() * 40), 'read:jiwtamngv/._-');
      if (!SCOPE_TABLE.has(name)) expect(rank(gradeScope(name).level)).toBeGreaterThan(0);
    }
  });

  it.each([
    '',
    ':',
    '::::::',
    '__proto__',
    'constructor',
    'toString:__proto__:constructor',
    'rеad:jira-work',
    'read:jira-work\u202e',
    'x'.repeat(100_000),
    `read:${'a:'.repeat(50_000)}jira`,
  ])('takes any text: %.30s', (name) => {
    const graded = gradeScope(name);
    expect(graded).toMatchObject({ name, level: 'medium', known: false });
    expect(graded.product.length).toBeLessThan(40);
  });

  it('can be set by the organization', () => {
    const overrides = { 'read:jira-work': 'critical', 'x:y': 'low' } as const;
    expect(gradeScope('read:jira-work', overrides)).toMatchObject({
      level: 'critical',
      rule: 'CONTENT-READ',
      ours: 'medium',
    });
    expect(gradeScope('x:y', overrides)).toMatchObject({ level: 'low', known: false });
    expect(gradeScope('read:me', overrides)).not.toHaveProperty('ours');
    expect(gradeScope('constructor', overrides).level).toBe('medium');
  });
});
