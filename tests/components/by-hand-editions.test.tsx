import { describe, expect, it, vi } from 'vitest';
import { createManualModel } from '../../components/popup/manual/manual-model.ts';
import { hostPlaceOf, parseOtherHost } from '../../lib/atlassian/custom-hosts.ts';
import type { SeenPage } from '../../lib/consent/read-seen.ts';
import { Ask } from '../../lib/requests/schema.ts';

async function started(seen: SeenPage) {
  const send = vi.fn(async (): Promise<object> => ({ ok: true, name: '' }));
  const model = createManualModel({
    send: send as never,
    copy: async () => true,
    openTab: vi.fn(),
    requestHost: async () => true,
    readActiveTab: async () => seen,
  });
  await model.start();
  return model;
}

const host = (kind: 'jira-data-center' | 'isolated-cloud' | 'custom-domain', address: string) => {
  const parsed = parseOtherHost(kind, address);
  if (!parsed.ok) throw new Error(parsed.problem);
  return parsed.host;
};
const added = (entry: ReturnType<typeof host>, address: string, text: string): SeenPage => {
  const place = hostPlaceOf(new URL(address), [entry]);
  return { address, text, ...(place ? { place } : {}) };
};

const SECRET = 'sTaTe-0f-Th3-F1ow';
const OAUTH2 = `https://jira.acme.example/jira/rest/oauth2/latest/authorize?client_id=${'b'.repeat(32)}&redirect_uri=https%3A%2F%2Fledger.example%2Fcb&state=${SECRET}`;
const UNKNOWN = '{"error":"invalid_client","error_description":"The client does not exist"}';

describe('by hand on a Data Center', () => {
  it.each([
    ['added', added(host('jira-data-center', 'https://jira.acme.example/jira'), OAUTH2, UNKNOWN)],
    ['not added', { address: OAUTH2, text: UNKNOWN }],
  ])('its own readers are asked, the host %s', async (_, seen) => {
    const model = await started(seen);
    expect(model.site.value).toBe('jira.acme.example');
    model.app.value = 'Ledger Sync';
    expect(model.ask.value).toMatchObject({
      edition: 'data-center',
      site: 'jira.acme.example',
      dataCenter: { product: 'jira', base: 'https://jira.acme.example/jira' },
      cause: 'dc-client-unknown',
      app: { name: 'Ledger Sync', clientId: 'b'.repeat(32), redirect: { host: 'ledger.example' } },
    });
    expect(Ask.safeParse(model.ask.value).success).toBe(true);
    expect(JSON.stringify(model.ask.value)).not.toContain(SECRET);
  });

  it.each([
    ['https://jira.acme.example/secure/Dashboard.jspa', 'jira', 'https://jira.acme.example'],
    ['https://acme.example/jira/browse/OPS-12', 'jira', 'https://acme.example/jira'],
    [
      'https://wiki.acme.example/pages/viewpage.action?pageId=1',
      'confluence',
      'https://wiki.acme.example',
    ],
    [
      `https://c.acme.example/confluence/plugins/servlet/oauth/authorize?oauth_token=${SECRET}`,
      'confluence',
      'https://c.acme.example/confluence',
    ],
  ])('is known by the path of %s', async (address, product, base) => {
    const model = await started({ address, text: 'Nothing that a reader knows' });
    model.app.value = 'Ledger Sync';
    expect(model.ask.value).toMatchObject({
      edition: 'data-center',
      site: new URL(address).hostname,
      dataCenter: { product, base },
      cause: 'by-hand',
      message: '',
    });
    expect(JSON.stringify(model.ask.value)).not.toContain(SECRET);
    // Another site is another matter.
    model.site.value = 'acme.atlassian.net';
    expect(model.ask.value).toMatchObject({ edition: 'cloud', site: 'acme.atlassian.net' });
    expect(model.ask.value.dataCenter).toBeUndefined();
  });

  it.each([
    'https://acme.atlassian.net/browse/OPS-12',
    'https://acme.atlassian.net/secure/Dashboard.jspa',
    'https://ledger.example/settings',
    'https://ledger.example/browse/shoes',
    'http://jira.acme.example/secure/Dashboard.jspa',
  ])('is not seen in %s', async (address) => {
    const model = await started({ address, text: '' });
    expect(model.ask.value.edition).toBe('cloud');
    expect(model.ask.value.dataCenter).toBeUndefined();
  });
});

describe('by hand on a host that was added', () => {
  it('is of the Isolated Cloud, and its consent page is read', async () => {
    const entry = host('isolated-cloud', 'https://cloud.acme.example');
    const text =
      "Ledger Sync is requesting access to your Atlassian account\nYour site admin must authorize this app for the site 'team.cloud.acme.example'";
    const address = `https://api.cloud.acme.example/oauth2/authorize/server/consent?state=${SECRET}`;
    const model = await started(added(entry, address, text));
    expect(model.ask.value).toMatchObject({
      edition: 'isolated',
      site: 'team.cloud.acme.example',
      cause: 'admin-must-authorize',
    });
  });

  it('has its own name as the site', async () => {
    const entry = host('custom-domain', 'https://jira.acme.example');
    const model = await started(added(entry, 'https://jira.acme.example/browse/OPS-1', ''));
    expect(model.ask.value).toMatchObject({ edition: 'cloud', site: 'jira.acme.example' });
    expect(model.ask.value.dataCenter).toBeUndefined();
  });
});
