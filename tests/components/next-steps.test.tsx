import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DetailView } from '../../components/popup/detail/detail-model.ts';
import { Result } from '../../components/popup/detail/Result.tsx';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { decision, detailView, judgeView, request, requester, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

function show(shown: ApprovalRequest, change: Partial<DetailView> = {}) {
  const detail = detailView(change);
  render(<Result detail={detail} assessment={judgeView()} request={shown} />);
  return detail;
}

type Change = Parameters<typeof request>[0];
/** An approved request; without the page on which it was started unless it is given. */
function approved(change: Change = {}): ApprovalRequest {
  const { startPage: _, ...rest } = request({
    status: 'approved',
    decision: decision('approve'),
    ...change,
  });
  return change.startPage ? { ...rest, startPage: change.startPage } : rest;
}
const group = () => screen.getByRole('group', { name: 'Make it take effect' });
const connect = () => screen.queryByRole('button', { name: "Open the app's connect page" });

describe('making an approval take effect', () => {
  const own = () => [requester({ via: 'page' })];

  it('opens the page on which this browser’s own person started the connection', () => {
    const page = 'https://www.figma.com/settings';
    const detail = show(approved({ startPage: page, requesters: own() }));
    fireEvent.click(connect() as HTMLElement);
    expect(detail.openConnect).toHaveBeenCalled();
    expect(group().textContent).toContain('Opens https://www.figma.com/settings');
    expect(group().textContent).toContain('choose acme.atlassian.net and accept');
    expect(group().textContent).toContain('compares the consent page');
  });

  it('opens the front page alone where a link names the page, and shows that as text', () => {
    show(approved({ startPage: 'https://www.figma.com/settings' }));
    expect(group().textContent).toMatch(/Opens https:\/\/www\.figma\.com\/(?!settings)/);
    expect(group().textContent).toContain('started on https://www.figma.com/settings. By link');
    expect(within(group()).queryByRole('link')).toBeNull();
  });

  it('opens the front page of the return address where that page is not known, and says so', () => {
    show(approved());
    expect(group().textContent).toContain('Opens https://www.figma.com/');
    expect(group().textContent).toContain('only the front page of the return address');
  });

  it('says why the page could not be opened', () => {
    show(approved(), { notConnected: signal('no-worker' as const) });
    expect(
      within(group())
        .getByText(/did not answer/)
        .getAttribute('role'),
    ).toBe('status');
  });

  it('never opens a consent page', () => {
    const startPage = 'https://api.atlassian.com/oauth2/authorize/server/consent';
    show(approved({ startPage, requesters: own() }));
    expect(group().textContent).toContain('Opens https://www.figma.com/');
  });

  it.each([
    ['http://localhost:3118/callback', /runs on the requester's own computer/],
    ['http://127.0.0.1:9/cb', /runs on the requester's own computer/],
    ['http://[::1]:9/cb', /runs on the requester's own computer/],
    ['cursor://anysphere.cursor-retrieval/cb', /a program and not a website/],
  ])('has words and no button for %s', (uri, words) => {
    show(approved({ app: { redirect: { uri, host: 'localhost:3118', hadQuery: false } } }));
    expect(connect()).toBeNull();
    expect(group().textContent).toMatch(words);
    expect(group().textContent).toContain('in the app itself, as an admin');
  });

  it('has words where nothing is known of the app', () => {
    const one = approved();
    const { redirect: _, ...app } = one.app;
    show({ ...one, app });
    expect(connect()).toBeNull();
    expect(group().textContent).toContain('It is not known where the app lives');
  });

  it('leads to Connected apps, by button and by menu, and dates what it says', () => {
    const detail = show(approved());
    fireEvent.click(screen.getByRole('button', { name: 'Open Connected apps' }));
    expect(detail.openConnectedApps).toHaveBeenCalled();
    for (const text of [
      'Administration → Apps → Sites → acme.atlassian.net → Connected apps',
      'Last verified 2026-11 in documentation, never on a live page.',
      'You need access to the product yourself',
      'An approval counts for one site',
      "confirmed only when the requester's page is seen without the block",
      'Administration → Apps → User requests',
    ]) {
      expect(group().textContent).toContain(text);
    }
  });

  it('says of each step how sure it is, and goes by the cause of the block', () => {
    const marks = () =>
      [...group().querySelectorAll('ol > li > .hint:last-child')].map((one) => one.textContent);
    show(approved());
    expect(marks()).toEqual([
      'Documented, by Atlassian or by a vendor.',
      'Not known whether this is enough.',
      'Observed in public sources, not documented.',
      'Documented, by Atlassian or by a vendor.',
    ]);
    expect(group().textContent).toContain(
      'Sites → acme.atlassian.net → Connected apps → Settings → User installed apps',
    );
    cleanup();
    show(approved({ cause: 'app-blocked' }));
    expect(marks()[0]).toBe('Not known whether this is enough.');
    cleanup();
    show(approved({ cause: 'by-hand' }));
    expect(marks()).toHaveLength(3);
    expect(group().textContent).not.toContain('User installed apps');
  });

  it.each([
    ['looking', /Looking up the page of acme/],
    ['exact', /Opened Connected apps of acme/],
    ['front', /could not be found\. From there: Apps → Sites → acme/],
    ['no-worker', /did not answer/],
  ] as const)('says what came of it: %s', (opened, words) => {
    show(approved(), { opened: signal(opened) });
    const feedback = within(group()).getByText(words);
    expect(feedback.getAttribute('role')).toBe('status');
  });

  it('is not there for what was denied', () => {
    show(request({ status: 'denied', decision: decision('deny', 'No') }));
    expect(screen.queryByRole('group', { name: 'Make it take effect' })).toBeNull();
  });

  it('is not there for what is known to work', () => {
    show(
      request({
        status: 'granted',
        grantedAt: Date.UTC(2026, 10, 20),
        decision: decision('approve'),
      }),
    );
    expect(screen.queryByRole('group', { name: 'Make it take effect' })).toBeNull();
    expect(screen.getByText(/^Works: seen without the block on/)).toBeTruthy();
  });
});

describe('the answer for the requesters', () => {
  const answerBox = () => screen.queryByRole('textbox', { name: 'Answer for the requesters' });

  it('is copied by a button', () => {
    const detail = show(approved());
    fireEvent.click(screen.getByRole('button', { name: 'Copy answer for the requesters' }));
    expect(detail.copyAnswer).toHaveBeenCalled();
    expect(answerBox()).toBeNull();
  });

  it('is shown as it was copied', () => {
    show(approved(), { answer: signal({ text: 'Approved: Figma', ok: true }) });
    expect(screen.getByText(/^Copied\./)).toBeTruthy();
    expect((answerBox() as HTMLTextAreaElement).value).toBe('Approved: Figma');
    expect((answerBox() as HTMLTextAreaElement).readOnly).toBe(true);
  });

  it('can be copied by hand where the browser forbids it', () => {
    show(approved(), { answer: signal({ text: 'Approved: Figma', ok: false }) });
    expect(screen.getByText(/did not let it be copied/)).toBeTruthy();
    expect(answerBox()).toBeTruthy();
  });

  it('says why there is none', () => {
    show(approved(), { answer: signal({ problem: 'unknown-request' as const }) });
    expect(screen.getByText(/no longer in this browser/)).toBeTruthy();
  });
});
