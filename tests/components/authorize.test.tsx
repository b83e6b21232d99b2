import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AfterAccept, type AfterAcceptView } from '../../components/guard/AfterAccept.tsx';
import type { AssessmentModel } from '../../components/popup/assessment-model.ts';
import { ClientIds } from '../../components/popup/detail/WhoIsAsking.tsx';
import type { Answers } from '../../lib/messages.ts';
import type { ApprovalRequest } from '../../lib/requests/schema.ts';
import { openDetail } from './detail-support.tsx';
import { decision, judgeView, request, requester, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const approved = (change = {}) =>
  request({ status: 'approved', decision: decision('approve'), ...change });

const AUTHORIZE = { name: 'Authorize for acme.atlassian.net' };
const OPEN = { name: 'Open the consent page for acme.atlassian.net' };

/** The approved request, open, with these warnings and a background that opens the page. */
function show(assessment: Partial<AssessmentModel>, one: ApprovalRequest = approved()) {
  return openDetail(one, {
    assessment: judgeView([], assessment),
    told: { authorize: { ok: true } as Answers['authorize'] },
  });
}
const opened = (id: string): [string, object] => ['authorize', { id }];

describe('authorizing for the site', () => {
  it('says for which client, return address and permissions', () => {
    show({ warnings: () => 0 });
    const described = document.getElementById(
      screen.getByRole('button', AUTHORIZE).getAttribute('aria-describedby') ?? '',
    );
    expect(described?.textContent).toContain(approved().app.clientId);
    expect(described?.textContent).toContain('figma.com');
    expect(described?.textContent).toMatch(/2 permissions Medium/);
  });

  it('is one click where nothing is odd, and asks for access to the app’s host within it', async () => {
    const one = approved();
    const { send, requestHost } = show({ warnings: () => 0 }, one);
    fireEvent.click(screen.getByRole('button', AUTHORIZE));
    expect(requestHost).toHaveBeenCalledWith('www.figma.com');
    expect(await screen.findByText('The consent page is open in a new tab.')).toBeTruthy();
    expect(send.mock.calls).toEqual([opened(one.id)]);
  });

  it.each([
    ['there are warnings', () => 2, /^There are warnings, or not all are known/],
    [
      'it is not known whether there are',
      () => undefined,
      /^There are warnings, or not all are known/,
    ],
  ])('asks for the return address where %s', async (_, warnings, words) => {
    const one = approved();
    const host = new URL(one.app.redirect?.uri ?? '').host;
    const { send } = show({ warnings }, one);
    fireEvent.click(screen.getByRole('button', AUTHORIZE));
    const check = screen.getByRole('group', { name: words });
    const box = within(check).getByRole('textbox', {
      name: `To go on, type where the app returns to: ${host}`,
    });
    expect(document.activeElement).toBe(box);
    const open = screen.getByRole('button', OPEN);
    await waitFor(() => expect(open.getAttribute('aria-disabled')).toBeNull());
    fireEvent.input(box, { target: { value: `${host}.evil.example` } });
    fireEvent.click(open);
    expect(send).not.toHaveBeenCalled();
    expect(screen.getByRole('alert').textContent).toContain(`That is not ${host}`);
    fireEvent.input(box, { target: { value: ` ${host.toUpperCase()} ` } });
    fireEvent.keyDown(box, { key: 'Enter' });
    await waitFor(() => expect(send.mock.calls).toEqual([opened(one.id)]));
  });

  it('is given up with Escape, and the focus goes back', () => {
    const { send } = show({ warnings: () => 1 });
    fireEvent.click(screen.getByRole('button', AUTHORIZE));
    fireEvent.keyDown(screen.getByRole('textbox'), { key: 'Escape' });
    expect(document.activeElement).toBe(screen.getByRole('button', AUTHORIZE));
    expect(send).not.toHaveBeenCalled();
  });

  it('is no way where no consent page can be opened, and Good to know says why', () => {
    show({}, approved({ app: { clientId: 'https://app.example/client.json' } }));
    expect(screen.queryByRole('button', AUTHORIZE)).toBeNull();
    expect(screen.getByText('Other ways (2)')).toBeTruthy();
    expect(screen.getByText(/^A consent page cannot be opened from here/).textContent).toContain(
      'starts its connections itself',
    );
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
