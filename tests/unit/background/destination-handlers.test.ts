import { beforeEach, describe, expect, it } from 'vitest';
import { readSetup, setupLink } from '../../../lib/channels/destination.ts';
import type { Destination } from '../../../lib/requests/destination.ts';
import { destinationsFor } from '../../../lib/requests/destination-fits.ts';
import { keptItem } from '../../../lib/storage/kept-item.ts';
import { request, requester } from '../samples.ts';
import { ask, CONSENT, INTAKE, page, send, startBackground } from '../support/background.ts';
import { world } from '../support/fake-browser.ts';
import { allRequests, plant } from '../support/records.ts';

const EMAIL = { site: '*.atlassian.net', label: 'IT', to: 'it@acme.example' };
const FORM = {
  site: 'acme.atlassian.net',
  label: 'Portal',
  to: 'https://forms.example/new?s={summary}&d={text}',
};
const mine = (change = {}) =>
  request({ asked: true, review: false, requesters: [requester({ via: 'page' })], ...change });
const openSetup = async (destinations: Destination[], tabId = 7) => {
  const link = await setupLink({ from: 'IT at ACME', destinations });
  const there = page(INTAKE.url ?? '', tabId);
  await ask('linkOpened', { fragment: new URL(link).hash }, there);
  return there;
};

const opened = () => world.tabs.map(({ url = '' }) => url).filter((url) => url !== '');

beforeEach(startBackground);

describe('where requests go', () => {
  it('is nowhere at first, and what was added afterwards', async () => {
    expect(await ask('destinations', {}, CONSENT)).toEqual({
      ok: true,
      destinations: [],
      last: '',
    });
    await ask('addDestination', EMAIL);
    // A page learns where it may choose to send, and no address.
    expect((await ask('destinations', {}, CONSENT)).destinations).toEqual([
      { site: '*.atlassian.net', label: 'IT', needsSite: false },
    ]);
    expect(await send('addDestination', EMAIL)).toEqual({ ok: false, problem: 'to-twice' });
    expect((await ask('removeDestination', EMAIL)).destinations).toEqual([]);
  });

  it('by policy wins, and cannot be taken away', async () => {
    await ask('addDestination', { ...EMAIL, to: 'mallory@evil.example' });
    world.areas.managed.set('destinations', [EMAIL, { ...FORM, to: 'http://x' }]);
    expect(await ask('listDestinations', {})).toMatchObject({
      destinations: [{ ...EMAIL, policy: true }],
      badPolicy: [{ at: 2, problem: 'to-bad-address' }],
    });
    const refused = { ok: false, problem: 'host-by-policy' };
    expect(await send('removeDestination', EMAIL)).toEqual(refused);
  });

  it('keeps what it cannot read', async () => {
    await keptItem<unknown>('destinations', null).setValue(['odd']);
    expect(await ask('addDestination', EMAIL)).toMatchObject({ unreadable: 1 });
    await ask('removeDestination', EMAIL);
    expect(await keptItem<unknown>('destinations', null).getValue()).toEqual(['odd']);
  });

  it.each(['listDestinations', 'addDestination', 'removeDestination'] as const)(
    'is not to be had or changed from a page: %s',
    async (name) => {
      for (const from of [CONSENT, INTAKE])
        expect(await send(name, EMAIL as never, from)).toEqual({
          ok: false,
          problem: 'not-allowed',
        });
    },
  );
});

