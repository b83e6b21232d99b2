import fc from 'fast-check';
import { expect, it } from 'vitest';
import { requestKey } from '../../../../lib/requests/key.ts';
import type { App, ApprovalRequest } from '../../../../lib/requests/schema.ts';
import { createQueueList } from '../../../../lib/review/queue-list.ts';
import { applyRules, type ReviewRule } from '../../../../lib/review/rules/rules.ts';
import { SCOPE_TABLE } from '../../../../lib/review/scopes/grade-scope.ts';
import { checkRequester } from '../../../../lib/review/warnings/check.ts';
import { buildWhoIndex } from '../../../../lib/review/warnings/seen-before.ts';
import { isWarned } from '../../../../lib/review/warnings/warned.ts';
import { clock, NOW, request } from '../../samples.ts';

const CLIENTS = ['AbCdEfGhIjKlMnOpQrStUvWxYz012345', 'ZyXwVuTsRqPoNmLkJiHgFeDcBa543210'];
const HOSTS = ['app.draw.example', 'evil.example', 'www.figma.com', 'draw.vercel.app', 'bore.pub'];
const NAMES = ['Draw for Jira', 'Dr\u0430w for Jira', 'Figma', 'Drawn for Jira', 'Jira Cloud'];
const SCOPES = [
  'read:jira-work',
  'read:me',
  'write:jira-work',
  'delete:issue:jira',
  'impersonate:user:jira',
  'xyzzy-full-control',
  'read:users:admin',
  'READ:ME',
];
const EDITIONS = ['cloud', 'government', 'isolated', 'data-center'] as const;
const LEVELS = ['low', 'medium', 'high', 'critical'] as const;
const SITES = ['acme.atlassian.net', 'other.atlassian.net'];

const address = fc.oneof(
  fc.constantFrom(...HOSTS).map((host) => `https://${host}/cb`),
  fc.constantFrom(
    'http://app.draw.example/cb',
    'https://app.draw.example:8443/cb',
    'http://localhost:1/cb',
    'draw://app.draw.example/cb',
  ),
);
const scopes = fc.subarray(SCOPES);

const app: fc.Arbitrary<App> = fc
  .record(
    {
      name: fc.constantFrom(...NAMES),
      scopes,
      clientId: fc.constantFrom(...CLIENTS),
      uri: address,
      scopesLeftOut: fc.constantFrom(undefined, 3),
      falseHost: fc.constantFrom(undefined, undefined, 'auth.evil.example'),
      nameHadHidden: fc.constantFrom(undefined, undefined, 'U+202E'),
      resource: fc.constantFrom(undefined, undefined, 'https://mcp.atlassian.com/v2/mcp'),
    },
    { requiredKeys: ['name', 'scopes'] },
  )
  .map(({ uri, ...rest }) => {
    const redirect = uri ? { uri, host: new URL(uri).host, hadQuery: false } : undefined;
    const all = { ...rest, ...(redirect ? { redirect } : {}) };
    return Object.fromEntries(Object.entries(all).filter(([, one]) => one !== undefined)) as App;
  });

/** One with which nothing is wrong, so that something is approved at all. */
const sound: fc.Arbitrary<App> = fc
  .subarray(['read:jira-work', 'read:me', 'write:jira-work'], { minLength: 1 })
  .map((some) => ({
    name: 'Draw for Jira',
    scopes: some,
    clientId: 'AbCdEfGhIjKlMnOpQrStUvWxYz012345',
    redirect: { uri: 'https://app.draw.example/cb', host: 'app.draw.example', hadQuery: false },
  }));

const asked = fc.record({
  app: fc.oneof(sound, app),
  edition: fc.constantFrom(...EDITIONS),
  site: fc.constantFrom(...SITES),
  approved: fc.boolean(),
  screen: fc.constantFrom(undefined, undefined, undefined, 'domain-not-allowed'),
});

