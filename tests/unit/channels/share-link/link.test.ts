import { describe, expect, it } from 'vitest';
import type { RequestPayload } from '../../../../lib/channels/payload.ts';
import {
  encodeDecisionLinks,
  encodeRequestLink,
  fragmentOf,
  linkFor,
  mailLinks,
  readLink,
  requestLinkWithin,
} from '../../../../lib/channels/share-link/link.ts';
import { decisionPayload, dice, letters, requestPayload, SCOPES, ulidOf } from '../../samples.ts';

const KANJI = '承認申請管理者権限理由説明連携必要業務開発計画資料共有';
const NOISE = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-:._~';

async function back(link: string) {
  const read = await readLink(link);
  if (!read.ok) throw new Error(read.problem);
  return read.payload;
}

async function requestBack(link: string) {
  const payload = await back(link);
  if (payload.type !== 'request') throw new Error(payload.type);
  return payload;
}

/** What a request lost on its way, in the order in which it should. */
function losses(read: RequestPayload): string[] {
  const lost = {
    message: read.message === '',
    startPage: read.startPage === undefined,
    path: read.app.redirect?.hadQuery === true,
    scopes: read.scopesLeftOut !== undefined,
  };
  return Object.entries(lost).flatMap(([what, gone]) => (gone ? [what] : []));
}

/** A request in which everything is as long as it may be, and packs badly. */
function hugeRequest(scopes: number, seed = 3) {
  const roll = dice(seed);
  const noise = (length: number) => letters(roll, length, NOISE.slice(0, -4));
  return requestPayload({
    app: {
      name: letters(roll, 120, KANJI),
      clientId: `https://draw.example/${noise(2000)}`,
      scopes: Array.from({ length: scopes }, () => noise(120)),
      redirect: { uri: `https://a.example/${noise(470)}`, host: 'a.example', hadQuery: false },
      resource: `https://mcp.example/${noise(270)}`,
    },
    startPage: `https://a.example/${noise(270)}`,
    message: letters(roll, 400, KANJI),
    name: letters(roll, 120, KANJI),
    reason: letters(roll, 280, KANJI),
  });
}