describe('Send request', () => {
  const { id } = mine();

  it('opens the form, filled in, beside the page, and notes it', async () => {
    await plant(mine());
    await ask('addDestination', FORM);
    expect(await ask('sendRequest', { id, to: 'Portal' }, CONSENT)).toEqual({ ok: true });
    const form = new URL(opened().at(-1) ?? '');
    expect(form.host).toBe('forms.example');
    expect(form.searchParams.get('d')).toContain('#countersign=1.');
    expect((await allRequests())[0]?.passedOn).toMatchObject({ how: 'send', to: 'Portal' });
    expect(await ask('destinations', {}, CONSENT)).toMatchObject({ last: 'Portal' });
  });

  it('gives a ready email to the page', async () => {
    await plant(mine());
    await ask('addDestination', EMAIL);
    const { mailto } = await ask('sendRequest', { id, to: 'IT' }, CONSENT);
    expect(mailto).toMatch(/^mailto:it@acme\.example\?subject=/);
    expect(opened()).toEqual([]);
  });

  it.each([
    ['nobody set', mine(), 'IT', 'to-gone'],
    ['for another site', mine({ site: 'other.example' }), 'IT', 'to-gone'],
    ['of somebody else', request({ asked: false }), 'IT', 'unknown-request'],
  ])('refuses what %s', async (what, record, to, problem) => {
    await plant(record);
    if (what !== 'nobody set') await ask('addDestination', EMAIL);
    expect(await send('sendRequest', { id: record.id, to }, CONSENT)).toEqual({
      ok: false,
      problem,
    });
    expect(opened()).toEqual([]);
  });

  it('opens no form whose host is the site where no site is known', async () => {
    await plant(mine({ site: '' }));
    const onSite = { ...EMAIL, label: 'Here', to: 'https://{site}/new?d={text}' };
    await ask('addDestination', onSite);
    const answer = await send('sendRequest', { id, to: 'Here' }, CONSENT);
    expect(answer).toEqual({ ok: false, problem: 'to-gone' });
    const { destinations } = await ask('destinations', {}, CONSENT);
    expect(destinations).toMatchObject([{ label: 'Here', needsSite: true }]);
    expect(destinationsFor(destinations, '')).toEqual([]);
  });
});

describe('a set-up link', () => {
  it('changes nothing before the person says so, and shows where it leads', async () => {
    const there = await openSetup([EMAIL, FORM]);
    expect((await ask('takeNotice', {}, there)).notice).toEqual({
      ok: true,
      what: 'setup',
      from: 'IT at ACME',
      destinations: [EMAIL, { ...FORM, to: 'forms.example/new' }],
    });
    expect((await ask('listDestinations', {})).destinations).toEqual([]);
    await ask('useSetup', {}, there);
    expect((await ask('listDestinations', {})).destinations).toMatchObject([EMAIL, FORM]);
    // Used once: the tab has nothing more to give.
    expect(await send('useSetup', {}, there)).toMatchObject({ ok: false });
  });

  it('is made of what is set here, like the policy', async () => {
    await ask('addDestination', EMAIL);
    const { link, policy } = await ask('makeSetup', { from: ' IT at ACME ' });
    expect(await readSetup(new URL(link).hash)).toEqual({
      ok: true,
      setup: { from: 'IT at ACME', destinations: [EMAIL] },
    });
    expect(JSON.parse(policy)).toEqual({ destinations: [EMAIL] });
    expect(await send('makeSetup', { from: '' }, CONSENT)).toMatchObject({
      problem: 'not-allowed',
    });
  });

  it('only adds: what is there is led nowhere else, and comes once', async () => {
    await ask('addDestination', EMAIL);
    const there = await openSetup([FORM, { ...EMAIL, to: 'new@evil.example' }]);
    expect(await send('useSetup', {}, there)).toEqual({ ok: false, problem: 'to-twice' });
    expect((await ask('listDestinations', {})).destinations).toMatchObject([EMAIL]);
    await ask('useSetup', {}, await openSetup([FORM, EMAIL]));
    const { destinations } = await ask('listDestinations', {});
    expect(destinations).toHaveLength(2);
    expect(destinations).toEqual(
      expect.arrayContaining([EMAIL, FORM].map((one) => ({ ...one, policy: false }))),
    );
  });

  it('that is more than fits is refused', async () => {
    const many = Array.from({ length: 50 }, (_, n) => ({ ...EMAIL, label: `IT ${n}` }));
    await ask('useSetup', {}, await openSetup(many));
    const there = await openSetup([FORM]);
    expect(await send('useSetup', {}, there)).toEqual({ ok: false, problem: 'to-too-many' });
    expect((await ask('listDestinations', {})).destinations).toHaveLength(50);
  });

  it('counts for its own tab alone', async () => {
    await openSetup([EMAIL], 8);
    expect(await send('useSetup', {}, page(INTAKE.url ?? '', 9))).toMatchObject({ ok: false });
    expect(await send('useSetup', {}, CONSENT)).toEqual({ ok: false, problem: 'not-allowed' });
  });

  it('that is hostile is refused with its reason', async () => {
    const there = await openSetup([{ ...FORM, to: 'https://acme.atlassian.net.evil.example/' }]);
    expect((await ask('takeNotice', {}, there)).notice).toEqual({
      ok: false,
      problem: 'to-imitates',
    });
  });

  it('that is pasted is said to be one', async () => {
    const text = await setupLink({ from: '', destinations: [EMAIL] });
    expect(await send('importLink', { text })).toEqual({ ok: false, problem: 'setup-link' });
  });
});
