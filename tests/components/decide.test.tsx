import { act, cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Failed } from '../../lib/messages/types.ts';
import type { Answers } from '../../lib/messages.ts';
import type { ApprovalRequest, DecisionKind } from '../../lib/requests/schema.ts';
import { openDetail } from './detail-support.tsx';
import { decision, request, useEnglish } from './support.ts';

beforeEach(() => {
  useEnglish();
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

const box = () => screen.getByRole('textbox', { name: 'Reason (goes to the requesters)' });
const button = (name: string) => screen.getByRole('button', { name });
const settle = (ms = 0) =>
  act(async () => {
    await vi.advanceTimersByTimeAsync(ms);
  });
const press = (name: string) =>
  act(() => {
    fireEvent.click(button(name));
  });

/** Presses the verb, writes the reason, waits until the button takes a press, and presses it. */
async function decide(verb: string, confirm: string, reason = ''): Promise<void> {
  await press(verb);
  fireEvent.input(box(), { target: { value: reason } });
  await settle();
  await settle(501);
  fireEvent.click(button(confirm));
  await settle();
}
const answered = (decideRequest: Answers['decideRequest'] | Failed) => ({
  told: { decideRequest },
});

describe('deciding', () => {
  it.each([
    ['Approve', 'Confirm approval', /Nothing changes at Atlassian yet/],
    ['Deny', 'Confirm denial', /may ask again/],
    ['Block', 'Confirm block', /not offered to ask again/],
    ['Dismiss', 'Confirm dismissal', /You decide nothing/],
  ] as const)('%s opens a box that says what it means', async (verb, confirm, means) => {
    openDetail(request());
    await press(verb);
    expect(screen.getByText(means)).toBeTruthy();
    expect(button(confirm)).toBeTruthy();
    expect(button(verb).getAttribute('aria-expanded')).toBe('true');
    expect(document.activeElement).toBe(box());
  });

  it('counts what is written, up to 1,024 characters, once it is much', async () => {
    const { detail } = openDetail(request());
    await act(() => detail.begin('deny'));
    await act(() => detail.type('No need'));
    expect(screen.queryByText(/of 1024 characters/)).toBeNull();
    await act(() => detail.type('x'.repeat(201)));
    expect(screen.getByText('201 of 1024 characters')).toBeTruthy();
    expect(box().getAttribute('maxlength')).toBe('1024');
  });

  it('takes no click for half a second, and keeps the button in reach', async () => {
    const { detail, send } = openDetail(request());
    await act(() => detail.begin('approve'));
    const confirm = button('Confirm approval');
    confirm.focus();
    fireEvent.click(confirm);
    expect(confirm.getAttribute('aria-disabled')).toBe('true');
    await vi.advanceTimersByTimeAsync(499);
    fireEvent.click(confirm);
    expect(send).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2);
    expect(confirm.hasAttribute('aria-disabled')).toBe(false);
    expect(document.activeElement).toBe(confirm);
    fireEvent.click(confirm);
    expect(send).toHaveBeenCalledTimes(1);
  });

  it('says beside the box that a reason is owed, and goes there', async () => {
    const { send } = openDetail(request());
    await decide('Deny', 'Confirm denial', '  ');
    expect(send).not.toHaveBeenCalled();
    const described = box().getAttribute('aria-describedby')?.split(' ') ?? [];
    const texts = described.map((id) => document.getElementById(id)?.textContent).join(' ');
    expect(texts).toContain('Write a reason');
    expect(box().getAttribute('aria-invalid')).toBe('true');
    expect(document.activeElement).toBe(box());
  });

  it.each([
    ['Approve', 'optional'],
    ['Deny', 'required'],
    ['Block', 'required'],
    ['Dismiss', 'optional'],
  ])('says before %s whether a reason is owed: %s', async (verb, need) => {
    openDetail(request());
    await press(verb);
    const [first = ''] = box().getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(document.getElementById(first)?.textContent).toBe(need);
    expect(box().getAttribute('aria-required')).toBe(String(need === 'required'));
    expect(screen.getByText(need)).toBeTruthy();
  });

  it('says what went wrong, and keeps what was written', async () => {
    openDetail(request(), answered({ ok: false, problem: 'storage-full' }));
    await decide('Deny', 'Confirm denial', 'Too wide');
    expect(screen.getByRole('alert').textContent).toMatch(/no space left/);
    expect((box() as HTMLTextAreaElement).value).toBe('Too wide');
  });

  it('gives the focus back when it is cancelled', async () => {
    openDetail(request());
    await press('Block');
    await press('Cancel');
    expect(screen.queryByRole('textbox')).toBeNull();
    expect(document.activeElement).toBe(button('Block'));
  });

  it.each<[DecisionKind, string, string, ApprovalRequest['status'], RegExp]>([
    ['approve', 'Approve', 'approval', 'approved', /^Approved\. The block stays/],
    ['approve', 'Approve', 'approval', 'granted', /^Approved\. The page was already seen without/],
    ['deny', 'Deny', 'denial', 'denied', /^Denied\./],
    ['block', 'Block', 'block', 'blocked', /^Blocked\./],
    ['dismiss', 'Dismiss', 'dismissal', 'dismissed', /^Dismissed\. No decision was made/],
  ])('after %s the outcome is said and has the focus', async (kind, verb, noun, status, text) => {
    const one = request();
    const decided = { ...one, status, decision: decision(kind, 'Because') };
    const { send } = openDetail(one, answered({ ok: true, request: decided }));
    await decide(verb, `Confirm ${noun}`, 'Because');
    expect(send).toHaveBeenCalledWith('decideRequest', { id: one.id, kind, reason: 'Because' });
    const feedback = screen.getByText(text);
    expect(feedback.getAttribute('role')).toBe('status');
    expect(document.activeElement).toBe(feedback);
    expect(screen.getByText('Reason: Because')).toBeTruthy();
    expect(button('Copy answer for the requesters')).toBeTruthy();
  });

  it('can be taken back for ten seconds, which are counted down', async () => {
    const one = request();
    const decided = { ...one, status: 'denied' as const, decision: decision('deny', 'No') };
    const { detail } = openDetail(one, answered({ ok: true, request: decided }));
    await decide('Deny', 'Confirm denial', 'No');
    expect(button('Undo').textContent).toBe('Undo (10)');
    await settle(3000);
    expect(button('Undo').textContent).toBe('Undo (7)');
    button('Undo').focus();
    await settle(7000);
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    expect(detail.undo.offered.value).toBe(false);
    // The offer ended under somebody's fingers.
    expect(document.activeElement?.textContent).toBe('Figma');
  });

  it('offers only what leads somewhere', () => {
    openDetail(request({ status: 'denied', decision: decision('deny', 'No') }));
    const group = screen.getByRole('group', { name: 'Change the decision' });
    const names = within(group)
      .getAllByRole('button')
      .map((one) => one.textContent);
    expect(names).toEqual(['Approve', 'Block', 'Reopen']);
  });

  it('offers nothing for what was withdrawn', () => {
    openDetail(request({ status: 'withdrawn' }));
    expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
    expect(screen.getByText(/^Withdrawn on/)).toBeTruthy();
  });
});
