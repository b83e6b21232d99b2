import { describe, expect, it } from 'vitest';
import { sitesWaiting, waitingFor } from '../../../lib/storage/request-reader.ts';
import { NOW } from '../samples.ts';
import { id, nth, plant } from '../support/records.ts';

const on = (n: number, site: string, change = {}) =>
  nth(n, { site, key: `cloud|${site}|c${n}`, ...change });

describe('what waits for a site', () => {
  it('comes oldest first, and of that site alone', async () => {
    await plant(
      on(1, 'acme.atlassian.net', { createdAt: NOW + 9 }),
      on(2, 'acme.atlassian.net', { createdAt: NOW }),
      on(3, 'acme.atlassian.net.evil.example'),
      on(4, 'acme-two.atlassian.net'),
      on(5, 'acme.atlassian.net', {
        edition: 'government',
        key: 'government|acme.atlassian.net|c5',
      }),
    );
    const waiting = await waitingFor('cloud', 'acme.atlassian.net');
    expect(waiting.map((one) => one.id)).toEqual([id(2), id(1)]);
  });

  it('is nothing that was decided, cannot be read, or is only one’s own', async () => {
    await plant(
      on(1, 'acme.atlassian.net', { status: 'approved' }),
      on(2, 'acme.atlassian.net', { v: 2 }),
      on(3, 'acme.atlassian.net', { review: false, asked: true }),
    );
    expect(await waitingFor('cloud', 'acme.atlassian.net')).toEqual([]);
  });

  it('is named once for each request, of one edition or of all', async () => {
    const gov = { edition: 'government', key: 'government|c|c' };
    await plant(on(1, 'a.atlassian.net'), on(2, 'a.atlassian.net'), on(3, 'b.atlassian.net', gov));
    expect(await sitesWaiting('cloud')).toEqual(['a.atlassian.net', 'a.atlassian.net']);
    expect(await sitesWaiting()).toHaveLength(3);
  });
});
