import fc from 'fast-check';
import { expect, it } from 'vitest';
import { gradeScope } from '../../../../lib/review/scopes/grade-scope.ts';
import { rank } from '../../../../lib/review/scopes/levels.ts';

/** Names that are in no list, and the least level that their verb deserves. */
it.each([
  ['impersonate:user:jira', 'critical'],
  ['xyzzy-full-control', 'critical'],
  ['users.impersonation', 'critical'],
  ['login_as:user', 'critical'],
  ['jira:*', 'critical'],
  ['full_access', 'critical'],
  ['JiraFullAccess', 'critical'],
  ['administer:site', 'critical'],
  ['workspace:owner', 'critical'],
  ['grant:permission:jira', 'critical'],
  ['permission:grant', 'critical'],
  ['role.revoke.confluence', 'critical'],
  ['purge:issue:jira', 'high'],
  ['issues.purgeAll', 'high'],
  ['issue_destroy', 'high'],
  ['erase:page:confluence', 'high'],
  ['wipe:space', 'high'],
  ['remove:comment:jira', 'high'],
  ['drop:board', 'high'],
  ['pages/delete-all', 'high'],
  ['export:space:confluence', 'high'],
  ['read:export:jira', 'high'],
  ['spaceExport', 'high'],
  ['download:attachment:jira', 'high'],
  ['dump.database', 'high'],
  ['read:api-tokens', 'high'],
  ['create:issue:jira', 'high'],
  ['issue:create', 'high'],
  ['transfer:project:jira', 'high'],
  ['update:page:confluence', 'high'],
  ['uploadFiles', 'high'],
  ['invite:user', 'high'],
  ['bypass:review', 'high'],
  ['read-delete:jira', 'high'],
  ['read_write:thing', 'high'],
  ['READ:Delete:all', 'high'],
  ['readAndPurge', 'high'],
  ['access:all:data', 'critical'],
  ['all', 'critical'],
  ['exfil:data', 'high'],
  ['de\u200blete:issue:jira', 'high'],
  ['\uff44\uff45\uff4c\uff45\uff54\uff45:thing', 'high'],
] as const)('%s is at least %s', (name, least) => {
  const { level, known } = gradeScope(name);
  expect(known).toBe(false);
  expect(rank(level)).toBeGreaterThanOrEqual(rank(least));
});

it.each(['frobnicate:issue:jira', 'read:deleted-items:jira', 'view:comment:jira', 'chat:thing'])(
  '%s stays at medium: no verb in it is strong',
  (name) => {
    expect(gradeScope(name).level).toBe('medium');
  },
);

const STRONG =
  'delete purge destroy erase wipe remove grant revoke impersonate administer admin export download';

it('however a name is built round a verb that deletes, grants, impersonates, administers or exports', () => {
  const part = fc
    .stringMatching(/^[a-z]{1,12}$/)
    .filter((text) => !/^(?:read|view|get|see|list|show)/.test(text));
  const separator = fc.constantFrom(':', '.', '-', '_', '/', '::');
  fc.assert(
    fc.property(
      fc.constantFrom(...STRONG.split(' ')),
      fc.array(part, { maxLength: 3 }),
      fc.nat(3),
      separator,
      fc.boolean(),
      (verb, parts, at, between, loud) => {
        const all = [...parts];
        all.splice(at, 0, verb);
        const name = all.join(between);
        const graded = gradeScope(loud ? name.toUpperCase() : name);
        if (!graded.known) expect(rank(graded.level)).toBeGreaterThanOrEqual(rank('high'));
      },
    ),
  );
});
