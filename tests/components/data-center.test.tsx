import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explainText, Preview } from '../../components/banner/Preview.tsx';
import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { DATA_CENTER_CAUSES } from '../../lib/consent/data-center/causes.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { openDetail, type Told } from './detail-support.tsx';
import { decision, request, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const dataCenter = { product: 'jira', base: 'https://jira.acme.example/jira' } as const;

function approved(change: Partial<ApprovalRequest> = {}): ApprovalRequest {
  return request({
    status: 'approved',
    decision: decision('approve'),
    edition: 'data-center',
    site: 'jira.acme.example',
    cause: 'dc-redirect-refused',
    dataCenter,
    ...change,
  });
}

const group = () => screen.getByRole('group', { name: 'Make it take effect' });

describe('making an approval take effect on a Data Center', () => {
  const url = 'https://jira.acme.example/jira/plugins/servlet/applinks/listApplicationLinks';
  const found: Told = { findApplicationLinks: { ok: true, url } };

  it('leads to Application links, and to nothing of the Cloud', async () => {
    const { openTab } = openDetail(approved(), { told: found });
    fireEvent.click(screen.getByRole('button', { name: 'Open Application links' }));
    await expect.poll(() => openTab.mock.calls).toEqual([[url]]);
    expect(group().textContent).toContain(
      "exactly this return address in the app's link: https://",
    );
    const detail = screen.getByRole('region', { name: 'Request for Figma' });
    expect(detail.textContent).toContain('Jira Data Center → Administration → Applications');
    expect(detail.textContent).toContain('/jira/plugins/servlet/oauth/users/access-tokens');
    expect(detail.textContent).not.toContain('Connected apps');
    expect(screen.queryByRole('button', { name: /Authorize|connect page/ })).toBeNull();
  });

  it.each(DATA_CENTER_CAUSES)('says for %s what to do', (cause) => {
    openDetail(approved({ cause }));
    const step = group().querySelector('p')?.textContent;
    expect(step?.length).toBeGreaterThan(20);
    expect(step).not.toMatch(/dc_|\$/);
  });

  it('says why the page was not opened', async () => {
    openDetail(approved(), {
      told: { findApplicationLinks: { ok: false, problem: 'host-not-listed' } },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Open Application links' }));
    await expect.poll(() => group().textContent).toContain('add it in Options');
  });
});

describe('the banner on a Data Center', () => {
  it.each(DATA_CENTER_CAUSES)('explains %s in words of its own', (cause) => {
    const consent = {
      reader: 'x',
      cause,
      edition: 'data-center' as const,
      scopes: [],
      message: '',
      dataCenter,
    } satisfies BlockedConsent;
    expect(explainText(consent)).toContain('Jira Data Center');
  });

  it('shows before sending which product it is and where', () => {
    const { app, site, edition, cause } = approved();
    const ask = { app, site, edition, cause, dataCenter, message: '', name: '', reason: '' };
    render(<Preview ask={ask} />);
    expect(screen.getByText(`Jira Data Center at ${dataCenter.base}`)).toBeTruthy();
    expect(screen.getByText('What the page says')).toBeTruthy();
  });
});
