import { cleanup, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { SCOPE_TABLE } from '../../lib/review/scopes/grade-scope.ts';
import { openDetail } from './detail-support.tsx';
import { decision, judgeView, request, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const show = (
  shown: ApprovalRequest,
  earlier: ApprovalRequest[] = [],
  assessment = judgeView(earlier),
) => openDetail(shown, { earlier, assessment });
const part = (name: string) => screen.getByRole('region', { name });
const scopesOf = (product: string) => screen.getByRole('list', { name: `Permissions: ${product}` });
const approvedBefore = (app: Partial<ApprovalRequest['app']>) =>
  request({ status: 'approved', decision: decision('approve'), app });

describe('what it could do', () => {
  const abilities = () =>
    within(screen.getByRole('list', { name: 'What it could do' }))
      .getAllByRole('listitem')
      .map(({ textContent }) => textContent);

  it('is one line for each kind of thing, the worst first, with its level and products', () => {
    const scopes = ['read:me', 'read:jira-work', 'read:page:confluence', 'delete:issue:jira'];
    show(request({ app: { scopes: [...scopes, 'manage:jira-configuration'] } }));
    expect(abilities()).toEqual([
      'Critical Changes a product as an administrator Jira',
      'High Deletes content Jira',
      'Medium Reads work the person can open Jira, Confluence',
      'Low Learns who the person is Account and sign-in',
    ]);
  });

  it('is one line where an AI client asks for everything that the server offers', () => {
    const all = [...SCOPE_TABLE.keys()].filter((name) => name.endsWith(':agent-interface'));
    show(request({ app: { scopes: [...all, 'offline_access', 'delete:issue:jira'] } }));
    expect(abilities()).toEqual([
      'Critical Everything the AI server offers Rovo MCP',
      'High Deletes content Jira',
      'Medium Stays connected up to a year Account and sign-in',
    ]);
    expect(screen.getByText(`${all.length + 2} permissions`).tagName).toBe('SUMMARY');
  });

  it('has each permission by name, by product, with the sentence that graded it', () => {
    const scopes = ['read:me', 'read:jira-work', 'delete:issue:jira', 'manage:jira-configuration'];
    show(request({ app: { scopes } }));
    const headings = within(part('What it could do')).getAllByRole('heading', { level: 4 });
    expect(headings.map((one) => one.textContent)).toEqual(['Jira', 'Account and sign-in']);
    expect([...scopesOf('Jira').querySelectorAll('p')].map((one) => one.textContent)).toEqual([
      'Critical Changes a product as an administrator',
      'High Deletes content',
      'Medium Reads work the person can open',
    ]);
    expect(scopesOf('Jira').textContent).toContain('manage:jira-configuration');
    expect(scopesOf('Jira').textContent).toContain('Fields, workflows and permission schemes.');
  });

  it('marks what is not in our list', () => {
    show(request({ app: { scopes: ['erase:everything:jira'] } }));
    expect(scopesOf('Jira').textContent).toContain('erase:everything:jira');
    expect(scopesOf('Jira').textContent).toContain('Not known');
    expect(scopesOf('Jira').textContent).toContain(
      'Critical Changes a product as an administrator',
    );
  });

  it('says so where nothing in a name tells what it allows', () => {
    show(request({ app: { scopes: ['frobnicate:issue:jira'] } }));
    expect(scopesOf('Jira').textContent).toContain('Medium Not known: read its name');
  });

  it('says of more than fifty scopes that it is unusual, and how many were left out', () => {
    const scopes = Array.from({ length: 49 }, (_, at) => `read:thing-${at}:jira`);
    show(request({ app: { scopes, scopesLeftOut: 3 } }));
    expect(screen.getByRole('list', { name: 'Warnings' }).textContent).toContain(
      'Asks for 52 perm',
    );
    expect(part('What it could do').textContent).toContain('no room for 3 more');
  });

  it('shows what is new since the last approval, and what is gone', async () => {
    const before = approvedBefore({ scopes: ['read:jira-work', 'write:jira-work'] });
    show(request({ key: before.key, app: { scopes: ['read:jira-work', 'delete:issue:jira'] } }), [
      before,
    ]);
    const since = await screen.findByRole('list', { name: 'Since the approval of Nov 20, 2026' });
    expect(
      within(since)
        .getAllByRole('listitem')
        .map((one) => one.textContent),
    ).toEqual(['New: delete:issue:jira', 'No longer asked for: write:jira-work']);
  });

  it('says once what several permissions of a product say', async () => {
    show(request({ app: { scopes: ['read:jira-work', 'write:jira-work', 'read:jira-user'] } }));
    const words = 'Work items, comments, worklogs, attachments.';
    await screen.findAllByText((text) => text.includes(words));
    expect(part('What it could do').textContent?.split(words)).toHaveLength(2);
    expect(part('What it could do').textContent).toContain('read:jira-work');
  });

  it('shows another redirect host and another name under the same client id', async () => {
    const redirect = { uri: 'https://evil.example/cb', host: 'evil.example', hadQuery: false };
    const before = approvedBefore({});
    show(request({ key: before.key, app: { name: 'Figma 2', redirect } }), [before]);
    await screen.findByRole('list', { name: /^Since/ });
    const text = part('What it could do').textContent;
    expect(text).toContain('Returns to: now evil.example, before www.figma.com.');
    expect(text).toContain('App name: now Figma 2, before Figma.');
    expect(text).toContain('The same permissions as before.');
  });
});

describe('who is asking', () => {
  const listed = (name: string) =>
    within(screen.getByRole('list', { name }))
      .getAllByRole('listitem')
      .map((one) => one.textContent ?? '');
  const warnings = () => listed('Warnings');

  it('lists warnings below the summary, the worst first, and notes with who is asking', () => {
    const redirect = { uri: 'http://figma.example/cb', host: 'figma.example', hadQuery: false };
    show(request({ app: { name: 'Fig\u202ema', redirect } }));
    expect(warnings()[0]).toMatch(/^Warning The name has characters that cannot be seen/);
    expect(warnings().join(' ')).not.toContain('Note');
    expect(listed('Notes')).toContain('Not seen here before.');
    expect(part('Who is asking').textContent).toContain('U+202E');
  });

  it('says red that an app of the same name with another client id was approved', () => {
    const other = approvedBefore({ clientId: 'sK7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pB' });
    const redirect = { uri: 'https://evil.example/cb', host: 'evil.example', hadQuery: false };
    show(request({ app: { redirect } }), [other]);
    expect(warnings()[0]).toMatch(/^Warning You approved "Figma" with another client ID/);
  });

  it('notes it alone where people are sent back to the vendor’s own domain', () => {
    const other = approvedBefore({ clientId: 'sK7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pB' });
    show(request(), [other]);
    expect(screen.queryByRole('list', { name: 'Warnings' })).toBeNull();
    expect(listed('Notes')[0]).toMatch(/^You approved "Figma" with another client ID/);
    expect(screen.getByRole('group', { name: 'Summary' }).textContent).toContain('No warnings');
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

  it('says that there are no warnings', () => {
    show(request(), [request()]);
    expect(screen.queryByRole('list', { name: 'Warnings' })).toBeNull();
    expect(screen.getByRole('group', { name: 'Summary' }).textContent).toContain('No warnings');
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
    expect(listed('Notes').join(' ')).toContain('Registers itself anew');
  });

  it('says that it is still looking', () => {
    show(request(), [], judgeView([], { who: () => undefined }));
    const summary = screen.getByRole('group', { name: 'Summary' });
    expect(summary.textContent).toContain('Looking for warnings');
    expect(summary.textContent).not.toContain('No warnings');
  });
});
