import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { asksOf, settled } from '../../../lib/requests/asks.ts';
import { disagreement } from '../../../lib/requests/disagree.ts';
import { receive } from '../../../lib/requests/raise.ts';
import { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { ask, clock, request, requester, SCOPES } from '../samples.ts';
import { at, EVIL, must, saying, ulid } from './asks-support.ts';

/** A store as it was before asks kept what they said. */
const STORE: { requests: object[] } = JSON.parse(
  readFileSync(new URL('../../e2e/fixtures/store-v2.json', import.meta.url), 'utf8'),
);
const kept = STORE.requests.map((one) => ApprovalRequest.parse(one));
/** Two asks of before, the second of which had put its permissions and signs into the request. */
const joined = request({
  app: {
    ...ask().app,
    scopes: [...SCOPES, 'manage:jira'],
    nameHadHidden: 'U+200B',
    scopesLeftOut: 2,
  },
  requesters: [requester({ id: ulid() }), requester({ id: ulid(), name: 'Bea' })],
});

describe('a record of before', () => {
  it.each([...kept, joined].map((one) => [one.app.name, one] as const))(
    'is read as it was: %s',
    (_name, one) => {
      expect(ApprovalRequest.parse(one)).toEqual(one);
      expect(settled(one, asksOf(one))).toEqual(one);
      expect(disagreement(one)).toBeUndefined();
      for (const { facts } of asksOf(one)) expect(facts.app).toEqual(one.app);
    },
  );

  it.each([...kept.filter(({ status }) => status === 'pending'), joined])(
    'takes a new ask in beside what it says, and keeps both',
    (one) => {
      const evil = saying(
        { ...EVIL.app, ...(one.app.clientId ? { clientId: one.app.clientId } : {}) },
        { site: one.site, edition: one.edition },
      );
      const after = must(receive([one], evil, requester({ id: ulid() }), clock())).request;
      expect(ApprovalRequest.parse(after)).toEqual(after);
      expect(after.app).toEqual(one.app);
      expect(after.message).toBe(one.message);
      expect(asksOf(after).at(-1)?.facts.app).toEqual(evil.app);
      expect(disagreement(after)?.groups.map(({ app }) => app.name)).toEqual([
        one.app.name,
        evil.app.name,
      ]);
    },
  );

  it('and one of a version that knows no places among the others are read without an error', () => {
    const said = { app: 7, cause: 'by-hand', message: '' } as const;
    const odd = ApprovalRequest.parse(
      request({ requesters: [requester(), requester({ id: ulid(), said })] }),
    );
    expect(asksOf(odd)[1]?.facts).toEqual({ app: odd.app, cause: 'by-hand', message: '' });
  });
});

describe('an imported file', () => {
  it('cannot show one thing and have its asks say another', () => {
    const honest = request({ requesters: [requester({ via: 'page' })] });
    const posing = { ...honest, app: { ...honest.app, redirect: at('evil.example') } };
    const { clientId: _, ...own } = ask().app;
    const file = ApprovalRequest.parse({
      ...posing,
      others: [own],
      requesters: [
        requester({ id: ulid() }),
        requester({ via: 'page', said: { app: 0, cause: 'by-hand', message: 'x' } }),
      ],
    });
    expect(settled(file, asksOf(file))).toMatchObject({ app: ask().app, cause: 'by-hand' });
  });
});
