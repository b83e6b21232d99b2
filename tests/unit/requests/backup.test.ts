import { describe, expect, it } from 'vitest';
import { backupText, readBackup } from '../../../lib/requests/backup.ts';
import { NOW, request } from '../samples.ts';

const EVERYTHING = {
  requests: [request()],
  audit: [{ move: 'raise' }],
  drafts: [],
  quarantine: [{ store: 'requests', at: NOW, value: 7 }],
  rules: [{ id: 1 }],
  levels: [{ scope: 'read:me', level: 'low' }],
  rulesAside: ['odd'],
  settings: { v: 1 },
};

describe('a file of everything', () => {
  it('gives back what went in', () => {
    const { settings, ...lists } = EVERYTHING;
    expect(readBackup(backupText(EVERYTHING, NOW))).toEqual({
      ok: true,
      backup: { ...lists, settings: [settings] },
    });
  });

  it('may be one of before there were rules in it', () => {
    const { requests, audit, drafts, quarantine } = EVERYTHING;
    const old = { exportedAt: '2026-11-20', requests, audit, drafts, quarantine };
    expect(readBackup(JSON.stringify(old))).toMatchObject({
      ok: true,
      backup: { requests, rules: [], settings: [] },
    });
  });

  it('says nothing of who I am, even where an older one does', () => {
    const names = { requester: 'Ana', reviewer: 'Ana' };
    const read = readBackup(backupText({ ...EVERYTHING, names }, NOW));
    expect(JSON.stringify(read)).not.toContain('"reviewer"');
  });

  it.each([
    ['{"exported', 'not-json'],
    ['[]', 'not-ours'],
    ['{"format":"countersign-audit","v":1,"exportedAt":1,"entries":[]}', 'not-ours'],
    [backupText({ ...EVERYTHING, requests: {} }, NOW), 'not-ours'],
    [backupText({ ...EVERYTHING, v: 2 }, NOW), 'newer'],
    [backupText({ requests: Array(200_001).fill(0) }, NOW), 'too-big'],
  ])('is refused where it is none: %#', (text, problem) => {
    expect(readBackup(text)).toEqual({ ok: false, problem });
  });
});
