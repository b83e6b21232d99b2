import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AfterAccept, type AfterAcceptView } from '../../components/guard/AfterAccept.tsx';
import type { AssessmentView } from '../../components/popup/assessment-model.ts';
import { Authorize } from '../../components/popup/detail/Authorize.tsx';
import type { AuthorizeView } from '../../components/popup/detail/detail-model.ts';
import { ClientIds } from '../../components/popup/detail/WhoIsAsking.tsx';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { decision, detailView, judgeView, request, requester, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const approved = (change = {}) =>
  request({ status: 'approved', decision: decision('approve'), ...change });

const AUTHORISE = { name: 'Authorise for acme.atlassian.net' };
const OPEN = { name: 'Open the consent page for acme.atlassian.net' };

function show(
  assessment: Partial<AssessmentView>,
  one: ApprovalRequest = approved(),
): AuthorizeView {
  const { authorize } = detailView();
  render(<Authorize authorize={authorize} assessment={judgeView([], assessment)} request={one} />);
  return authorize;
}

describe('authorising for the site', () => {
  it('says for which client, return address and permissions', () => {
    show({ warnings: () => 0 });
    const described = document.getElementById(
      screen.getByRole('button', AUTHORISE).getAttribute('aria-describedby') ?? '',
    );
    expect(described?.textContent).toContain(approved().app.clientId);
    expect(described?.textContent).toContain('figma.com');
    expect(described?.textContent).toMatch(/\d+ permissions?, at worst: /);
  });

  it('is one click where nothing is odd', () => {
    const { run } = show({ warnings: () => 0 });
    fireEvent.click(screen.getByRole('button', AUTHORISE));
    expect(run).toHaveBeenCalledOnce();
  });

  it.each([
    ['there are warnings', () => 2, /^There are warnings about this app/],
    ['it is not known whether there are', () => undefined, /^It is not known whether/],
  ])('asks for the return address where %s', async (_, warnings, words) => {
    const one = approved();
    const host = new URL(one.app.redirect?.uri ?? '').host;
    const { run } = show({ warnings }, one);
    fireEvent.click(screen.getByRole('button', AUTHORISE));
    const check = screen.getByRole('group', { name: words });
    const box = within(check).getByRole('textbox', {
      name: `To go on, type where the app returns to: ${host}`,
    });
    expect(document.activeElement).toBe(box);
    const open = screen.getByRole('button', OPEN);
    await waitFor(() => expect(open.getAttribute('aria-disabled')).toBeNull());
    fireEvent.input(box, { target: { value: `${host}.evil.example` } });
    fireEvent.click(open);
    expect(run).not.toHaveBeenCalled();
    expect(screen.getByRole('alert').textContent).toContain(`That is not ${host}`);
    fireEvent.input(box, { target: { value: ` ${host.toUpperCase()} ` } });
    fireEvent.keyDown(box, { key: 'Enter' });
    expect(run).toHaveBeenCalledOnce();
  });

  it('is given up with Escape, and the focus goes back', () => {
    const { run } = show({ warnings: () => 1 });
    fireEvent.click(screen.getByRole('button', AUTHORISE));
    fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Escape' });
    expect(document.activeElement).toBe(screen.getByRole('button', AUTHORISE));
    expect(run).not.toHaveBeenCalled();
  });
});

describe('the page after Accept', () => {
  const told = (view: AfterAcceptView) => {
    const acts = { openConnect: vi.fn(), openRequest: vi.fn() };
    render(<AfterAccept view={view} {...acts} />);
    return acts;
  };

  it('leads to the app’s own connect page, where an Accept alone was not enough', () => {
    const one = approved({ startPage: 'https://www.figma.com/settings' });
    const { openConnect, openRequest } = told({ kind: 'accepted', request: one });
    fireEvent.click(screen.getByRole('button', { name: "Open the app's connect page" }));
    expect(openConnect).toHaveBeenCalledWith(one.id);
    fireEvent.click(screen.getByRole('button', { name: 'Back to the request' }));
    expect(openRequest).toHaveBeenCalledWith(one.id);
  });

  it('offers no such page after a Cancel', () => {
    told({ kind: 'refused', request: approved() });
    expect(screen.queryByRole('button', { name: "Open the app's connect page" })).toBeNull();
    expect(screen.getByRole('button', { name: 'Back to the request' })).toBeTruthy();
  });
});

describe('a consent page that was not taken', () => {
  const told = (view: AfterAcceptView) =>
    render(<AfterAccept view={view} openConnect={vi.fn()} openRequest={vi.fn()} />);
  const status = () => screen.getByRole('status').textContent;

  it('is said to be so, and the app’s own page offered instead', () => {
    told({ kind: 'rejected', request: approved() });
    expect(status()).toContain('did not take the consent page');
    expect(screen.getByRole('button', { name: "Open the app's connect page" })).toBeTruthy();
  });

  it('is told apart from one whose answer is not held any more', () => {
    told({ kind: 'over', request: approved() });
    expect(status()).toContain('no Accept seen');
    expect(screen.queryByRole('button', { name: "Open the app's connect page" })).toBeNull();
  });
});

describe('client ids', () => {
  const agent = (ids: string[]) =>
    request({
      app: {
        ...request().app,
        clientId: ids[0] ?? '',
        resource: 'https://mcp.atlassian.com/v2/mcp',
      },
      requesters: ids.map((clientId) => requester({ clientId })),
    });
  const id = (at: number) => `${at}ynamicClient0000000000000000000`;

  it('of a client that registers itself anew are all shown, and never called the same app', () => {
    const { container } = render(<ClientIds request={agent([id(1), id(2), id(2)])} />);
    expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
      id(1),
      id(2),
    ]);
    expect(container.textContent).toContain('Only the same name');
    expect(container.textContent).toContain('whether it is the same app cannot be told');
  });

  it('are five at most', () => {
    const { container } = render(<ClientIds request={agent([1, 2, 3, 4, 5, 6, 7].map(id))} />);
    expect(screen.getAllByRole('listitem')).toHaveLength(5);
    expect(container.textContent).toContain('and 2 more');
  });

  it('are one where there is one', () => {
    const { container } = render(<ClientIds request={agent([id(1), id(1)])} />);
    expect(container.textContent).toBe(id(1));
  });
});
