import { describe, expect, it } from 'vitest';
import { tellApart } from '../../../../lib/review/warnings/name.ts';
import { approved, asks, OTHER, to, who } from './support.ts';

const THIRD = 'ThIrD0123456789ThIrD0123456789Th';
const loud = (one: ReturnType<typeof asks>, others: ReturnType<typeof asks>[]) =>
  who(one, others)
    .warnings.filter(({ severity }) => severity !== 'info')
    .map(({ id, severity }) => `${severity} ${id}`);
const notes = (one: ReturnType<typeof asks>, others: ReturnType<typeof asks>[]) =>
  who(one, others)
    .warnings.filter(({ severity }) => severity === 'info')
    .map(({ id }) => id);

/** What a stranger may ask with, once Draw for Jira is known here. */
const IMITATORS: [what: string, app: Parameters<typeof asks>[0]][] = [
  ['letters of another alphabet', { name: 'Drаw for Jira', clientId: OTHER }],
  ['the same name under another client id', { clientId: OTHER }],
  ['the same name without a client id', { clientId: undefined as never }],
  ['a letter more', { name: 'Drawn for Jira', clientId: OTHER }],
  ['the same client id and another address', { redirect: to('https://evil.example/cb') }],
  ['the same client id and another name', { name: 'Quite another' }],
  ['both', { name: 'Drаw for Jira', redirect: to('https://evil.example/cb') }],
];

describe('an imitator takes the warning, and the app it imitates gets a note at most', () => {
  it.each(IMITATORS)('%s, after an approval', (_, app) => {
    const honest = approved();
    const stranger = asks({ ...app, redirect: app?.redirect ?? to('https://evil.example/cb') });
    expect(loud(honest, [stranger])).toEqual([]);
    expect(loud(stranger, [honest])).not.toEqual([]);
    // The next ask for the known app is as quiet, however many imitate it meanwhile.
    const again = asks({}, { site: 'other.atlassian.net' });
    const flood = Array.from({ length: 120 }, (_x, at) =>
      asks({ ...stranger.app, name: `${stranger.app.name}${at % 60 ? ' '.repeat(at % 60) : ''}` }),
    );
    expect(loud(again, [honest, stranger, ...flood])).toEqual([]);
  });

  it.each(IMITATORS)('%s, while nothing is decided: who came first is the known one', (_, app) => {
    const first = asks();
    const later = asks({ ...app, redirect: app?.redirect ?? to('https://evil.example/cb') });
    expect(loud(first, [later])).toEqual([]);
  });

  it('also where the imitator came first, and the app was approved since', () => {
    const stranger = asks({ name: 'Drаw for Jira', clientId: OTHER });
    const honest = approved();
    expect(loud(honest, [stranger])).toEqual([]);
    expect(loud(stranger, [honest])).toContain('red lookAlikeName');
  });

  it('also where the honest one comes last, and sends people to the vendor’s own domain', () => {
    const figma = { name: 'Figma', clientId: OTHER, redirect: to('https://www.figma.com/cb') };
    const fake = approved({ name: 'Fіgma', clientId: THIRD, redirect: to('https://x.example/cb') });
    expect(loud(asks(figma), [fake])).toEqual([]);
    const sameId = asks({ ...figma, redirect: to('https://x.example/cb') });
    expect(loud(asks(figma), [sameId])).toEqual([]);
  });

  it('and a backdated link does not make it the older one', () => {
    const honest = asks();
    const stranger = asks({ clientId: OTHER }, { createdAt: honest.createdAt - 1e9 });
    expect(loud(honest, [stranger])).toEqual([]);
    expect(loud(stranger, [honest])).toContain('red sameName');
  });

  it('says in a note who imitates it', () => {
    const honest = approved();
    const evil = to('https://evil.example/cb');
    expect(notes(honest, [asks({ clientId: OTHER, redirect: evil })])).toContain('imitated');
    expect(notes(honest, [asks({ redirect: evil })])).toContain('idUsedByOthers');
  });
});

it('an honest app of a known vendor under another client id is noted alone', () => {
  const claude = { name: 'Claude', clientId: OTHER, redirect: to('https://claude.ai/api/cb') };
  expect(loud(asks(claude), [])).toEqual([]);
  expect(notes(asks(claude), [])).toContain('sameNameOnly');
  const before = approved({ ...claude, clientId: THIRD });
  expect(loud(asks(claude), [before])).toEqual([]);
});

describe('two names that look alike', () => {
  it('are told apart letter by letter', () => {
    const { warnings } = who(asks({ name: 'Drаw for Jira', clientId: OTHER }), [approved()]);
    const { apart } = warnings.find(({ id }) => id === 'lookAlikeName') ?? {};
    expect(apart?.own).toEqual([
      { text: 'Dr' },
      { text: 'а', mark: 'differs', code: 'U+0430' },
      { text: 'w for Jira' },
    ]);
    expect(apart?.other).toEqual([
      { text: 'Dr' },
      { text: 'a', mark: 'differs', code: 'U+0061' },
      { text: 'w for Jira' },
    ]);
  });

  it('whatever they are, nothing is lost and nothing of one length stays unseen', () => {
    const said = tellApart('SIack\u200b', 'Slack');
    expect(said.own.map(({ text }) => text).join('')).toBe('SIackU+200B');
    expect(said.other.filter(({ mark }) => mark).map(({ text }) => text)).toEqual(['l']);
    const long = 'x'.repeat(100_000);
    expect(
      tellApart(long, `${long}y`)
        .own.map(({ text }) => text)
        .join(''),
    ).toHaveLength(120);
  });

  it('domains too', () => {
    const { warnings } = who(asks({ name: 'Notes', redirect: to('https://notlon.so/cb') }));
    const found = warnings.find(({ id }) => id === 'lookAlikeDomain');
    expect(found?.apart?.own.find(({ mark }) => mark)).toEqual({
      text: 'l',
      mark: 'differs',
      code: 'U+006C',
    });
  });
});
