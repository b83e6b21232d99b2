import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFiledModel, FiledPart } from '../../components/popup/filed/Filed.tsx';
import type { FiledView } from '../../lib/messages/channels.ts';
import { openDetail } from './detail-support.tsx';
import { decision, NOW, request, requester, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const ACCOUNT = { accountId: '5b10a2844c20165700ede21g', name: 'Alice Requester' };
const people = () => screen.getByRole('region', { name: 'Who asked and why' }).textContent;
const buttons = () => screen.queryAllByRole('button').map(({ textContent }) => textContent);

describe('a request that came by Jira', () => {
  it('names the account, not what its text says, and whom Jira vouches for', () => {
    const asks = [
      requester({ via: 'jira', name: 'The CEO', verified: ACCOUNT, worksAt: NOW }),
      requester({ name: 'Priya' }),
    ];
    openDetail(request({ status: 'approved', decision: decision('approve'), requesters: asks }));
    expect(people()).toContain('works for 1 of 2');
    expect(people()).toContain('Alice Requester');
    expect(people()).not.toContain('CEO');
    expect(screen.getAllByText('verified by Jira')).toHaveLength(2);
  });

  it('says nothing of a proof where none came by it', () => {
    openDetail(request());
    expect(screen.queryByText('verified by Jira')).toBeNull();
    expect(people()).not.toContain('works for');
  });

  it('says who decided there', () => {
    const made = { ...decision('deny', 'No', 'jira'), verified: { ...ACCOUNT, name: 'Bob Admin' } };
    openDetail(request({ status: 'denied', decision: made }));
    expect(screen.getByText('Decided in Jira by Bob Admin.')).toBeTruthy();
  });

  it('cannot be approved once its text was changed, and says so in red', () => {
    const { detail } = openDetail(request({ requesters: [requester({ edited: true })] }));
    expect(screen.getByRole('note').textContent).toMatch(/^One ask was changed in Jira/);
    expect(buttons()).toEqual(expect.arrayContaining(['Deny', 'Block', 'Dismiss']));
    expect(buttons()).not.toContain('Approve');
    expect(detail.form.value).toBeUndefined();
  });
});

const one = request();
const THERE: FiledView = {
  ...{ requestId: one.id, channel: 'jira', site: 'acme.atlassian.net', to: '', state: 'sent' },
  ...{ key: 'ITSEC-12', url: 'https://acme.atlassian.net/browse/ITSEC-12' },
};
const TELLING: FiledView = {
  ...{ requestId: one.id, channel: 'jira', site: 'acme.atlassian.net', to: '', key: 'ITSEC-12' },
  ...{ state: 'queued', task: 'decision', entry: '01M804D2Q49T02GT1624A4GGFM' },
};

async function show(...filed: FiledView[]) {
  const send = vi.fn(async (_name: string, _data: object) => ({ ok: true, filed }));
  const model = createFiledModel({ send: send as never, requestHost: async () => true });
  await model.load();
  render(<FiledPart filed={model} request={one} />);
  return send;
}

describe('its issue, in the detail', () => {
  it('is linked, and says what a person has to do there', async () => {
    await show({ ...THERE, byHand: true });
    const link = screen.getByRole('link', { name: 'Filed as ITSEC-12' });
    expect(link.getAttribute('href')).toBe(THERE.url);
    expect(screen.getByText('Close ITSEC-12 in Jira by hand.')).toBeTruthy();
  });

  it('has the decision on its way, or the reason why it is not', async () => {
    await show(THERE, TELLING);
    expect(screen.getByText('What you decided is on its way to ITSEC-12.')).toBeTruthy();
    expect(buttons()).toEqual([]);
    cleanup();
    const send = await show(THERE, { ...TELLING, state: 'failed', problem: 'signed-out' });
    expect(screen.getByText(/^Sign in to Jira on that site/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(send).toHaveBeenCalledWith('retrySend', { entry: TELLING.entry }));
  });

  it('is nothing where it is filed nowhere', async () => {
    await show({ ...THERE, requestId: '01M804D2Q49T02GT1624A4GGFZ' });
    expect(document.querySelector('.filed')).toBeNull();
  });
});
