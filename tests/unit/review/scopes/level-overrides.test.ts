import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { applyRules, type ReviewRule } from '../../../../lib/review/rules/rules.ts';
import {
  LevelOverride,
  overridesOf,
  ownLevel,
} from '../../../../lib/review/scopes/level-overrides.ts';
import type { Level } from '../../../../lib/review/scopes/levels.ts';
import { summarizePermissions } from '../../../../lib/review/scopes/permissions.ts';
import { NOW, request } from '../../samples.ts';

const good = (scope: string) => z.safeParse(LevelOverride, { scope, level: 'high' }).success;

describe('what may be set', () => {
  it.each(['read:jira-work', 'delete:*:jira', '*:org', 'offline_access', 'READ:x', 'a*'])(
    '“%s”',
    (scope) => expect(good(scope)).toBe(true),
  );

  it.each(['', '*', '**', ':*:', 'read jira', 'a\n', 'a"b', 'ä', `a${'b'.repeat(120)}`])(
    'never “%s”',
    (scope) => expect(good(scope)).toBe(false),
  );

  it('is a level that there is', () => {
    expect(z.safeParse(LevelOverride, { scope: 'a:b', level: 'severe' }).success).toBe(false);
  });
});

describe('the level set for a permission', () => {
  const of = (name: string, levels: Record<string, Level>) =>
    ownLevel(name, overridesOf(Object.entries(levels).map(([scope, level]) => ({ scope, level }))));

  it('is by name, whatever the case', () => {
    expect(of('read:jira-work', { 'Read:Jira-Work': 'critical' })).toBe('critical');
    expect(of('READ:jira-work', { 'read:jira-work': 'critical' })).toBe('critical');
    expect(of('read:jira-user', { 'read:jira-work': 'critical' })).toBeUndefined();
    expect(of('constructor', {})).toBeUndefined();
  });

  it.each([
    ['delete:*', 'delete:issue:jira', true],
    ['delete:*', 'undelete:issue:jira', false],
    ['*:jira', 'delete:issue:jira', true],
    ['*:jira', 'delete:issue:jira-software', false],
    ['read:*:jira', 'read:issue:jira', true],
    ['read:*:jira', 'read:jira', false],
    ['*jira*', 'read:jira-work', true],
    ['a*a', 'a', false],
    ['a*b*a', 'aba', true],
    ['a*b*a', 'aa', false],
  ])('by a pattern: %s and %s', (pattern, name, fits) => {
    expect(of(name, { [pattern]: 'low' }) === 'low').toBe(fits);
  });

  it('is that of the name before any pattern, and the highest of several patterns', () => {
    expect(of('read:a', { 'read:*': 'critical', 'read:a': 'low' })).toBe('low');
    expect(of('read:a', { 'read:*': 'low', '*:a': 'high', 'r*': 'medium' })).toBe('high');
  });
});

describe('levels of the organization', () => {
  const overrides = overridesOf([
    { scope: 'read:jira-work', level: 'critical' },
    { scope: 'read:me', level: 'high' },
  ]);

  it('count in what an app could do, beside ours', () => {
    const could = summarizePermissions(['read:jira-work', 'write:jira-work'], { overrides });
    expect(could.worst).toBe('critical');
    expect(could.products[0]?.scopes[0]).toMatchObject({ level: 'critical', ours: 'medium' });
    expect(could.products[0]?.scopes[1]).not.toHaveProperty('ours');
  });

  it('count in a rule’s bound', () => {
    const asked = request({ app: { ...request().app, scopes: ['read:me'] } });
    const rule: ReviewRule = {
      v: 1,
      id: '01KA000000000000000000RV1E',
      enabled: true,
      note: '',
      when: {
        clientId: asked.app.clientId ?? '',
        redirectHost: 'app.draw.example',
        edition: 'cloud',
        levelAtMost: 'low',
      },
      outcome: 'approve',
      reason: '',
      createdAt: NOW,
    };
    const warned = () => false;
    expect(applyRules([rule], asked, { warned }).outcome).toBe('approve');
    expect(applyRules([rule], asked, { warned, overrides }).outcome).toBe('review');
  });
});
