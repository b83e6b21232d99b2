import { describe, expect, it } from 'vitest';
import { ApprovalRequest, Ask, ClientId, SiteName, Ulid } from '../../../lib/requests/schema.ts';
import { ask, request } from '../samples.ts';

describe('a stored request', () => {
  it('is what was stored, without keys that nobody knows', () => {
    expect(ApprovalRequest.parse({ ...request(), surprise: 1 })).toEqual(request());
    expect(Ask.parse(ask())).toEqual(ask());
  });

  it('may have no site where nobody could name it', () => {
    expect(ApprovalRequest.safeParse(request({ site: '' })).success).toBe(true);
  });

  it('may say how it was passed on; a way of a newer version is kept', () => {
    const passedOn = { how: 'carrier-pigeon', at: request().createdAt };
    expect(ApprovalRequest.parse(request({ passedOn }))).toEqual(request({ passedOn }));
  });

  it.each([
    { v: 2 },
    { id: 'x' },
    { status: 'done' },
    { requesters: [] },
    { site: 'acme' },
    { key: '' },
    { createdAt: 0 },
    { asked: 'yes' },
    { app: { name: '', scopes: [] } },
    { startPage: 'x' },
  ])('is not read with %j', (change) => {
    expect(ApprovalRequest.safeParse({ ...request(), ...change }).success).toBe(false);
  });
});

describe('bounds', () => {
  it('hold for ids, sites and clients', () => {
    expect(Ulid.safeParse('01KA0000000000000000000ANA').success).toBe(true);
    for (const id of ['', '01KA', '01ka0000000000000000000ana', '01KA0000000000000000000ILO']) {
      expect(Ulid.safeParse(id).success, id).toBe(false);
    }
    expect(ClientId.safeParse('https://draw.example/c.json').success).toBe(true);
    for (const id of [
      'short',
      'http://a.example/c',
      'https://a.example/c?x',
      'https://a@b.example/',
    ]) {
      expect(ClientId.safeParse(id).success, id).toBe(false);
    }
  });

  it('answer at once for a site made to keep them busy', () => {
    const busy = `${'a-'.repeat(120)}!`;
    expect(SiteName.safeParse(busy).success).toBe(false);
    expect(SiteName.safeParse(`${'a.'.repeat(120)}!`).success).toBe(false);
  });
});
