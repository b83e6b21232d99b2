import { beforeEach, describe, expect, it } from 'vitest';
import { BACKUP_PARTS } from '../../../lib/requests/backup.ts';
import { DEFAULTS } from '../../../lib/requests/settings.ts';
import { MAX_RULES } from '../../../lib/review/rules/rules.ts';
import { MAX_LEVEL_OVERRIDES } from '../../../lib/review/scopes/level-overrides.ts';
import { keptItem } from '../../../lib/storage/kept-item.ts';
import { ruleList } from '../../../lib/storage/stored-rules.ts';
import { settings } from '../../../lib/storage/stored-settings.ts';
import { NOW } from '../samples.ts';
import { ask, send, startBackground } from '../support/background.ts';
import { told } from '../support/channel.ts';
import { fillDisk } from '../support/disk.ts';
import { world } from '../support/fake-browser.ts';
import { allAudit, allRequests, entry, id, nth, plant, rule } from '../support/records.ts';

const DAY = 86_400_000;
const level = (scope: string, to: 'high' | 'low' = 'high') => ({ scope, level: to });

beforeEach(startBackground);

describe('rules', () => {
  const order = async () => (await ask('listRules', {})).rules.map((one) => one.id);
  const put = async (...numbers: number[]) => {
    for (const n of numbers) await ask('putRule', { rule: rule(n) });
  };

  it('are put at the end, or in the place of the one with their id', async () => {
    await put(1, 2);
    await ask('putRule', { rule: rule(1, { note: 'Changed' }) });
    const { rules } = await ask('listRules', {});
    expect(rules.map(({ note }) => note)).toEqual(['Changed', 'Rule 2']);
  });

  it('are two hundred at most; one that is there can be changed all the same', async () => {
    await ruleList.change(() => Array.from({ length: MAX_RULES }, (_, n) => rule(n)));
    expect(await send('putRule', { rule: rule(999) })).toEqual({
      ok: false,
      problem: 'too-many-rules',
    });
    expect(await send('putRule', { rule: rule(5, { note: 'x' }) })).toMatchObject({ ok: true });
    expect(await order()).toHaveLength(MAX_RULES);
  });

  it.each([
    [0, [3, 1, 2]],
    [1, [1, 3, 2]],
    [2, [1, 2, 3]],
    [150, [1, 2, 3]],
  ])('are moved to place %i; sent twice, once', async (to, expected) => {
    await put(1, 2, 3);
    for (const _ of [1, 2]) await ask('moveRule', { id: id(3), to });
    expect(await order()).toEqual(expected.map(id));
  });

  it('that are not there are neither moved nor dropped', async () => {
    await put(1, 2);
    await ask('moveRule', { id: id(9), to: 0 });
    await ask('dropRule', { id: id(9) });
    expect(await order()).toEqual([id(1), id(2)]);
  });

  it('are dropped', async () => {
    await put(1, 2);
    await ask('dropRule', { id: id(1) });
    expect(await order()).toEqual([id(2)]);
  });

  it('that cannot be read are counted, and put aside at the next change', async () => {
    await keptItem<unknown>('rules', []).setValue([rule(1), 'odd']);
    expect(await ask('listRules', {})).toMatchObject({ unreadable: 1 });
    await put(2);
    expect(await ask('listRules', {})).toMatchObject({ unreadable: 0 });
    expect((await ask('exportKept', {})).kept.rulesAside).toEqual(['odd']);
  });
});

describe('levels', () => {
  it('are put; for the same name the later one counts, however it is written', async () => {
    await ask('putLevels', { levels: [level('read:me'), level('write:me')] });
    const { levels } = await ask('putLevels', { levels: [level('Read:Me', 'low')] });
    expect(levels).toEqual([level('Read:Me', 'low'), level('write:me')]);
    expect(told).toEqual([undefined, undefined]);
  });

  it('are dropped, however they are written', async () => {
    await ask('putLevels', { levels: [level('read:me')] });
    expect(await ask('dropLevel', { scope: 'READ:me' })).toMatchObject({ levels: [] });
  });

  it('are a hundred at most', async () => {
    const levels = Array.from({ length: MAX_LEVEL_OVERRIDES }, (_, n) => level(`read:x${n}`));
    await ask('putLevels', { levels });
    expect(await send('putLevels', { levels: [level('read:one-more')] })).toEqual({
      ok: false,
      problem: 'too-many-levels',
    });
    expect((await ask('listLevels', {})).levels).toHaveLength(MAX_LEVEL_OVERRIDES);
  });
});

