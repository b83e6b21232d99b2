import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../../lib/requests/schema.ts';
import { auditHaystack } from '../../../../lib/review/audit-file.ts';
import {
  draftOf,
  emptyDraft,
  type RuleDraft,
  ruleOfDraft,
} from '../../../../lib/review/rules/rule-draft.ts';
import { matches } from '../../../../lib/review/search.ts';
import { NOW } from '../../samples.ts';

const fresh = { id: '01KA000000000000000000RV1E', now: NOW };
const draft = (change: Partial<RuleDraft> = {}): RuleDraft => ({
  ...emptyDraft(fresh),
  clientId: 'AbCdEfGhIjKlMnOpQrStUvWxYz012345',
  reason: 'Not here',
  ...change,
});
const problem = (change: Partial<RuleDraft>) => {
  const made = ruleOfDraft(draft(change));
  return made.ok ? undefined : made.problem;
};

describe('a rule as it is written', () => {
  it('becomes a rule that is switched off, with what was filled in and nothing else', () => {
    expect(ruleOfDraft(draft({ site: ' ACME.atlassian.net ', note: ' Not us ' }))).toEqual({
      ok: true,
      rule: {
        v: 1,
        id: fresh.id,
        enabled: false,
        note: 'Not us',
        when: { clientId: draft().clientId, site: 'acme.atlassian.net' },
        outcome: 'deny',
        reason: 'Not here',
        createdAt: NOW,
      },
    });
  });

  it('takes scopes by the line, by blanks and by commas, each once', () => {
    const made = ruleOfDraft(draft({ scopes: 'read:me\nread:me, write:me  read:x ' }));
    expect(made.ok && made.rule.when.scopesWithin).toEqual(['read:me', 'write:me', 'read:x']);
  });

  it('comes back into the form as it was', () => {
    const written = draft({
      scopes: 'read:me\nwrite:me',
      levelAtMost: 'medium',
      redirectDomain: 'draw.example',
      redirectHost: 'app.draw.example',
      edition: 'government',
      madeFrom: '01KA0000000000000000000REQ',
    });
    const made = ruleOfDraft(written);
    expect(made.ok && draftOf(made.rule)).toEqual(written);
  });

  it.each([
    ['no-condition', { clientId: '' }],
    ['reason-owed', { reason: ' ' }],
    ['approve-needs-client', { outcome: 'approve', clientId: '', site: 'acme.atlassian.net' }],
    ['approve-needs-bound', { outcome: 'approve' }],
    ['bad-clientId', { clientId: 'short' }],
    ['bad-redirectDomain', { redirectDomain: 'https://draw.example/x' }],
    ['bad-site', { site: 'acme' }],
    ['bad-scopesWithin', { scopes: 'x'.repeat(121) }],
    ['bad-rule', { note: 'x'.repeat(121) }],
    ['approve-needs-host', { outcome: 'approve', levelAtMost: 'low', edition: 'cloud' }],
    [
      'approve-needs-edition',
      { outcome: 'approve', levelAtMost: 'low', redirectHost: 'app.draw.example' },
    ],
    ['bad-redirectHost', { redirectHost: 'https://app.draw.example' }],
    [
      undefined,
      {
        outcome: 'approve',
        levelAtMost: 'low',
        redirectHost: ' App.Draw.example',
        edition: 'cloud',
      },
    ],
    [undefined, { outcome: 'review', reason: '' }],
  ] as const)('says what is wrong: %s', (expected, change) => {
    expect(problem(change)).toBe(expected);
  });
});

describe('searching the log', () => {
  const entry: AuditEntry = {
    at: NOW,
    requestId: '01KA0000000000000000000REQ',
    key: 'k',
    move: 'deny',
    from: 'pending',
    to: 'denied',
    actor: 'rule',
    site: 'acme.atlassian.net',
    app: 'Café Board',
    clientId: 'AbCdEfGhIjKlMnOpQrStUvWxYz012345',
    scopes: ['delete:issue:jira'],
    reason: 'Too wide',
    rule: { id: fresh.id, name: 'No deleting' },
  };

  it.each(['cafe', 'ACME', 'abcdefgh', 'delete:issue', 'too wide', 'no deleting', 'denied'])(
    'finds it by %s',
    (query) => {
      expect(matches(auditHaystack(entry), query)).toBe(true);
    },
  );

  it('finds it by the words under which it is shown', () => {
    expect(matches(auditHaystack(entry), 'abgelehnt')).toBe(false);
    expect(matches(auditHaystack(entry, ['Abgelehnt']), 'abgelehnt')).toBe(true);
  });
});