const { newId } = clock();

function made({
  app,
  edition,
  site,
  approved,
  screen,
}: {
  app: App;
  edition: ApprovalRequest['edition'];
  site: string;
  approved: boolean;
  screen: string | undefined;
}): ApprovalRequest {
  return request({
    id: newId(),
    key: requestKey({ edition, site, app, screen }),
    app,
    edition,
    site,
    ...(screen ? { screen } : {}),
    ...(approved
      ? {
          status: 'approved',
          decision: { kind: 'approve', reason: '', at: NOW, via: 'here' },
        }
      : {}),
  });
}

/** Rules of every kind, old ones among them, as well as ones that the schema would refuse. */
const rule: fc.Arbitrary<ReviewRule> = fc
  .record({
    when: fc.record(
      {
        clientId: fc.constantFrom(...CLIENTS),
        redirectHost: fc.constantFrom(...HOSTS),
        redirectDomain: fc.constantFrom('draw.example', 'evil.example', 'figma.com'),
        edition: fc.constantFrom(...EDITIONS),
        levelAtMost: fc.constantFrom(...LEVELS),
        levelAtLeast: fc.constantFrom(...LEVELS),
        scopesWithin: scopes,
        site: fc.constantFrom(...SITES),
      },
      { requiredKeys: [] },
    ),
    outcome: fc.constantFrom('approve', 'approve', 'approve', 'deny', 'review'),
    enabled: fc.constantFrom(true, true, false),
  })
  .map(
    (one) => ({ v: 1, id: newId(), note: '', reason: 'No.', createdAt: NOW, ...one }) as ReviewRule,
  );

/** What the popup's worker says of it, by its own list and not by the rules' way. */
function popupWarns(one: ApprovalRequest, all: readonly ApprovalRequest[]): boolean {
  const list = createQueueList(() => ({ count: 0, red: false }));
  for (const each of [...all, one]) list.put(each);
  const { warnings } = checkRequester(one, buildWhoIndex(list.requests()));
  return warnings.some(({ severity }) => severity !== 'info');
}

it('no rule approves what a person would be warned of, nor what is not known', () => {
  let approvals = 0;
  fc.assert(
    fc.property(
      fc.array(asked, { maxLength: 5 }),
      asked,
      fc.array(rule, { maxLength: 4 }),
      fc.boolean(),
      (before, last, some, fitting) => {
        const all = before.map(made);
        const one = made({ ...last, approved: false });
        const { clientId, redirect } = one.app;
        const host = redirect && new URL(redirect.uri).hostname;
        // One that was made for this very request.
        const own = {
          v: 1,
          id: newId(),
          enabled: true,
          note: '',
          reason: '',
          createdAt: NOW,
          outcome: 'approve',
          when: {
            ...(clientId ? { clientId } : {}),
            ...(host ? { redirectHost: host } : {}),
            edition: one.edition,
            levelAtMost: 'critical',
          },
        } as ReviewRule;
        const ruled = applyRules(fitting ? [...some, own] : some, one, {
          warned: (request) => isWarned(request, all),
        });
        if (ruled.outcome !== 'approve') return;
        approvals += 1;
        expect(popupWarns(one, all)).toBe(false);
        expect(one.app.scopes.every((name) => SCOPE_TABLE.has(name))).toBe(true);
        expect(one.app.scopes).not.toHaveLength(0);
        expect(ruled.rule?.when.redirectHost).toBe(host);
        expect(ruled.rule?.when.edition).toBe(one.edition);
        expect(ruled.rule?.when.clientId).toBe(clientId);
        expect(redirect?.uri.startsWith('https://')).toBe(true);
        expect([one.screen, one.app.scopesLeftOut, one.app.resource]).toEqual(
          Array(3).fill(undefined),
        );
      },
    ),
    { numRuns: 2000 },
  );
  expect(approvals).toBeGreaterThan(20);
});