describe('settings', () => {
  it('are saved and read, with the reviewer’s name', async () => {
    await ask('nameReviewer', { name: ' Maria ' });
    await ask('saveSettings', { settings: { ...DEFAULTS, strict: true } });
    expect(await ask('readSettings', {})).toEqual({
      ok: true,
      settings: { ...DEFAULTS, strict: true },
      reviewer: 'Maria',
    });
  });

  it('of less time take effect at once', async () => {
    await plant(nth(1, { lastAskAt: NOW - 10 * DAY }), nth(2, { lastAskAt: NOW }));
    await ask('saveSettings', { settings: { ...DEFAULTS, expireAfterDays: 7 } });
    expect((await allRequests()).map(({ status }) => status)).toEqual(['expired', 'pending']);
    expect(world.badge.text).toBe('1');
  });

  it('switch the panel on and off', async () => {
    await plant(nth(1));
    await ask('saveSettings', { settings: DEFAULTS });
    expect(world.scripts.has('panel')).toBe(true);
    await ask('saveSettings', { settings: { ...DEFAULTS, panel: false } });
    expect(world.scripts.has('panel')).toBe(false);
  });
});

describe('a file of everything', () => {
  const records: Record<(typeof BACKUP_PARTS)[number], unknown[]> = {
    requests: [nth(1)],
    drafts: [{ key: 'k', at: NOW, reason: 'Boards', name: '', site: '', app: '' }],
    quarantine: [{ store: 'requests', at: NOW, value: 7 }],
    rules: [rule(1)],
    rulesAside: ['odd'],
    levels: [level('read:me')],
    settings: [{ ...DEFAULTS, panel: false }],
  };

  it.each(BACKUP_PARTS)('comes in part by part, and once: %s', async (part) => {
    const first = await ask('importBackup', { part, records: records[part] });
    expect(first.added + first.bad).toBe(1);
    const second = await ask('importBackup', { part, records: records[part] });
    expect([second.added, second.already, second.bad]).toEqual([0, 1, 0]);
  });

  it('has the badge count what came in', async () => {
    await ask('importBackup', { part: 'requests', records: [nth(1), nth(2)] });
    expect(world.badge.text).toBe('2');
  });

  it('loosens nothing that holds somebody back here', async () => {
    await settings.write({ ...DEFAULTS, strict: true });
    await ask('importBackup', { part: 'settings', records: [{ ...DEFAULTS, expireAfterDays: 9 }] });
    expect(await settings.read()).toMatchObject({ strict: true, expireAfterDays: 9 });
  });

  it('with less time lets expire what came in just now', async () => {
    const old = nth(1, { lastAskAt: NOW - 10 * DAY });
    await ask('importBackup', { part: 'requests', records: [old] });
    await ask('importBackup', { part: 'settings', records: [{ ...DEFAULTS, expireAfterDays: 7 }] });
    expect((await allRequests())[0]?.status).toBe('expired');
  });

  it.each([[[{}]], [[7]], [[]]])('with settings that are none changes nothing: %j', async (odd) => {
    expect(await ask('importBackup', { part: 'settings', records: odd })).toMatchObject({ bad: 1 });
    expect(await settings.read()).toEqual(DEFAULTS);
  });

  it('leaves a level that is set here', async () => {
    await ask('putLevels', { levels: [level('read:me')] });
    const merged = await ask('importBackup', {
      part: 'levels',
      records: [level('READ:me', 'low'), level('write:me'), { scope: '*' }],
    });
    expect(merged).toMatchObject({ added: 1, already: 1, bad: 1 });
    expect((await ask('listLevels', {})).levels).toEqual([level('read:me'), level('write:me')]);
  });

  it('brings rules in switched off', async () => {
    await ask('importBackup', { part: 'rules', records: [rule(1)] });
    expect((await ask('listRules', {})).rules).toMatchObject([{ enabled: false }]);
  });

  it('is exported with what is kept beside the requests', async () => {
    await ask('putRule', { rule: rule(1) });
    await ask('putLevels', { levels: [level('read:me')] });
    expect((await ask('exportKept', {})).kept).toEqual({
      rules: [rule(1)],
      rulesAside: [],
      levels: [level('read:me')],
      settings: DEFAULTS,
    });
  });
});

describe('a log of a file', () => {
  const log = [entry(), entry({ move: 'deny', at: NOW + 1 })];

  it('is added, marked as imported, and once', async () => {
    expect(await ask('importAudit', { entries: log })).toMatchObject({ added: 2, already: 0 });
    expect(await allAudit()).toEqual(log.map((one) => ({ ...one, imported: true })));
    expect(await ask('importAudit', { entries: log })).toMatchObject({ added: 0, already: 2 });
    expect(told).toEqual([[]]);
  });

  it('adds nothing that is here already, by oneself', async () => {
    await plant(nth(1));
    await ask('decideRequest', { id: id(1), kind: 'approve', reason: '' });
    const here = await allAudit();
    expect(await ask('importAudit', { entries: here })).toMatchObject({ added: 0, already: 1 });
    expect(await allAudit()).toEqual(here);
  });

  it('passes over what is no entry', async () => {
    const entries = [7, null, { requestId: 'x' }, { ...entry(), at: 'noon' }, entry()];
    expect(await ask('importAudit', { entries })).toMatchObject({ added: 1, bad: 4 });
  });

  it('is added whole or not at all where the disk is full', async () => {
    await send('listRules', {});
    fillDisk(1);
    expect(await send('importAudit', { entries: log })).toEqual({
      ok: false,
      problem: 'storage-full',
    });
    expect(await allAudit()).toEqual([]);
  });
});
