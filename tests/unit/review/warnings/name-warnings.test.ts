import { describe, expect, it } from 'vitest';
import { nameParts, skeleton } from '../../../../lib/review/warnings/name.ts';
import { approved, asks, OTHER, signs, to, who } from './support.ts';

/** Names that honest apps have, each with a redirect that fits. */
const HONEST = [
  ['日本語 アプリ', 'https://app.example.jp/cb'],
  ['Jira連携', 'https://renkei.example.jp/cb'],
  ['Café', 'https://cafe.example/cb'],
  ['Яндекс Tracker', 'https://tracker.yandex.ru/cb'],
  ['한국어 연동 Pro', 'https://yeondong.example.kr/cb'],
  ['Müller & Söhne', 'https://mueller.example/cb'],
  ['ใบงาน สำหรับ Jira', 'https://baingan.example.th/cb'],
  ['فارسی‌ساز', 'https://farsi.example/cb'],
  ['Draw ❤️ Jira 👩‍💻', 'https://draw.example/cb'],
  ['Draw for Jira', 'https://app.draw.example/oauth'],
] as const;

describe('an honest name', () => {
  it.each(HONEST)('%s stays quiet', (name, uri) => {
    expect(
      signs({ name, redirect: to(uri) }).filter((sign) => !/firstSeen|unrelated/.test(sign)),
    ).toEqual([]);
    expect(nameParts(name)).toEqual([{ text: name }]);
  });

  it('also beside each other, all approved', () => {
    const others = HONEST.map(([name, uri], at) =>
      approved({ name, redirect: to(uri), clientId: `${at}${OTHER.slice(1)}` }),
    );
    for (const one of others) {
      expect(who(one, others).warnings.filter(({ severity }) => severity === 'red')).toEqual([]);
    }
  });
});

describe('1. hidden characters', () => {
  it.each([
    ['Draw\u202eariJ rof', 'U+202E'],
    ['Dr\u200baw', 'U+200B'],
    ['Dr\u00adaw', 'U+00AD'],
    ['Draw\u{e0041}', 'U+E0041'],
    ['Dr\u200daw', 'U+200D'],
  ])('%j is marked', (name, code) => {
    const { warnings, nameParts: parts } = who(asks({ name }));
    expect(warnings[0]).toEqual({ id: 'hiddenCharacters', severity: 'red', params: [code] });
    expect(parts).toContainEqual({ text: code, mark: 'hidden' });
    expect(parts.map(({ text }) => text).join('')).not.toMatch(/\p{Default_Ignorable_Code_Point}/u);
  });
});

it('hidden characters that were taken out of the name when it was read are told of too', () => {
  const { warnings } = who(asks({ name: 'Draw', nameHadHidden: 'U+202E U+200B' }));
  const params = ['U+202E U+200B'];
  expect(warnings[0]).toEqual({ id: 'hiddenCharacters', severity: 'red', params });
});

describe('2. mixed scripts in one word', () => {
  it('are marked', () => {
    expect(signs({ name: 'Drаw for Jira' })).toContain('red mixedScripts');
    expect(signs({ name: 'gοοgle' })).toContain('red mixedScripts');
    expect(nameParts('My Drаw app')).toEqual([
      { text: 'My ' },
      { text: 'Drаw', mark: 'mixed' },
      { text: ' app' },
    ]);
  });

  it('are not two words of two scripts', () => {
    expect(signs({ name: 'Яндекс Tracker' })).not.toContain('red mixedScripts');
  });
});

