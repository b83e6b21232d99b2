import { act, cleanup, fireEvent, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDetail } from './detail-support.tsx';
import { decision, HOUR, judgeView, NOW, request, requester, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const part = (name: string) => screen.getByRole('region', { name });
const summary = () => screen.getByRole('group', { name: 'Summary' });

describe('an open request', () => {
  it('is a region whose heading takes the focus, with a way back', () => {
    const { detail } = openDetail(request());
    expect(part('Request for Figma')).toBeTruthy();
    const heading = screen.getByRole('heading', { level: 2, name: 'Figma' });
    expect(document.activeElement).toBe(heading);
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(detail.request.value).toBeUndefined();
  });

  it('has its parts in the order in which a reviewer asks', () => {
    openDetail(request());
    const headings = screen.getAllByRole('heading', { level: 3 });
    expect(headings.map(({ textContent }) => textContent)).toEqual([
      'Who asked and why',
      'What it could do',
      'Who is asking',
      'Earlier decisions',
    ]);
  });

  it('tells beside the folded part that it is about the app, as people stand above it', () => {
    openDetail(request());
    const summary = part('Who is asking').querySelector('summary');
    expect(summary?.textContent).toContain('the app: client ID, addresses, edition');
  });

  it('shows who is asking, word for word and without links', () => {
    openDetail(request({ app: { resource: 'https://mcp.atlassian.com/v1/sse' } }));
    const who = part('Who is asking');
    for (const text of [
      'Figma',
      'Xk29fLQ0aZ81mnB7cQpW4rTy6uIo3sDf',
      'www.figma.com',
      'https://www.figma.com/callback',
      'https://www.figma.com/settings',
      'https://mcp.atlassian.com/v1/sse',
      'Cloud',
      'Your site admin must authorize this app for the site acme.atlassian.net.',
      'A site admin must authorize the app.',
    ]) {
      expect(who.textContent).toContain(text);
    }
    expect(within(who).queryByRole('link')).toBeNull();
  });

  it('says what the page did not show', () => {
    const { clientId: _, redirect: __, ...app } = request({ app: { scopes: [] } }).app;
    const { startPage: ___, ...rest } = request();
    openDetail({ ...rest, app });
    expect(part('Who is asking').textContent?.match(/not shown by the page/g)).toHaveLength(3);
    expect(summary().textContent).toContain('Returns to not shown by the page');
    expect(summary().textContent).toContain('Permissions not known');
    expect(part('What it could do').textContent).toContain('Permissions not known');
  });

  it('lists permissions by their raw names before the review code is there', () => {
    openDetail(request(), { assessment: judgeView([], { could: () => undefined }) });
    const raw = screen.getByText('read:jira-work').closest('ul');
    expect(raw?.getAttribute('aria-label')).toBe('Permissions');
    expect(raw?.textContent).toBe('read:jira-workoffline_access');
  });

  it('says nothing of lasting access where it was not asked for', () => {
    openDetail(request({ app: { scopes: ['read:me'] } }));
    expect(part('What it could do').textContent).not.toContain('up to a year');
  });

  it('shows who asked and why, and that a link proves nothing', () => {
    openDetail(
      request({
        requesters: [
          requester(),
          requester({ name: '', reason: '', via: 'page', at: NOW - 2 * HOUR }),
        ],
      }),
    );
    const people = part('Who asked and why');
    const [first, second] = within(people).getAllByRole('listitem');
    expect(first?.textContent).toMatch(/Priya Designs in tickets Nov 19/);
    expect(within(people).getByText('not verified').title).toContain('by link');
    expect(second?.textContent).toContain('No name given');
    expect(second?.textContent).toContain('No reason given');
    expect(second?.textContent).toContain('from this browser');
  });

  it('calls what this browser’s page said by no doubt', () => {
    openDetail(request({ requesters: [requester({ via: 'page' })] }));
    expect(within(part('Who asked and why')).queryByText('not verified')).toBeNull();
  });

  it('shows three of many people, the others behind a disclosure, fifty at a time', async () => {
    openDetail(request({ requesters: Array.from({ length: 90 }, () => requester()) }));
    const [shown, more] = part('Who asked and why').querySelectorAll('ul');
    expect(shown?.children).toHaveLength(3);
    expect(screen.getByText('and 87 more').tagName).toBe('SUMMARY');
    expect(more?.children).toHaveLength(50);
    fireEvent.click(screen.getByText('Show 37 more'));
    await expect.poll(() => more?.children.length).toBe(87);
  });

  it('has no earlier decisions', () => {
    openDetail(request());
    expect(part('Earlier decisions').textContent).toContain('Nothing yet');
  });

  it('shows earlier decisions with reasons, and marks what came by link', async () => {
    const earlier = request({ status: 'denied', decision: decision('deny', 'Too wide', 'link') });
    openDetail(request(), { earlier: [earlier] });
    await expect.poll(() => part('Earlier decisions').textContent).toContain('(1)');
    const text = part('Earlier decisions').textContent;
    expect(text).toContain('Denied on Nov 20, 2026');
    expect(text).toContain('Reason: Too wide');
    expect(text).toContain('not verified: this came by link');
  });
});

describe('the summary', () => {
  const chips = () =>
    within(summary())
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);

  it('says where it returns to, how many ask since when, and the first reason', () => {
    const asks = [
      requester({ reason: '', at: NOW - 49 * HOUR }),
      requester({ name: 'Ana', reason: 'For the launch' }),
    ];
    openDetail(request({ requesters: asks }), { earlier: [request()] });
    const text = summary().textContent;
    expect(text).toContain('Returns to www.figma.com · acme.atlassian.net');
    expect(within(summary()).getByText('figma.com').tagName).toBe('STRONG');
    expect(text).toContain('2 people since Nov 18');
    expect(text).toContain('For the launch Ana');
  });

  it('says the worst that it could do, and that nothing is warned of', () => {
    const scopes = ['read:me', 'delete:issue:jira', 'write:jira-work'];
    openDetail(request({ app: { scopes } }));
    expect(chips()).toEqual(['High: Deletes content', 'No warnings', 'New here']);
  });

  it('counts warnings, reads out the worst, and takes a known client ID for no comfort then', () => {
    const redirect = { uri: 'http://figma.example/cb', host: 'figma.example', hadQuery: false };
    openDetail(request({ app: { name: 'Fig\u202ema', redirect } }));
    expect(chips()[1]).toMatch(/^3 warnings: The name has characters that cannot be seen/);
    expect(chips()).not.toContain('Known app');
    expect(screen.getByRole('list', { name: 'Warnings' }).children).toHaveLength(3);
    expect(screen.getByText('Why this matters').tagName).toBe('SUMMARY');
  });

  it('says that a client registers itself', () => {
    openDetail(request({ app: { resource: 'https://mcp.atlassian.com/v1/sse' } }));
    expect(chips()).toContain('Self-registered client');
  });

  it('tells of an imitator in a quiet line, with its odd letters marked', () => {
    const real = request();
    const redirect = { uri: 'https://evil.example/cb', host: 'evil.example', hadQuery: false };
    const other = request({
      createdAt: NOW,
      updatedAt: NOW,
      app: { name: 'F\u0456gma', clientId: 'sK7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pB', redirect },
    });
    openDetail(real, { assessment: judgeView([real, other]) });
    expect(summary().textContent).toContain('imitate this app: F\u0456gma U+0456 (evil.example)');
    expect(summary().querySelector('.odd')?.textContent).toBe('\u0456');
    expect(screen.queryByRole('list', { name: 'Warnings' })).toBeNull();
  });
});

