import { cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SAMPLE_ID } from '../../lib/requests/sample.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { openDetail, type Told } from './detail-support.tsx';
import { decision, request, requester, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const show = (shown: ApprovalRequest, told: Told = {}) => openDetail(shown, { told });

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
const inside = (label: string | RegExp) => screen.getByText(label).closest('details');
const steps = () => screen.getByRole('list', { name: 'Progress' });
const current = () => steps().querySelector('[aria-current="step"]')?.textContent;

describe('making an approval take effect', () => {
  const own = () => [requester({ via: 'page' })];

  it('opens the page on which this browser’s own person started the connection', async () => {
    const page = 'https://www.figma.com/settings';
    const one = approved({ startPage: page, requesters: own() });
    const { send } = show(one);
    fireEvent.click(connect() as HTMLElement);
    await expect.poll(() => send.mock.calls).toEqual([['openConnect', { id: one.id }]]);
    expect(group().textContent).toContain('Opens https://www.figma.com/settings');
    expect(group().textContent).toContain('choose acme.atlassian.net and accept');
    expect(group().textContent).not.toContain('the front page');
  });

  it('shows what a sample would answer, and leads nowhere', async () => {
    const one = approved({ id: SAMPLE_ID, decision: decision('approve', 'Go ahead.') });
    const { copy } = show(one, { shareDecision: { ok: false, problem: 'sample' } });
    fireEvent.click(screen.getByRole('button', { name: 'Copy answer for the requesters' }));
    const text = await screen.findByRole('textbox', { name: 'Answer for the requesters' });
    expect((text as HTMLTextAreaElement).value.split('\n')).toEqual([
      'Approved: Figma on acme.atlassian.net.',
      'Reason: Go ahead.',
      expect.stringMatching(/^Start the connection again/),
      expect.stringMatching(/open this link in your own browser: …$/),
    ]);
    expect(screen.getByText(/^This is only a sample/)).toBeTruthy();
    expect(copy).not.toHaveBeenCalled();
  });

  it('has one step, one button and how sure it is; the others are folded away', () => {
    show(approved());
    expect(within(group()).getAllByRole('button')).toHaveLength(1);
    const tag = within(group()).getByText('documented');
    expect(tag.title).toContain('Checked 2026-11');
    expect(inside('Other ways (3)')?.open).toBe(false);
    expect(inside('Good to know')?.open).toBe(false);
    expect(inside('The request')?.open).toBe(false);
    expect(inside('The request')?.textContent).toContain('Who asked and why');
  });

  it('opens the front page alone where a link names the page, and shows that as text', () => {
    show(approved({ startPage: 'https://www.figma.com/settings' }));
    expect(group().textContent).toMatch(/Opens https:\/\/www\.figma\.com\/ · the front page/);
    const notes = inside('Good to know');
    expect(notes?.textContent).toContain('started on https://www.figma.com/settings');
    for (const link of screen.queryAllByRole('link')) {
      expect(link.getAttribute('href')).toMatch(/^\/help\.html#/);
    }
  });

  it('says why the page could not be opened', async () => {
    show(approved());
    fireEvent.click(connect() as HTMLElement);
    const why = await within(group()).findByText(/did not answer/);
    expect(why.getAttribute('role')).toBe('status');
  });

  it('never opens a consent page', () => {
    const startPage = 'https://api.atlassian.com/oauth2/authorize/server/consent';
    show(approved({ startPage, requesters: own() }));
    expect(group().textContent).toContain('Opens https://www.figma.com/');
  });

  it.each([
    'http://localhost:3118/callback',
    'http://127.0.0.1:9/cb',
    'http://[::1]:9/cb',
    'cursor://anysphere.cursor-retrieval/cb',
  ])('has words and no button for %s', (uri) => {
    show(approved({ app: { redirect: { uri, host: 'localhost:3118', hadQuery: false } } }));
    expect(connect()).toBeNull();
    expect(within(group()).queryByRole('button')).toBeNull();
    expect(group().textContent).toContain('in the app itself, as an admin');
  });

  it('has words where nothing is known of the app', () => {
    const one = approved();
    const { redirect: _, ...app } = one.app;
    show({ ...one, app });
    expect(connect()).toBeNull();
    expect(group().textContent).toContain('in the app itself, as an admin');
  });

  it('leads to Connected apps, by button and by menu', () => {
    show(approved());
    const others = inside('Other ways (3)') as HTMLElement;
    expect(within(others).getByText('Open Connected apps')).toBeTruthy();
    expect(others.textContent).toContain(
      'Administration → Apps → Sites → acme.atlassian.net → Connected apps',
    );
    for (const text of [
      'You need access to the product yourself',
      'An approval counts for one site',
      "Confirmed only when a requester's page is seen without the block",
      'Administration → Apps → User requests',
    ]) {
      expect(inside('Good to know')?.textContent).toContain(text);
    }
  });

  it('says of each step how sure it is, and goes by the cause of the block', () => {
    const marks = () => [
      group().querySelector('.tag')?.textContent,
      ...[...(inside(/^Other ways/)?.querySelectorAll('.tag') ?? [])].map((one) => one.textContent),
    ];
    show(approved());
    expect(marks()).toEqual(['documented', 'not verified', 'reported', 'documented']);
    expect(inside(/^Other ways/)?.textContent).toContain(
      'Sites → acme.atlassian.net → Connected apps → Settings → User installed apps',
    );
    cleanup();
    show(approved({ cause: 'app-blocked' }));
    expect(marks()[0]).toBe('not verified');
    cleanup();
    show(approved({ cause: 'by-hand' }));
    expect(marks()).toHaveLength(3);
    expect(inside('Other ways (2)')?.textContent).not.toContain('User installed apps');
  });

  const url = 'https://admin.atlassian.com/';
  it.each<[string, Told, RegExp]>([
    [
      'exact',
      { findConnectedApps: { ok: true, url, exact: true } },
      /^Opened Connected apps of acme/,
    ],
    [
      'front',
      { findConnectedApps: { ok: true, url, exact: false } },
      /From there: Apps → Sites → acme/,
    ],
    ['nobody answers', {}, /did not answer/],
  ])('says what came of it: %s', async (_, told, words) => {
    const { openTab } = show(approved(), told);
    fireEvent.click(screen.getByText('Open Connected apps'));
    expect(screen.getByText('One moment…')).toBeTruthy();
    expect((await screen.findByText(words)).getAttribute('role')).toBe('status');
    expect(openTab.mock.calls).toEqual(told.findConnectedApps ? [[url]] : []);
  });

  it('has one step for another switch of Atlassian’s too, with what is to be allowed', () => {
    const { openTab } = show(approved({ cause: 'by-hand', screen: 'domain-not-allowed' }));
    fireEvent.click(within(group()).getByRole('button'));
    expect(openTab).toHaveBeenCalledWith('https://admin.atlassian.com/');
    const allow = within(group()).getByRole('textbox') as HTMLTextAreaElement;
    expect(allow.value).toBe('https://www.figma.com/**');
    expect(within(group()).getByText('documented')).toBeTruthy();
    expect(group().textContent).toContain('site of the organization: https://www.figma.com/**');
    expect(screen.queryByText(/^Other ways/)).toBeNull();
  });

  it('shows how far it has come', () => {
    show(approved());
    expect([...steps().children].map((step) => step.textContent)).toEqual([
      'Asked',
      'Approved',
      'In effect',
      'Seen working',
    ]);
    expect(current()).toBe('In effect');
    cleanup();
    show(approved({ authorisedAt: Date.UTC(2026, 10, 20) }));
    expect(current()).toBe('Seen working');
    expect(within(group()).getByText(/^Authorized .+ not yet confirmed/)).toBeTruthy();
    // No step is recommended any more: what comes next is the answer.
    expect(within(group()).queryByRole('button')).toBeNull();
    expect(screen.getByText('Other ways (4)')).toBeTruthy();
  });

  it('is not there for what was denied', () => {
    show(request({ status: 'denied', decision: decision('deny', 'No') }));
    expect(screen.queryByRole('group', { name: 'Make it take effect' })).toBeNull();
    expect(screen.queryByRole('list', { name: 'Progress' })).toBeNull();
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
    expect(current()).toBeUndefined();
  });
});

describe('the answer for the requesters', () => {
  const copied: Told = { shareDecision: { ok: true, links: [], text: 'Approved: Figma' } };
  const answerBox = () => screen.queryByRole('textbox', { name: 'Answer for the requesters' });
  const press = () =>
    fireEvent.click(screen.getByRole('button', { name: 'Copy answer for the requesters' }));

  it('is copied by a button, and shown as it was copied', async () => {
    const { copy } = show(approved(), copied);
    expect(answerBox()).toBeNull();
    press();
    expect(await screen.findByText(/^Copied\./)).toBeTruthy();
    expect(copy).toHaveBeenCalledWith('Approved: Figma');
    expect((answerBox() as HTMLTextAreaElement).value).toBe('Approved: Figma');
    expect((answerBox() as HTMLTextAreaElement).readOnly).toBe(true);
  });

  it('can be copied by hand where the browser forbids it', async () => {
    const { copy } = show(approved(), copied);
    copy.mockResolvedValue(false);
    press();
    expect(await screen.findByText(/^Couldn't copy\. Select the text/)).toBeTruthy();
    expect(answerBox()).toBeTruthy();
  });

  it('says why there is none', async () => {
    show(approved(), { shareDecision: { ok: false, problem: 'unknown-request' } });
    press();
    expect(await screen.findByText(/no longer in this browser/)).toBeTruthy();
  });
});