describe('3. the name of another client', () => {
  const twin = (name: string) => signs({ name, clientId: OTHER }, [approved()]);

  it('is red, whatever way it is written', () => {
    expect(twin('Draw for Jira')).toContain('red sameNameApproved');
    expect(twin('DRAW-for-JIRA')).toContain('red sameNameApproved');
    for (const name of ['Drаw for Jira', 'Draw f0r Jira', 'Draw for J1ra', 'Dravv for Jira'])
      expect(twin(name), name).toContain('red lookAlikeName');
  });

  it('is red also where nothing is approved yet', () => {
    expect(signs({ clientId: OTHER }, [asks()])).toContain('red sameName');
  });

  it('is none where it is the same client, here or on another site', () => {
    const elsewhere = { ...approved(), site: 'other.atlassian.net' };
    const found = signs({}, [approved(), elsewhere]);
    expect(found.filter((sign) => /name/i.test(sign))).toEqual([]);
  });

  it('is amber one letter away from an approved or known one', () => {
    expect(twin('Drawn for Jira')).toContain('amber nearName');
    expect(twin('Draw fo Jira')).toContain('amber nearName');
    expect(signs({ name: 'opencodes' })).toContain('amber nearName');
    expect(twin('Drawings for Jira')).not.toContain('amber nearName');
    expect(signs({ name: 'Drawn for Jira' }, [approved()])).not.toContain('amber nearName');
    const short = [approved({ name: 'Loom', clientId: OTHER })];
    expect(signs({ name: 'Zoom' }, short)).not.toContain('amber nearName');
  });

  it('guards the known clients, unless it is theirs', () => {
    const uri = 'https://evil.example/cb';
    expect(signs({ name: 'Claude', redirect: to(uri) })).toContain('red sameNameKnown');
    const own = { name: 'Claude', redirect: to('https://claude.ai/api/cb') };
    expect(signs(own)).toEqual(['info sameNameOnly', 'info firstSeen']);
    const known = 'DqcwTNKsBLUYFRRYpaL7X51HD2WNl3R6';
    expect(signs({ ...own, clientId: known })).toEqual(['info firstSeen']);
    expect(who(asks({ ...own, clientId: known })).knownAs).toBe('Claude');
  });

  it('says only "same name" for a client that registers itself anew', () => {
    const dynamic = {
      name: 'Claude Code',
      scopes: ['read:jira:agent-interface'],
      redirect: to('http://localhost:3118/callback'),
    };
    expect(signs({ ...dynamic, clientId: OTHER })).toContain('amber sameNameOnly');
    const away = { ...dynamic, redirect: to('https://evil.example/cb') };
    expect(signs({ ...away, clientId: OTHER })).toContain('red sameNameKnown');
  });

  it('does not fall over names without letters', () => {
    expect(skeleton('***')).toBe('');
    expect(signs({ name: '***', clientId: OTHER }, [approved({ name: '!!!' })])).not.toContain(
      'red sameNameApproved',
    );
    expect(skeleton('バス')).not.toBe(skeleton('ハス'));
  });
});

describe('4. a claim to be Atlassian’s own', () => {
  it.each([
    ['Atlassian', 'red'],
    ['Slack by Atlassian', 'red'],
    ['J1ra', 'red'],
    ['Jlra Cloud', 'red'],
    ['Јіrа', 'red'],
    ['Rovo Helper', 'amber'],
    ['Jira Exporter', 'amber'],
  ])('%s is marked %s', (name, severity) => {
    expect(signs({ name })).toContain(`${severity} claimsAtlassian`);
  });

  it('also by the word official', () => {
    expect(signs({ name: 'Official Draw' })).toContain('red claimsOfficial');
    expect(signs({ name: 'Draw (Verified)' })).toContain('red claimsOfficial');
  });

  it.each(['Draw for Jira', 'Draw für Atlassian', 'Acme Jira sync', 'Jirafe', 'Unofficially'])(
    '%s makes none',
    (name) => {
      expect(signs({ name }).join()).not.toMatch(/claims/);
    },
  );

  it('is rightful for Atlassian’s own clients', () => {
    const bridge = { name: 'Atlassian MCP', clientId: 'pVrZtjGOkBrahLr0ge4iVlstqGVRJfi3' };
    expect(signs(bridge).join()).not.toMatch(/claims/);
    expect(who(asks(bridge)).firstParty).toBe(true);
    expect(
      signs({ name: 'Jira', redirect: to('https://jira.atlassian.com/cb') }).join(),
    ).not.toMatch(/claims/);
  });
});
