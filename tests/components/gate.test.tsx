import { signal } from '@preact/signals';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BulkResult } from '../../components/popup/queue/BulkBar.tsx';
import { openDetail } from './detail-support.tsx';
import { decision, judgeView, manyView, queueView, request, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const HOST = 'slack.com.oauth-login.net';
const imitator = (change = {}) =>
  request({
    app: {
      name: 'Slack',
      redirect: { uri: `https://${HOST}/cb`, host: HOST, hadQuery: false },
    },
    ...change,
  });
const approved = () => imitator({ status: 'approved', decision: decision('approve') });
const RED = 'The address begins like slack.com, but belongs to oauth-login.net.';
const FIELD = { name: `To go on, type where the app returns to: ${HOST}` };

async function press(name: string): Promise<void> {
  const button = await screen.findByRole('button', { name });
  await vi.waitFor(() => expect(button.getAttribute('aria-disabled')).toBeNull());
  fireEvent.click(button);
}
const type = (text: string, field = screen.getByRole('textbox', FIELD)) =>
  fireEvent.input(field, { target: { value: text } });
const repeated = () => screen.getByRole('list', { name: 'Warnings once more' });

describe('a red warning is said again on every way, and the return host is typed', () => {
  it('before the app’s connect page is opened', async () => {
    const one = approved();
    const { send } = openDetail(one);
    const name = "Open the app's connect page";
    await press(name);
    expect(repeated().textContent).toContain(RED);
    await press(name);
    type('slack.com');
    await press(name);
    expect(screen.getByRole('alert').textContent).toContain(`That is not ${HOST}`);
    expect(send).not.toHaveBeenCalled();
    type(HOST);
    await press(name);
    expect(send.mock.calls).toEqual([['openConnect', { id: one.id }]]);
  });

  it('before one is approved; not before it is denied', async () => {
    const { detail, send } = openDetail(imitator());
    await act(() => detail.begin('approve'));
    await press('Confirm approval');
    expect(send).not.toHaveBeenCalled();
    expect(repeated().textContent).toContain(RED);
    expect(screen.getByRole('alert').textContent).toContain(`That is not ${HOST}`);
    type(`https://${HOST}/`);
    await press('Confirm approval');
    expect(send).toHaveBeenCalledTimes(1);
    await act(() => detail.begin('deny'));
    await act(() => detail.type('No'));
    await press('Confirm denial');
    expect(send).toHaveBeenCalledTimes(2);
  });

  it('before many are approved, for each of them; one can be left out', async () => {
    const signs = judgeView()
      .who(imitator())
      ?.warnings.filter((one) => one.severity === 'red');
    const one = { request: imitator(), signs: signs ?? [] };
    const two = {
      request: { ...imitator(), id: '01KA00000000000000000000TW' },
      signs: signs ?? [],
    };
    const warned = signal([one, two]);
    const bulk = manyView({
      chosen: signal(new Set([one.request.id, two.request.id, 'third'])),
      form: signal({ kind: 'approve' as const, sending: false }),
      warned,
    });
    render(<BulkResult bulk={bulk} queue={queueView()} />);
    await press('Confirm approval');
    expect(bulk.confirm).not.toHaveBeenCalled();
    const [first, second] = screen.getAllByRole('group', { name: 'Slack' });
    for (const group of [first, second]) expect(group?.textContent).toContain(RED);
    if (first) type(HOST, within(first).getByRole('textbox', FIELD));
    await press('Confirm approval');
    expect(bulk.confirm).not.toHaveBeenCalled();
    if (second) fireEvent.click(within(second).getByRole('button', { name: 'Leave out Slack' }));
    expect(bulk.toggle).toHaveBeenCalledWith(two.request.id);
    warned.value = [one];
    await press('Confirm approval');
    expect(bulk.confirm).toHaveBeenCalledOnce();
  });

  it('also while it is not known whether there are warnings', async () => {
    const assessment = judgeView([], { who: () => undefined, warnings: () => undefined });
    const { detail, send } = openDetail(imitator(), { assessment });
    await act(() => detail.begin('approve'));
    await press('Confirm approval');
    expect(send).not.toHaveBeenCalled();
    expect(screen.getByText(/^There are warnings, or not all are known/)).toBeTruthy();
    cleanup();
    const bulk = manyView({
      chosen: signal(new Set(['one'])),
      form: signal({ kind: 'approve' as const, sending: false }),
      warned: signal(undefined),
    });
    render(<BulkResult bulk={bulk} queue={queueView()} />);
    expect(screen.getByText('Looking for warnings…')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Confirm approval' }));
    expect(bulk.confirm).not.toHaveBeenCalled();
  });

  it('and nothing is asked where nothing is red', async () => {
    const { detail, send } = openDetail(request());
    await act(() => detail.begin('approve'));
    await press('Confirm approval');
    expect(send).toHaveBeenCalledOnce();
  });

  it('the word for it is typed where the return host is not known', async () => {
    const { detail, send } = openDetail(
      request({ app: { name: 'Slасk', redirect: undefined as never } }),
    );
    await act(() => detail.begin('approve'));
    const field = screen.getByRole('textbox', {
      name: 'To go on without a return address, type: unknown',
    });
    type('unknown', field);
    await press('Confirm approval');
    expect(send).toHaveBeenCalledOnce();
  });
});