describe('assigning', () => {
  const taken = () => ({
    ...request(),
    status: 'under-review' as const,
    reviewer: { name: 'Bob', at: NOW },
  });

  it('is one press, says so, and can be given back', async () => {
    const one = request();
    const { send } = openDetail(one, {
      told: { assignRequest: { ok: true, request: { ...taken(), id: one.id } } },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Assign to me' }));
    const status = await screen.findByText(/^Under review by Bob since/);
    expect(document.activeElement).toBe(status);
    expect(send).toHaveBeenCalledWith('assignRequest', { id: one.id });
    fireEvent.click(screen.getByRole('button', { name: 'Give back' }));
    expect((await screen.findByRole('alert')).textContent).toContain('did not answer');
  });
});

describe('the next request', () => {
  it('is offered once one was decided', async () => {
    const one = request();
    const onNext = vi.fn();
    const decided = { ...one, status: 'denied' as const, decision: decision('deny', 'No') };
    const { detail } = openDetail(one, {
      onNext,
      told: { decideRequest: { ok: true, request: decided } },
    });
    expect(screen.queryByRole('button', { name: 'Next request' })).toBeNull();
    await act(async () => {
      detail.begin('deny');
      detail.type('No');
      await detail.confirm();
    });
    fireEvent.click(screen.getByRole('button', { name: 'Next request' }));
    expect(onNext).toHaveBeenCalledOnce();
  });
});
