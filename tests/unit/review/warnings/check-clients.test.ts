import { describe, expect, it } from 'vitest';
import { SCOPE_TABLE } from '../../../../lib/review/scopes/grade-scope.ts';
import { checkRequester } from '../../../../lib/review/warnings/check.ts';
import { buildWhoIndex } from '../../../../lib/review/warnings/seen-before.ts';
import { workOf } from '../../work.ts';
import { approved, asks, OTHER, signs, to, who } from './support.ts';

describe('11. a client id that is not a fixed one', () => {
  it('is noted', () => {
    expect(signs({ scopes: ['read:jira:agent-interface'] })).toContain('info dynamicClient');
    expect(signs({ resource: 'https://mcp.atlassian.com/v2/mcp' })).toContain('info dynamicClient');
    const { warnings, cimd } = who(asks({ clientId: 'https://a.draw.example/client.json' }));
    expect(cimd).toBe(true);
    expect(warnings).toContainEqual({
      id: 'urlClient',
      severity: 'info',
      params: ['draw.example'],
    });
  });

  it('is not a registered one', () => {
    expect(signs({}).join()).not.toMatch(/Client/);
  });
});

describe('12. never seen, or seen otherwise', () => {
  it('is noted the first time alone', () => {
    expect(signs({})).toEqual(['info firstSeen']);
    expect(signs({}, [asks()])).toEqual([]);
    expect(signs({}, [asks({ clientId: OTHER, name: 'Quite another' })])).toEqual([
      'info firstSeen',
    ]);
  });

  it('shows another name, redirect and scopes under the same client id', () => {
    const { warnings } = who(asks({ scopes: ['read:me', 'delete:issue:jira'] }), [
      approved({ name: 'Sketch', redirect: to('https://sketch.example/cb'), scopes: ['read:me'] }),
    ]);
    expect(warnings).toEqual([
      { id: 'otherName', severity: 'amber', params: ['Sketch'] },
      { id: 'otherRedirect', severity: 'amber', params: ['sketch.example'] },
      { id: 'newScopes', severity: 'amber', params: [1, 'delete:issue:jira'] },
    ]);
  });

  it('takes fewer scopes, and another loopback port, for no change', () => {
    const local = (port: number) => to(`http://localhost:${port}/cb`);
    const now = { scopes: ['read:me'], redirect: local(1) };
    expect(signs(now, [approved({ redirect: local(2) })])).toEqual(['amber loopback']);
  });

  it('does not go by what was only asked or only said by link', () => {
    const said = approved({ scopes: ['read:me'] });
    if (said.decision) said.decision.via = 'link';
    expect(signs({}, [said, asks({ scopes: ['read:me'] })])).toEqual([]);
  });
});

describe('13. odd scopes', () => {
  const names = [...SCOPE_TABLE.keys()].filter((name) => name.startsWith('read:'));
  const jira = names.filter((name) => name.endsWith(':jira'));

  it('are marked', () => {
    expect(signs({ scopes: jira.slice(0, 51) })).toContain('amber manyScopes');
    expect(signs({ scopes: ['read:me'], scopesLeftOut: 50 })).toContain('amber manyScopes');
    expect(signs({ scopes: ['read:directories:admin'] })).toContain('amber orgScopes');
    expect(signs({ scopes: ['write:container'] })).toContain('amber internalScopes');
    expect(signs({ scopes: ['jira:atlassian-external'] })).toContain('amber internalScopes');
  });

  it('are not 50 usual ones', () => {
    expect(signs({ scopes: jira.slice(0, 50) }).join()).not.toMatch(/Scopes/);
  });
});

describe('ten thousand requests', () => {
  const at = (i: number) => String(i).padStart(32, 'c');
  const vendor = (i: number) => `vendor${i % 2500}`;
  const bulk = Array.from({ length: 10_000 }, (_, i) =>
    (i % 2 === 0 ? approved : asks)({
      name: `${vendor(i)} number ${i % 5000}`,
      clientId: at(i),
      redirect: to(`https://${vendor(i)}.example/cb`),
    }),
  );
  const flood = Array.from({ length: 10_000 }, (_, i) =>
    asks(i % 2 ? { name: `Flood ${i}` } : { clientId: at(i) }),
  );

  /** The work for the first 200, held against so many. */
  function cost(all: readonly ReturnType<typeof asks>[]): number {
    const index = buildWhoIndex(all);
    const some = all.slice(0, 200);
    return workOf(() => {
      for (const one of some) checkRequester(one, index);
    });
  }

  it('are each held against all others, and the warning is the one that came later', () => {
    const index = buildWhoIndex(bulk);
    const red = (some: readonly ReturnType<typeof asks>[]) =>
      some.filter((one) => checkRequester(one, index).warnings[0]?.severity === 'red').length;
    // Each name is there twice, under two ids.
    expect([red(bulk.slice(0, 500)), red(bulk.slice(5000, 5500))]).toEqual([0, 500]);
  });

  it.each([
    ['of as many clients', bulk],
    ['of one client or of one name', flood],
  ])('%s cost no more a request than two hundred', (_, all) => {
    const few = cost(all.slice(0, 200));
    expect(cost(all)).toBeLessThan(few * 1.5);
  });
});
