import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { QueueItem } from '../../components/popup/queue/QueueItem.tsx';
import { asksOf, dropAsks, settled } from '../../lib/requests/asks.ts';
import type { App, ApprovalRequest, Requester } from '../../lib/requests/schema.ts';
import { openDetail } from './detail-support.tsx';
import { decision, judgeView, NOW, request, requester, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

const EVIL: Partial<App> = {
  name: 'Figm\u0430',
  nameHadHidden: 'U+200B',
  falseHost: 'auth.evil.example',
  redirect: { uri: 'https://evil.example/cb', host: 'evil.example', hadQuery: false },
  scopes: ['read:jira-work', 'offline_access', 'manage:jira-configuration'],
};

/** A request of these asks, in this order. */
function asked(...people: [app: Partial<App>, who: Partial<Requester>][]): ApprovalRequest {
  const one = request();
  const [{ facts }] = asksOf(one) as [ReturnType<typeof asksOf>[number]];
  const asks = people.map(([app, who]) => ({
    requester: requester(who),
    facts: { ...facts, app: { ...one.app, ...app } },
  }));
  return settled(one, asks);
}
const outsiderFirst = () => asked([EVIL, { name: 'Mallory' }], [{}, { name: 'Ana' }]);

/** Opens it; the background answers with what becomes of it, or that it cannot be done any more. */
function show(shown: ApprovalRequest, becomes?: ApprovalRequest) {
  const dropAsks = becomes
    ? { ok: true as const, request: becomes }
    : { ok: false as const, problem: 'not-open' as const };
  return openDetail(shown, { told: { dropAsks } });
}
const part = () => screen.getByRole('region', { name: 'These asks do not agree' });
const entries = () =>
  [...(part().querySelector('.asks-list')?.children ?? [])].map((one) => one.textContent ?? '');

describe('asks that do not agree', () => {
  it('are told side by side, with who brought which', () => {
    show(outsiderFirst());
    expect(part().textContent).toContain('They came by link, and a link proves nobody.');
    const [evil = '', honest = ''] = entries();
    for (const told of [
      ...['Shown below', 'Figm\u0430', 'evil.example', 'https://evil.example/cb', 'U+200B'],
      ...['auth.evil.example', 'manage:jira-configuration', 'Mallory, ', 'not verified'],
    ]) {
      expect(evil).toContain(told);
    }
    for (const told of ['Figma', 'www.figma.com', 'https://www.figma.com/callback', 'Ana, ']) {
      expect(honest).toContain(told);
    }
    expect(honest).not.toContain('manage:jira-configuration');
    expect(honest).not.toContain('Shown below');
  });

  it('say of a name that looks the same that it is another', () => {
    show(asked([{}, { name: 'Ana', via: 'page' }], [EVIL, { name: 'Mallory' }]));
    expect(entries()[1]).toContain('Letters differ from the name shown below: U+0430');
    expect(part().textContent).toContain('no link changes it');
  });

  it('leave the signs of the app to what is shown: an outsider’s link turns nothing red', () => {
    const [honest, joined] = [
      asked([{}, { via: 'page' }]),
      asked([{}, { via: 'page' }], [EVIL, { name: 'Mallory' }]),
    ];
    expect(judgeView().who(joined)).toEqual(judgeView().who(honest));
  });

  it('show all that any of them asks for, and say that not all of them do', () => {
    show(asked([{}, {}], [EVIL, { name: 'Mallory' }]));
    const could = screen.getByRole('region', { name: 'What it could do' });
    expect(could.textContent).toContain('manage:jira-configuration');
    expect(could.textContent).toContain('These asks do not agree');
  });

  it('are dropped by a button of their own; those of this browser’s page have none', () => {
    const one = outsiderFirst();
    const { send } = show(one);
    fireEvent.click(
      screen.getByRole('button', { name: 'Drop this ask: Figm\u0430, evil.example' }),
    );
    const asks = [one.requesters[0]?.id];
    expect(send).toHaveBeenCalledWith('dropAsks', { id: one.id, asks, dropped: true });
    cleanup();
    show(asked([{}, { via: 'page' }], [EVIL, {}], [EVIL, {}]));
    expect(screen.getAllByRole('button', { name: /^Drop/ }).map((one) => one.textContent)).toEqual([
      'Drop these 2 asks',
    ]);
  });

  it('cannot be dropped where all is over', () => {
    show({ ...outsiderFirst(), status: 'denied', decision: decision('deny', 'No.') });
    expect(part()).toBeTruthy();
    expect(screen.queryByRole('button', { name: /^Drop/ })).toBeNull();
  });

  it('open no page before one of them is dropped, and say why', () => {
    show({ ...outsiderFirst(), status: 'approved', decision: decision('approve') });
    expect(screen.queryByRole('button', { name: /^Authorize/ })).toBeNull();
    expect(screen.queryByRole('button', { name: /connect page/ })).toBeNull();
    const steps = screen.getByRole('group', { name: 'Make it take effect' });
    expect(steps.textContent).toContain('so no page is opened');
  });

  it('leave an honest page of this browser its button, for its own facts', () => {
    const one = asked([EVIL, { name: 'Mallory' }], [{}, { via: 'page' }]);
    show({ ...one, status: 'approved', decision: decision('approve') });
    const facts = screen.getByRole('button', { name: /^Authorize for/ });
    expect(
      document.getElementById(facts.getAttribute('aria-describedby') ?? '')?.textContent,
    ).toMatch(/www\.figma\.com.*2 permissions/);
  });

  it('are marked in the list', () => {
    const row = (one: ApprovalRequest) =>
      render(
        <QueueItem
          row={{ request: one }}
          now={NOW}
          expireAfterDays={undefined}
          chosen={false}
          current={false}
          position={0}
          total={1}
          onChoose={vi.fn()}
          onReview={vi.fn()}
        />,
      ).container.textContent;
    expect(row(outsiderFirst())).toContain('asks do not agree');
    expect(row(asked([{}, {}], [{}, {}]))).not.toContain('asks do not agree');
  });
});

describe('a dropped ask', () => {
  it('is gone from the people, and kept where it can be put back', async () => {
    const one = outsiderFirst();
    const gone = dropAsks(one, [one.requesters[0]?.id ?? ''], true, NOW)?.request;
    const { send } = show(one, gone);
    fireEvent.click(screen.getByRole('button', { name: /^Drop this ask: Figm\u0430/ }));
    await screen.findByText(/^Dropped/);
    expect(screen.queryByRole('region', { name: 'These asks do not agree' })).toBeNull();
    expect(document.activeElement?.textContent).toContain('It no longer counts');
    const people = screen.getByRole('region', { name: 'Who asked and why' });
    expect(people.textContent).toContain('Ana');
    expect(people.textContent).not.toContain('Mallory');
    const quarantined = screen.getByText('1 ask was dropped').closest('details');
    for (const told of ['Mallory', 'evil.example', 'manage:jira-configuration', 'U+200B']) {
      expect(quarantined?.textContent).toContain(told);
    }
    fireEvent.click(within(quarantined as HTMLElement).getByText('Put it back'));
    const asks = [one.requesters[0]?.id];
    expect(send).toHaveBeenLastCalledWith('dropAsks', { id: one.id, asks, dropped: false });
  });

  it('that could not be dropped says why', async () => {
    show(outsiderFirst());
    fireEvent.click(screen.getByRole('button', { name: /^Drop this ask: Figm\u0430/ }));
    expect((await screen.findByRole('alert')).textContent).toContain('can no longer be done');
  });
});
