import { signal } from '@preact/signals';
import { act, cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { DecisionForm } from '../../components/popup/decision/decision-model.ts';
import { Detail } from '../../components/popup/detail/Detail.tsx';
import type { DetailView } from '../../components/popup/detail/detail-model.ts';
import type { ApprovalRequest, DecisionKind } from '../../lib/requests/schema.ts';
import { decision, detailView, judgeView, NOW, request, useEnglish } from './support.ts';

beforeEach(() => {
  useEnglish();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function show(shown: ApprovalRequest, change: Partial<DetailView> = {}) {
  const detail = detailView(change);
  render(<Detail assessment={judgeView()} detail={detail} request={shown} now={NOW} />);
  return detail;
}
const writing = (form: DecisionForm) => ({ form: signal<DecisionForm | undefined>(form) });
const box = () => screen.getByRole('textbox', { name: 'Reason (goes to the requesters)' });
const button = (name: string) => screen.getByRole('button', { name });

describe('deciding', () => {
  it.each([
    ['approve', 'Approve', 'Confirm approval', /Nothing changes at Atlassian yet/],
    ['deny', 'Deny', 'Confirm denial', /may ask again/],
    ['block', 'Block', 'Confirm block', /not offered to ask again/],
    ['dismiss', 'Dismiss', 'Confirm dismissal', /You decide nothing/],
  ] as const)('%s opens a box that says what it means', (kind, verb, confirm, means) => {
    const form = signal<DecisionForm | undefined>(undefined);
    const detail = show(request(), { form });
    fireEvent.click(button(verb));
    expect(detail.begin).toHaveBeenCalledWith(kind);
    cleanup();
    show(request(), writing({ kind, sending: false }));
    expect(screen.getByText(means)).toBeTruthy();
    expect(button(confirm)).toBeTruthy();
    expect(button(verb).getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement).toBe(box());
  });

  it('counts what is written, up to 1,024 characters', () => {
    show(request(), { ...writing({ kind: 'deny', sending: false }), reason: signal('No need') });
    expect(screen.getByText('7 of 1024 characters')).toBeTruthy();
    expect(box().getAttribute('maxlength')).toBe('1024');
  });

  it('takes no click for half a second, and keeps the button in reach', async () => {
    const detail = show(request(), writing({ kind: 'approve', sending: false }));
    const confirm = button('Confirm approval');
    confirm.focus();
    fireEvent.click(confirm);
    expect(detail.confirm).not.toHaveBeenCalled();
    expect(confirm.getAttribute('aria-disabled')).toBe('true');
    await vi.advanceTimersByTimeAsync(499);
    fireEvent.click(confirm);
    expect(detail.confirm).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2);
    expect(confirm.hasAttribute('aria-disabled')).toBe(false);
    expect(document.activeElement).toBe(confirm);
    fireEvent.click(confirm);
    expect(detail.confirm).toHaveBeenCalledTimes(1);
  });

  it('says beside the box that a reason is owed, and goes there', () => {
    show(request(), writing({ kind: 'deny', sending: false, problem: 'reason-owed' }));
    const described = box().getAttribute('aria-describedby')?.split(' ') ?? [];
    const texts = described.map((id) => document.getElementById(id)?.textContent).join(' ');
    expect(texts).toContain('Write a reason');
    expect(box().getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(box());
  });

  it('says what went wrong, and keeps what was written', () => {
    show(request(), {
      ...writing({ kind: 'deny', sending: false, problem: 'storage-full' }),
      reason: signal('Too wide'),
    });
    expect(screen.getByRole('alert').textContent).toMatch(/no space left/);
    expect((box() as HTMLTextAreaElement).value).toBe('Too wide');
  });

  it('gives the focus back when it is cancelled', () => {
    const detail = show(request(), writing({ kind: 'block', sending: false }));
    fireEvent.click(button('Cancel'));
    expect(detail.cancel).toHaveBeenCalled();
    expect(document.activeElement).toBe(button('Block'));
  });

  it.each<[DecisionKind, ApprovalRequest['status'], RegExp]>([
    ['approve', 'approved', /^Approved\. The block stays/],
    ['approve', 'granted', /^Approved\. The page was already seen without/],
    ['deny', 'denied', /^Denied\./],
    ['block', 'blocked', /^Blocked\./],
    ['dismiss', 'dismissed', /^Dismissed\. No decision was made/],
  ])('after %s (now %s) the outcome is said and has the focus', async (kind, status, text) => {
    const outcome = signal<DecisionKind | undefined>(undefined);
    show(request({ status, decision: decision(kind, 'Because') }), { outcome });
    await act(() => {
      outcome.value = kind;
    });
    const feedback = screen.getByText(text);
    expect(feedback.getAttribute('role')).toBe('status');
    expect(document.activeElement).toBe(feedback);
    expect(screen.getByText('Reason: Because')).toBeTruthy();
    expect(button('Copy answer for the requesters')).toBeTruthy();
  });

  it('offers only what leads somewhere', () => {
    show(request({ status: 'denied', decision: decision('deny', 'No') }));
    const group = screen.getByRole('group', { name: 'Change the decision' });
    const names = within(group)
      .getAllByRole('button')
      .map((one) => one.textContent);
    expect(names).toEqual(['Approve', 'Block', 'Reopen']);
  });

  it('offers nothing for what was withdrawn', () => {
    show(request({ status: 'withdrawn' }));
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
    expect(screen.getByText(/^Withdrawn on/)).toBeTruthy();
  });
});
