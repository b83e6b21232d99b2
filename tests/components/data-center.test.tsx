import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { explainText } from '../../components/banner/data-center.tsx';
import { Preview } from '../../components/banner/Preview.tsx';
import type { DetailView } from '../../components/popup/detail/detail-model.ts';
import { Result } from '../../components/popup/detail/Result.tsx';
import type { BlockedConsent } from '../../lib/consent/blocked-consent.ts';
import { DATA_CENTER_CAUSES } from '../../lib/consent/data-center/causes.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { decision, detailView, judgeView, request, useEnglish } from './support.ts';

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

function show(shown: ApprovalRequest, change: Partial<DetailView> = {}) {
  const detail = detailView(change);
  render(<Result detail={detail} assessment={judgeView()} request={shown} />);
  return detail;
}
const group = () => screen.getByRole('group', { name: 'Make it take effect' });

describe('making an approval take effect on a Data Center', () => {
  it('leads to Application links, and to nothing of the Cloud', () => {
    const detail = show(approved());
    fireEvent.click(screen.getByRole('button', { name: 'Open Application links' }));
    expect(detail.openApplicationLinks).toHaveBeenCalled();
    expect(group().textContent).toContain('Jira Data Center → Administration → Applications');
    expect(group().textContent).toContain(
      "exactly this return address in the app's link: https://",
    );
    expect(group().textContent).toContain('/jira/plugins/servlet/oauth/users/access-tokens');
    expect(group().textContent).not.toContain('Connected apps');
    expect(screen.queryByRole('button', { name: /Authorise|connect page/ })).toBeNull();
  });

  it.each(DATA_CENTER_CAUSES)('says for %s what to do', (cause) => {
    show(approved({ cause }));
    const [, step] = group().querySelectorAll('ol > li');
    expect(step?.textContent?.length).toBeGreaterThan(40);
    expect(step?.textContent).not.toMatch(/dc_|\$/);
  });

  it('says why the page was not opened', () => {
    show(approved(), { opened: signal('host-not-listed') });
    expect(group().textContent).toContain('add it in Options under Other hosts');
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