describe('a request link', () => {
  it('leads to Atlassian Administration of the edition', async () => {
    expect(await encodeRequestLink(requestPayload())).toMatch(
      /^https:\/\/admin\.atlassian\.com\/#countersign=1\.[\w-]+$/,
    );
    expect(linkFor('government', 'abc')).toBe(
      'https://admin.atlassian-us-gov-mod.com/#countersign=1.abc',
    );
  });

  it('brings back what was put in', async () => {
    const payload = requestPayload({ afterAccept: true });
    expect(await back(await encodeRequestLink(payload))).toEqual(payload);
  });

  it('is short enough for an e-mail in the ordinary case', async () => {
    expect((await encodeRequestLink(requestPayload())).length).toBeLessThan(800);
  });

  it('does not carry the redirect host, which the reader takes from the address', async () => {
    const lying = requestPayload();
    if (lying.app.redirect) lying.app.redirect.host = 'trusted.example';
    const payload = await requestBack(await encodeRequestLink(lying));
    expect(payload.app.redirect?.host).toBe('app.draw.example');
  });

  it('keeps every scope while there is room', async () => {
    const scopes = Array.from({ length: 200 }, (_, n) => `read:thing-${n}:jira`);
    const payload = requestPayload({ app: { name: 'Draw', scopes } });
    expect(await back(await encodeRequestLink(payload))).toEqual(payload);
  });

  it('leaves out what matters least, and counts the scopes that had no room', async () => {
    const payload = hugeRequest(200);
    const link = await encodeRequestLink(payload);
    expect(link.length).toBeLessThanOrEqual(8192 + linkFor('cloud', '').length);
    const read = await requestBack(link);
    expect(read.message).toBe('');
    expect(read.startPage).toBeUndefined();
    expect(read.app.redirect).toEqual({
      uri: 'https://a.example/',
      host: 'a.example',
      hadQuery: true,
    });
    expect(read.app.scopes.length).toBeGreaterThan(0);
    expect(read.app.scopes).toEqual(payload.app.scopes.slice(0, read.app.scopes.length));
    expect(read.scopesLeftOut).toBe(200 - read.app.scopes.length);
    expect(read.reason).toBe(payload.reason);
  });

  it('gives things up in order as the room shrinks', async () => {
    const payload = requestPayload();
    const whole = (await encodeRequestLink(payload)).length;
    const lost: string[] = [];
    for (let room = whole; ; room--) {
      const link = await requestLinkWithin(payload, room);
      if (link === undefined) break;
      expect(link.length).toBeLessThanOrEqual(room);
      const read = await requestBack(link);
      const now = losses(read);
      expect(now.slice(0, lost.length)).toEqual(lost);
      lost.splice(0, lost.length, ...now);
      expect((read.scopesLeftOut ?? 0) + read.app.scopes.length).toBe(SCOPES.length);
    }
    expect(lost).toEqual(['message', 'startPage', 'path', 'scopes']);
  });

  it('always finds room for a request within its bounds', async () => {
    for (let seed = 10; seed < 16; seed++) {
      const read = await requestBack(await encodeRequestLink(hugeRequest(seed * 12, seed)));
      expect(read.reason).toHaveLength(280);
    }
  });

  it('says so when a payload is beyond all bounds', async () => {
    const reason = letters(dice(4), 20_000, NOISE);
    await expect(encodeRequestLink(requestPayload({ reason }))).rejects.toThrow(RangeError);
  });

  it('comes in smaller sizes for an e-mail, the fullest first', async () => {
    const links = await mailLinks(hugeRequest(100));
    expect(links.length).toBeGreaterThanOrEqual(1);
    const smaller = await mailLinks(requestPayload({ message: letters(dice(5), 400, KANJI) }));
    expect(smaller.length).toBeGreaterThan(1);
    expect([...smaller].sort((a, b) => b.length - a.length)).toEqual(smaller);
  });
});

describe('a decision link', () => {
  it('brings back what was put in', async () => {
    const payload = decisionPayload();
    const links = await encodeDecisionLinks(payload);
    expect(links).toHaveLength(1);
    expect(await back(links[0] ?? '')).toEqual(payload);
  });

  it('becomes several links for many people, which together answer everybody once', async () => {
    const roll = dice(6);
    const ids = Array.from({ length: 1000 }, () => ulidOf(roll));
    const reason = letters(roll, 1024, KANJI);
    const links = await encodeDecisionLinks(decisionPayload({ ids, reason }));
    expect(links.length).toBeGreaterThanOrEqual(7);
    const answered: string[] = [];
    for (const link of links) {
      expect(link.length).toBeLessThanOrEqual(8192 + linkFor('cloud', '').length);
      const payload = await back(link);
      if (payload.type === 'decision') answered.push(...payload.ids);
    }
    expect(answered).toEqual(ids);
  });

  it('splits further where so many people do not fit', async () => {
    const roll = dice(7);
    const ids = Array.from({ length: 600 }, () => ulidOf(roll));
    const links = await encodeDecisionLinks(decisionPayload({ ids }), 600);
    expect(links.length).toBeGreaterThan(1);
  });

  it('says so when a payload is beyond all bounds', async () => {
    const reason = letters(dice(8), 20_000, NOISE);
    await expect(encodeDecisionLinks(decisionPayload({ reason }))).rejects.toThrow(RangeError);
  });
});

describe('the fragment of an address', () => {
  it('is taken only where it carries a link', () => {
    expect(fragmentOf('#countersign=1.abc')).toBe('countersign=1.abc');
    expect(fragmentOf('#overview')).toBeUndefined();
    expect(fragmentOf('')).toBeUndefined();
  });
});
