import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asksOf, scopesOfAll } from '../../../lib/requests/asks.ts';
import { authorizable } from '../../../lib/requests/authorize.ts';
import { disagreement } from '../../../lib/requests/disagree.ts';
import { SCOPES } from '../samples.ts';

import { approved, at, become, link, page, saying, shownOf } from './asks-support.ts';

const anyScopes = fc.uniqueArray(fc.constantFrom(...SCOPES, 'manage:jira', 'delete:issue:jira'), {
  minLength: 1,
});
const anyApp = fc.record({
  name: fc.constantFrom('Draw for Jira', 'Draw', 'Dr\u0430w for Jira', 'Mallory’s'),
  host: fc.constantFrom('app.draw.example', 'evil.example', 'evil2.example'),
  scopes: anyScopes,
  hidden: fc.boolean(),
  posed: fc.boolean(),
});
const anyAsk = anyApp.map(({ name, host, scopes, hidden, posed }) =>
  saying({
    name,
    scopes,
    redirect: at(host),
    ...(hidden ? { nameHadHidden: 'U+200B' } : {}),
    ...(posed ? { falseHost: 'auth.evil.example' } : {}),
  }),
);

describe('for any asks in any order', () => {
  it('what this browser’s own page said is what is shown, and everything else is told', () => {
    fc.assert(
      fc.property(
        fc.array(anyAsk, { maxLength: 6 }),
        anyAsk,
        fc.array(anyAsk, { maxLength: 6 }),
        (before, own, later) => {
          const one = become(
            ...before.map((says) => link(says, 'Mallory')),
            page(own),
            ...later.map((says) => link(says, 'Mallory')),
          );
          expect(shownOf(one).app).toEqual(own.app);
          const told = [one.app, ...(disagreement(one)?.groups.map(({ app }) => app) ?? [])];
          for (const { app } of [...before, ...later]) {
            expect(told.map(({ name }) => name)).toContain(app.name);
            expect(told.map(({ redirect }) => redirect?.host)).toContain(app.redirect?.host);
            for (const scope of app.scopes) expect(scopesOfAll(one).scopes).toContain(scope);
          }
          expect(
            asksOf(one)
              .map(({ facts }) => facts.app.name)
              .sort(),
          ).toEqual([own, ...before, ...later].map(({ app }) => app.name).sort());
        },
      ),
    );
  });

  it('of links alone the first one is shown, and no later one changes that', () => {
    fc.assert(
      fc.property(fc.array(anyAsk, { minLength: 1, maxLength: 8 }), (asks) => {
        const one = become(...asks.map((says) => link(says)));
        expect(one.app).toEqual(asks[0]?.app);
        const hosts = new Set(asks.map(({ app }) => app.redirect?.host));
        expect(authorizable(approved(one)).ok).toBe(hosts.size === 1);
      }),
    );
  });
});
