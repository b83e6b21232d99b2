import { describe, expect, it } from 'vitest';
import { isSetup, readSetup, setupLink } from '../../../lib/channels/destination.ts';
import { pack } from '../../../lib/channels/share-link/pack.ts';
import type { Destination } from '../../../lib/requests/destination.ts';

const IT: Destination = { site: '*.atlassian.net', label: 'IT Help', to: 'it@acme.example' };
const hashOf = async (destinations: readonly object[], from = 'IT at ACME') =>
  new URL(await setupLink({ from, destinations: destinations as Destination[] })).hash;

describe('a set-up link', () => {
  it('brings back what was put in, on Administration’s page', async () => {
    const link = await setupLink({ from: 'IT at ACME', destinations: [IT] });
    expect(new URL(link).host).toBe('admin.atlassian.com');
    expect(isSetup(new URL(link).hash)).toBe(true);
    expect(await readSetup(new URL(link).hash)).toEqual({
      ok: true,
      setup: { from: 'IT at ACME', destinations: [IT] },
    });
  });

  it('of Government Cloud alone leads to its own Administration', async () => {
    const gov = { ...IT, site: '*.atlassian-us-gov-mod.net' };
    const host = async (all: Destination[]) =>
      new URL(await setupLink({ from: '', destinations: all })).host;
    expect(await host([gov])).toBe('admin.atlassian-us-gov-mod.com');
    expect(await host([gov, IT])).toBe('admin.atlassian.com');
  });

  it.each([
    [{ ...IT, to: 'http://forms.example/?t={text}' }, 'to-bad-address'],
    [{ ...IT, to: 'https://it@forms.example/?t={text}' }, 'to-bad-address'],
    [{ ...IT, to: 'https://acme.atlassian.net.evil.example/?t={text}' }, 'to-imitates'],
    [{ ...IT, to: 'https://forms.example/' }, 'to-no-text'],
    [{ ...IT, site: '*' }, 'to-bad-site'],
  ])('with %j is refused whole', async (hostile, problem) => {
    expect(await readSetup(await hashOf([IT, hostile]))).toEqual({ ok: false, problem });
  });

  it.each([
    '#countersign-setup=',
    '#countersign-setup=1.',
    '#countersign-setup=1.!!!!',
    '#countersign-setup=0.abc',
    `#countersign-setup=1.${'a'.repeat(9000)}`,
  ])('%.40s is refused as damaged', async (fragment) => {
    expect(await readSetup(fragment)).toEqual({ ok: false, problem: 'broken' });
  });

  it('that was damaged, made later or carries nothing is refused', async () => {
    const hash = await hashOf([IT]);
    expect(await readSetup(hash.replace('=1.', '=2.'))).toMatchObject({ problem: 'newer-version' });
    expect(await readSetup(hash.slice(0, -6))).toMatchObject({ problem: 'broken' });
    const changed = JSON.stringify({ check: '00000000', from: '', destinations: [IT] });
    for (const text of [changed, '[]', 'null', '{"destinations":[]}', '{']) {
      const fragment = `#countersign-setup=1.${await pack(text)}`;
      expect(await readSetup(fragment), text).toMatchObject({ problem: 'broken' });
    }
  });
});
