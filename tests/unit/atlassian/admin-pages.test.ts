import { describe, expect, it } from 'vitest';
import { adminEdition } from '../../../lib/atlassian/hosts.ts';
import { connectedApps, connectedAppsOf } from '../../../lib/atlassian/links.ts';

const ID = '11111111-aaaa-4aaa-8aaa-111111111111';

describe('connectedAppsOf', () => {
  it.each([
    `/s/${ID}/user-connected-apps`,
    `/s/${ID}/user-connected-apps/`,
    `/s/${ID}/user-connected-apps/tab/installed`,
    `/s/${ID.toUpperCase()}/user-connected-apps/tab/settings`,
    new URL(connectedApps('government', ID)).pathname,
  ])('finds the cloud id in %s', (path) => {
    expect(connectedAppsOf(path)).toBe(ID);
  });

  it.each([
    '/',
    `/s/${ID}`,
    `/s/${ID}/users`,
    `/s/${ID}/user-connected-apps-old`,
    `/x/s/${ID}/user-connected-apps`,
    '/s/acme/user-connected-apps',
    `/s/${ID}0/user-connected-apps`,
    `/o/${ID}/user-connected-apps`,
  ])('finds none in %s', (path) => {
    expect(connectedAppsOf(path)).toBeUndefined();
  });
});

describe('adminEdition', () => {
  it.each([
    ['admin.atlassian.com', 'cloud'],
    ['admin.atlassian-us-gov-mod.com', 'government'],
    ['id.atlassian.com', undefined],
    ['admin.atlassian.com.evil.example', undefined],
  ])('%s: %s', (hostname, edition) => {
    expect(adminEdition({ hostname })).toBe(edition);
  });
});
