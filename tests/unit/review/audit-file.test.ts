import { describe, expect, it } from 'vitest';
import type { AuditEntry } from '../../../lib/requests/schema.ts';
import {
  auditCsv,
  auditJson,
  MAX_ENTRIES,
  mergeAudit,
  readAudit,
} from '../../../lib/review/audit-file.ts';
import { dice, letters, NOW, ulidOf } from '../samples.ts';

const roll = dice(13);

function entry(change: Partial<AuditEntry> = {}): AuditEntry {
  return {
    at: NOW,
    requestId: ulidOf(roll),
    key: 'cloud|acme.atlassian.net|x',
    move: 'approve',
    from: 'pending',
    to: 'approved',
    actor: 'reviewer',
    site: 'acme.atlassian.net',
    app: 'Draw for Jira',
    clientId: 'AbCdEfGhIjKlMnOpQrStUvWxYz012345',
    scopes: ['read:me', 'read:jira-work'],
    reason: 'Fine.',
    ...change,
  };
}

/** A strict reader of RFC 4180 with every cell quoted. */
function parseCsv(text: string): string[][] {
  const body = text.replace(/^\ufeff/, '').replace(/\r\n$/, '');
  const cells = [...body.matchAll(/"((?:[^"]|"")*)"(,|\r\n|$)/g)];
  expect(cells.map((cell) => cell[0]).join('')).toBe(body);
  const rows: string[][] = [[]];
  for (const [, cell = '', end] of cells) {
    rows.at(-1)?.push(cell.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows;
}

describe('the log as CSV', () => {
  it('is a header and a line an entry', () => {
    const one = { ...entry(), by: 'Bob Admin' };
    expect(parseCsv(auditCsv([one]))).toEqual([
      'time request site app client_id move from to actor reason scopes rule name'.split(' '),
      [
        new Date(NOW).toISOString(),
        one.requestId,
        'acme.atlassian.net',
        'Draw for Jira',
        one.clientId,
        'approve',
        'pending',
        'approved',
        'reviewer',
        'Fine.',
        'read:me read:jira-work',
        '',
        'Bob Admin',
      ],
    ]);
    expect(parseCsv(auditCsv([]))).toHaveLength(1);
  });

  it.each(['=HYPERLINK("https://evil.example")', '+1', '-1', '@SUM(1)', '\t=1', '\r=1', '＝1'])(
    'makes no formula of %j',
    (text) => {
      const row = parseCsv(auditCsv([entry({ app: text, reason: text, scopes: [text] })]))[1];
      expect(row?.filter((cell) => /^[=+\-@\t\r＝]/.test(cell))).toEqual([]);
      expect(row?.[3]).toBe(`'${text.replace(/^([\t\r])/, "$1'")}`);
    },
  );

  // What a spreadsheet that is set to another separator, or splits lines itself, makes cells of.
  it.each([
    ['a;=1+1', "a;'=1+1"],
    ['a\t@SUM(1)', "a\t'@SUM(1)"],
    ['a,+1', "a,'+1"],
    ['a|-1', "a|'-1"],
    ['a\n=1', "a\n'=1"],
    ['a\r\n=1', "a\r\n'=1"],
    ['a;;=1', "a;;'=1"],
    ['a; "=1"', 'a; "\'=1"'],
    ["a;'=1", "a;''=1"],
    ['a;\u00a0\u200b\ufeff＝1', "a;\u00a0\u200b\ufeff'＝1"],
    ['  =1', "  '=1"],
    ['"=1', '"\'=1'],
    ['\u200b＠SUM(1)', "\u200b'＠SUM(1)"],
    ['﹢1', "'﹢1"],
    ['－1', "'－1"],
    ['no = sign; and - none + at the beginning', 'no = sign; and - none + at the beginning'],
  ])('makes no formula of what follows a separator in %j', (text, safe) => {
    const row = parseCsv(auditCsv([entry({ app: text, reason: text, scopes: [text] })]))[1];
    expect([row?.[3], row?.[9], row?.[10]]).toEqual([safe, safe, safe]);
  });

  it('keeps quotes, commas, line ends and every script', () => {
    for (let i = 0; i < 200; i++) {
      const reason = letters(roll, 12, '",\r\n\';=日é x');
      const cell = parseCsv(auditCsv([entry({ reason })]))[1]?.[9];
      const bare = (text = '') => text.replace(/^'(?=[\r\n])/, '').replaceAll(/'+(?==)/g, '');
      expect(bare(cell)).toBe(bare(reason));
      for (const part of cell?.split(/[;,\r\n]/) ?? []) expect(part).not.toMatch(/^[\s"]*=/);
    }
  });
});

describe('the log as JSON', () => {
  it('comes back as it was', () => {
    const { clientId: _, ...nameless } = entry();
    const entries = [entry(), nameless];
    const file = readAudit(auditJson(entries, NOW));
    expect(file).toEqual({ ok: true, entries });
    expect(mergeAudit([], file.ok ? file.entries : []).add).toEqual(entries);
  });

  it.each([
    ['', 'not-json'],
    ['{', 'not-json'],
    ['null', 'not-ours'],
    ['{"format":"else","v":1,"entries":[]}', 'not-ours'],
    ['{"format":"countersign-audit","v":2,"entries":[]}', 'newer'],
    ['{"format":"countersign-audit","v":1,"entries":{}}', 'not-ours'],
    [`{"format":"countersign-audit","v":1,"entries":[${'0,'.repeat(MAX_ENTRIES)}0]}`, 'too-big'],
  ])('%.50j is refused', (text, problem) => {
    expect(readAudit(text)).toEqual({ ok: false, problem });
  });
});

describe('merging an imported log', () => {
  const here = [entry(), entry({ move: 'deny', to: 'denied' })];

  it('adds what is new and nothing twice', () => {
    const fresh = entry({ at: NOW + 1 });
    const merged = mergeAudit(here, [...here, fresh]);
    expect(merged).toEqual({ add: [fresh], already: 2, bad: 0 });
    expect(mergeAudit([...here, ...merged.add], [...here, fresh])).toEqual({
      add: [],
      already: 3,
      bad: 0,
    });
    expect(mergeAudit([], [fresh]).add).toEqual([fresh]);
  });

  it('takes an entry for the same in whatever order its fields come', () => {
    const turned = Object.fromEntries(Object.entries(here[0] ?? {}).reverse());
    expect(mergeAudit(here, [turned])).toEqual({ add: [], already: 1, bad: 0 });
    expect(mergeAudit(here, [{ ...turned, more: 1 }]).already).toBe(1);
  });

  it('counts two equal entries of one moment', () => {
    const join = entry({ move: 'join', to: 'pending' });
    expect(mergeAudit([join], [join, join])).toMatchObject({ add: [join], already: 1 });
    expect(mergeAudit([join, join], [join, join])).toMatchObject({ add: [], already: 2 });
  });

  it('changes nothing that is there: an altered entry is another one', () => {
    const altered = { ...here[0], reason: 'Never said.' };
    expect(mergeAudit(here, [altered])).toEqual({ add: [altered], already: 0, bad: 0 });
  });

  it('counts what is no entry', () => {
    const bad = [null, 7, {}, { ...entry(), to: 'gone' }, entry({ reason: 'x'.repeat(2000) })];
    expect(mergeAudit(here, bad)).toEqual({ add: [], already: 0, bad: 5 });
    expect(mergeAudit([], [JSON.parse('{"__proto__":{"at":1}}')])).toMatchObject({ bad: 1 });
  });
});
