import { signal } from '@preact/signals';
import { cleanup, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Detail } from '../../components/popup/detail/Detail.tsx';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { decision, detailView, judgeView, NOW, request, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

function show(
  shown: ApprovalRequest,
  earlier: ApprovalRequest[] = [],
  assessment = judgeView(earlier),
) {
  const detail = detailView({ earlier: signal(earlier) });
  render(<Detail assessment={assessment} detail={detail} request={shown} now={NOW} />);
}
const part = (name: string) => screen.getByRole('region', { name });
const scopesOf = (product: string) => screen.getByRole('list', { name: `Permissions: ${product}` });
const approvedBefore = (app: Partial<ApprovalRequest['app']>) =>
  request({ status: 'approved', decision: decision('approve'), app });

describe('what it could do', () => {
  it('goes by product, the worst first, with the sentence that graded each scope', () => {
    const scopes = ['read:me', 'read:jira-work', 'delete:issue:jira', 'manage:jira-configuration'];
    show(request({ app: { scopes } }));
    const headings = within(part('What it could do')).getAllByRole('heading', { level: 4 });
    expect(headings.map((one) => one.textContent)).toEqual(['Jira', 'Account and sign-in']);
    expect([...scopesOf('Jira').querySelectorAll('p')].map((one) => one.textContent)).toEqual([
      'Critical Changes a product as an administrator does.',
      'High Deletes things.',
      'Medium Reads work content that the person can already open.',
    ]);
    expect(scopesOf('Jira').textContent).toContain('manage:jira-configuration');
    expect(scopesOf('Jira').textContent).toContain('Deletes Jira work items.');
  });

  it('marks what is not in our list', () => {
    show(request({ app: { scopes: ['erase:everything:jira'] } }));
    expect(scopesOf('Jira').textContent).toContain('erase:everything:jira');
    expect(scopesOf('Jira').textContent).toContain('Not in our list');
    expect(scopesOf('Jira').textContent).toContain(
      'Critical Changes a product as an administrator',
    );
  });

  it('says so where nothing in a name tells what it allows', () => {
    show(request({ app: { scopes: ['frobnicate:issue:jira'] } }));
    expect(scopesOf('Jira').textContent).toContain(
      'Medium We do not know what this permission allows',
    );
  });

  it('says of more than fifty scopes that it is unusual, and how many were left out', () => {
    const scopes = Array.from({ length: 49 }, (_, at) => `read:thing-${at}:jira`);
    show(request({ app: { scopes, scopesLeftOut: 3 } }));
    expect(part('What it could do').textContent).toContain('Asks for 52 permissions.');
    expect(part('What it could do').textContent).toContain('no room for 3 more permissions');
  });

  it('shows what is new since the last approval, and what is gone', () => {
    const before = approvedBefore({ scopes: ['read:jira-work', 'write:jira-work'] });
    show(request({ app: { scopes: ['read:jira-work', 'delete:issue:jira'] } }), [before]);
    const since = screen.getByRole('list', { name: 'Since the approval of Nov 20, 2026' });
    expect(
      within(since)
        .getAllByRole('listitem')
        .map((one) => one.textContent),
    ).toEqual(['New: delete:issue:jira', 'No longer asked for: write:jira-work']);
  });

  it('shows another redirect host and another name under the same client id', () => {
    const redirect = { uri: 'https://evil.example/cb', host: 'evil.example', hadQuery: false };
    show(request({ app: { name: 'Figma 2', redirect } }), [approvedBefore({})]);
    const text = part('What it could do').textContent;
    expect(text).toContain('The code now goes to evil.example; before, it went to www.figma.com.');
    expect(text).toContain('The app now calls itself "Figma 2"; before, it was "Figma".');
    expect(text).toContain('The app asks for the same permissions as before.');
  });
});

describe('who is asking', () => {
  const warnings = () =>
    within(screen.getByRole('list', { name: 'Warnings' }))
      .getAllByRole('listitem')
      .map((one) => one.textContent ?? '');

  it('lists warnings with their word, the worst first', () => {
    const redirect = { uri: 'http://figma.example/cb', host: 'figma.example', hadQuery: false };
    show(request({ app: { name: 'Fig\u202ema', redirect } }));
    expect(warnings()[0]).toMatch(/^Warning The name contains characters that cannot be seen/);
    expect(warnings().at(-1)).toMatch(/^Note No request for this app has been seen here before/);
    expect(part('Who is asking').textContent).toContain('U+202E');
  });

  it('says red that an app of the same name with another client id was approved', () => {
    const other = approvedBefore({ clientId: 'sK7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pB' });
    const redirect = { uri: 'https://evil.example/cb', host: 'evil.example', hadQuery: false };
    show(request({ app: { redirect } }), [other]);
    expect(warnings()[0]).toMatch(/^Warning You approved an app with the name "Figma"/);
  });

  it('notes it alone where people are sent back to the vendor’s own domain', () => {
    const other = approvedBefore({ clientId: 'sK7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pB' });
    show(request(), [other]);
    expect(warnings()[0]).toMatch(/^Note You approved an app with the name "Figma"/);
    expect(part('Who is asking').textContent).toContain('Nothing unusual was found');
  });

  it('draws two names that look alike below each other, with each odd letter’s code', () => {
    show(request({ app: { name: 'F\u0456gma', clientId: 'sK7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pB' } }), [
      approvedBefore({ name: 'Figma' }),
    ]);
    const list = screen.getByRole('list', { name: 'Warnings' });
    const odd = [...list.querySelectorAll('[title]')].map((one) => [
      one.textContent,
      one.getAttribute('title'),
    ]);
    expect(odd).toEqual([
      ['\u0456', 'U+0456'],
      ['i', 'U+0069'],
    ]);
  });

  it('says that nothing unusual was found, and that it proves nothing', () => {
    show(request(), [request()]);
    expect(screen.queryByRole('list', { name: 'Warnings' })).toBeNull();
    expect(part('Who is asking').textContent).toContain('Nothing unusual was found');
  });

  it('sets the registered domain off, and shows both forms of a foreign host', () => {
    const uri = 'https://login.xn--80ak6aa92e.com/cb';
    const redirect = { uri, host: 'login.xn--80ak6aa92e.com', hadQuery: false };
    show(request({ app: { redirect } }));
    const who = part('Who is asking');
    expect(within(who).getByText('xn--80ak6aa92e.com').tagName).toBe('STRONG');
    expect(who.textContent).toContain('login.аррӏе.com');
    expect(who.textContent).toContain(uri);
  });

  it('words clients that register themselves anew', () => {
    show(request({ app: { resource: 'https://mcp.atlassian.com/v1/sse' } }));
    expect(warnings().join(' ')).toContain('This app registers itself anew');
  });

  it('says that it is still looking', () => {
    show(request(), [], judgeView([], { who: () => undefined }));
    expect(part('Who is asking').textContent).toContain('Looking for warnings');
  });
});
