import { describe, expect, it } from 'vitest';
import { administration, connectedApps } from '../../../lib/atlassian/links.ts';

const CLOUD_ID = '11111111-2222-4333-8444-555555555555';

describe('links into Atlassian', () => {
  it('lead to the administration of the edition', () => {
    expect(administration('cloud')).toBe('https://admin.atlassian.com/');
    expect(administration('government')).toBe('https://admin.atlassian-us-gov-mod.com/');
  });

  it('lead to the Connected apps of exactly one site', () => {
    expect(connectedApps('cloud', CLOUD_ID)).toBe(
      `https://admin.atlassian.com/s/${CLOUD_ID}/user-connected-apps`,
    );
  });
});
