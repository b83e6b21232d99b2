import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Detail } from '../../components/popup/detail/Detail.tsx';
import type { DetailView } from '../../components/popup/detail/detail-model.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import {
  decision,
  detailView,
  HOUR,
  judgeView,
  NOW,
  request,
  requester,
  useEnglish,
} from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

function show(shown: ApprovalRequest, change: Partial<DetailView> = {}) {
  const detail = detailView(change);
  render(<Detail assessment={judgeView()} detail={detail} request={shown} now={NOW} />);
  return detail;
}
const part = (name: string) => screen.getByRole('region', { name });

describe('an open request', () => {
  it('is a region that takes the focus and has a way back', () => {
    const detail = show(request());
    const heading = screen.getByRole('heading', { level: 2, name: 'Request for Figma' });
    expect(part('Request for Figma')).toBeTruthy();
    expect(document.activeElement).toBe(heading);
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(detail.close).toHaveBeenCalled();
  });

  it('shows who is asking, word for word and without links', () => {
    show(request({ app: { resource: 'https://mcp.atlassian.com/v1/sse' } }));
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
      'The page says that a site admin must authorise the app.',
    ]) {
      expect(who.textContent).toContain(text);
    }
    expect(screen.queryByRole('link')).toBeNull();
  });

  it('says what the page did not show', () => {
    const { clientId: _, redirect: __, ...app } = request({ app: { scopes: [] } }).app;
    const { startPage: ___, ...rest } = request();
    show({ ...rest, app });
    expect(part('Who is asking').textContent).toContain('not known: the page did not show it');
    expect(part('What it could do').textContent).toContain('Not known: the page did not show');
  });

  it('lists permissions by their raw names before the review code is there', () => {
    render(
      <Detail
        assessment={judgeView([], { could: () => undefined })}
        detail={detailView()}
        request={request()}
        now={NOW}
      />,
    );
    const list = screen.getByRole('list', { name: 'Permissions' });
    expect(
      within(list)
        .getAllByRole('listitem')
        .map((item) => item.textContent),
    ).toEqual(['read:jira-work', 'offline_access']);
  });

  it('explains lasting access', () => {
    show(request());
    expect(part('What it could do').textContent).toContain('up to a year');
  });

  it('says nothing of lasting access where it was not asked for', () => {
    show(request({ app: { scopes: ['read:me'] } }));
    expect(part('What it could do').textContent).not.toContain('up to a year');
  });

  it('shows who asked and why, and what proves nothing', () => {
    show(
      request({
        requesters: [
          requester(),
          requester({ name: '', reason: '', via: 'page', at: NOW - 2 * HOUR }),
        ],
      }),
    );
    const [first, second] = within(part('Who asked and why')).getAllByRole('listitem');
    expect(first?.textContent).toContain('Priya');
    expect(first?.textContent).toContain('Designs in tickets');
    expect(first?.textContent).toContain('not verified: this came by link');
    expect(second?.textContent).toContain('No name given');
    expect(second?.textContent).toContain('No reason given');
    expect(second?.textContent).toContain('from this browser');
    expect(second?.textContent).toContain('2 hours ago');
  });

  it('shows twenty of many people, and more when asked', () => {
    show(request({ requesters: Array.from({ length: 90 }, () => requester()) }));
    const people = () => within(part('Who asked and why')).getAllByRole('listitem').length;
    expect(people()).toBe(20);
    fireEvent.click(screen.getByRole('button', { name: 'Show 50 more' }));
    return expect.poll(people).toBe(70);
  });

  it('has no earlier decisions', () => {
    show(request());
    expect(part('Earlier decisions').textContent).toContain('None in this browser');
  });

  it('shows earlier decisions with reasons, and marks what came by link', () => {
    const earlier = request({ status: 'denied', decision: decision('deny', 'Too wide', 'link') });
    show(request(), { earlier: signal([earlier]) });
    const text = part('Earlier decisions').textContent;
    expect(text).toContain('Denied on Nov 20, 2026');
    expect(text).toContain('Reason: Too wide');
    expect(text).toContain('not verified: this answer came by link');
  });
});
