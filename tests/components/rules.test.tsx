import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Import } from '../../components/popup/import/Import.tsx';
import { Pages } from '../../components/popup/pages.ts';
import { HalfTime } from '../../components/popup/queue/QueueItem.tsx';
import { ByRule, Rules } from '../../components/popup/rules/Rules.tsx';
import type { RulesModel } from '../../components/popup/rules/rules-model.ts';
import { emptyDraft } from '../../lib/review/rules/rule-draft.ts';
import { createWorld } from './model-support.ts';
import { importView, roomsView, rule, rulesView } from './pages-support.ts';
import { decision, NOW, request, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

function show(change: Partial<RulesModel> = {}) {
  const rules = rulesView(change);
  const onBack = vi.fn();
  render(<Rules rules={rules} onBack={onBack} />);
  return { rules, onBack };
}
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));
const MARK = { id: '01KA000000000000000000RV1E', name: 'Known vendors' };
const ruled = request({
  status: 'approved',
  decision: { ...decision('approve'), via: 'rule', rule: MARK },
});

describe('the rules', () => {
  it('say in words what they ask for and do, and can be moved and switched', () => {
    const first = rule();
    const second = rule({
      id: '01KA000000000000000000RV2E',
      enabled: true,
      note: '',
      outcome: 'approve',
      when: { clientId: 'Abcdefgh', scopesWithin: ['read:me', 'read:x'], levelAtMost: 'low' },
    });
    const { rules } = show({ rules: signal([first, second]) });
    const [one, two] = within(screen.getByRole('list', { name: 'Rules in order' })).getAllByRole(
      'heading',
    );
    expect(one?.textContent).toBe('1. No drawing tools');
    expect(two?.textContent).toBe('2. Approve in advance');
    const item = two?.closest('li') as HTMLElement;
    expect(item.textContent).toContain('Permissions: read:me read:x');
    expect(item.textContent).toContain('Worst permission at most: Low');
    fireEvent.click(within(item).getByRole('button', { name: 'Switch off' }));
    expect(rules.turnOff).toHaveBeenCalledWith(second);
    fireEvent.click(within(item).getByRole('button', { name: 'Move up' }));
    expect(rules.move).toHaveBeenCalledWith(second, -1);
    fireEvent.click(within(item).getByRole('button', { name: 'Move down' }));
    expect(rules.move).toHaveBeenCalledOnce();
    press('Switch on');
    expect(rules.beginOn).toHaveBeenCalledWith(first);
  });

  it('show what a rule would have done before it is switched on', () => {
    const one = rule();
    const would = [
      { request: request(), decided: 'deny', agrees: true } as const,
      { request: request(), decided: 'approve', agrees: false } as const,
    ];
    const tried = { would, agrees: 1, differs: 1 };
    const state = { rule: one, tried, looked: 9, failed: false, switching: true };
    const { rules } = show({ rules: signal([one]), tried: signal(state) });
    expect(
      screen.getByText(/^It matches 2 of 9 requests so far\. As you decided: 1\./),
    ).toBeTruthy();
    const named = within(screen.getByRole('list', { name: 'What it would have done' }));
    expect(named.getAllByRole('listitem')[0]?.textContent).toBe(
      'Figma on acme.atlassian.net: “Deny”, you chose “Approve”',
    );
    press('Yes, switch it on');
    expect(rules.turnOn).toHaveBeenCalledWith(one);
  });

  it.each([
    ['deny', 'required'],
    ['approve', 'optional'],
  ] as const)('say beside the reason of a rule to %s that it is %s', (outcome, need) => {
    const draft = { ...emptyDraft({ id: MARK.id, now: NOW }), outcome };
    show({ form: signal({ draft, isNew: true }) });
    const box = screen.getByRole('textbox', { name: 'Reason (goes to the requesters)' });
    const note = document.getElementById(box.getAttribute('aria-describedby') ?? '');
    expect(note?.textContent).toBe(need);
  });

  it('say where a form is wrong, and put the focus there', () => {
    const draft = emptyDraft({ id: MARK.id, now: NOW });
    show({ form: signal({ draft, isNew: true, problem: 'reason-owed' }) });
    const box = screen.getByRole('textbox', { name: 'Reason (goes to the requesters)' });
    expect(document.activeElement).toBe(box);
    expect(box.getAttribute('aria-invalid')).toBe('true');
    expect(screen.getByRole('alert').textContent).toMatch(/^Write a reason/);
  });

  it.each([
    [{ phase: signal('loading' as const) }, 'One moment…'],
    [{ phase: signal('failed' as const) }, /store failed/],
    [{}, 'There are no rules. Every request waits for you.'],
    [{ unreadable: signal(1) }, /^Unreadable here: 1/],
    [{ feedback: signal({ problem: 'too-many-rules' as const }) }, /list is full\. Remove one/],
  ])('say where they are (%#)', (change, words) => {
    show(change);
    expect(screen.getByText(words)).toBeTruthy();
  });

  it('close the form by Escape first, then the view', () => {
    const draft = emptyDraft({ id: MARK.id, now: NOW });
    const { rules, onBack } = show({ form: signal({ draft, isNew: true }) });
    fireEvent.keyDown(document.body, { key: 'Escape' });
    expect(rules.cancel).toHaveBeenCalledOnce();
    expect(onBack).not.toHaveBeenCalled();
  });
});

describe('what a rule did', () => {
  it('is said in the request, with what is still to be done', () => {
    render(<ByRule request={ruled} warned={0} />);
    expect(document.body.textContent).toContain('Decided by the rule “Known vendors”.');
    expect(document.body.textContent).toContain('make it take effect on each site');
  });

  it('is said of a link that was taken in, with the answer to copy', () => {
    const pages = roomsView();
    const imported = { what: 'request', outcome: 'new', request: ruled } as const;
    render(
      <Pages.Provider value={pages}>
        <Import intake={importView({ open: signal(false), result: signal({ imported }) })} />
      </Pages.Provider>,
    );
    expect(screen.getAllByRole('status')[0]?.textContent).toMatch(
      /^Imported: Figma .* decided by one of your rules/,
    );
    press('Copy answer for the requesters');
    expect(pages.rules.copyAnswer).toHaveBeenCalledWith(ruled);
  });

  it('marks what has waited for half of its time, and not what has not', () => {
    const at = NOW - 16 * 86_400_000;
    const marked = (updatedAt: number) => {
      render(
        <Pages.Provider value={roomsView()}>
          <HalfTime request={request({ updatedAt })} now={NOW} />
        </Pages.Provider>,
      );
      const text = document.body.textContent;
      cleanup();
      return text;
    };
    expect(marked(at)).toMatch(/^Expires .*2026$/);
    expect(marked(NOW)).toBe('');
  });
});

describe('a rule of a decision', () => {
  const NONE = /^Rules never approve/;
  const offered = () => screen.queryByRole('button', { name: 'Make a rule from this decision' });
  const offer = (kind: 'approve' | 'deny', warned?: number, change = {}) => {
    const pages = roomsView();
    const one = request({ status: 'approved', decision: decision(kind, 'Why.'), ...change });
    render(
      <Pages.Provider value={{ ...pages, rules: { ...pages.rules, canMake: () => true } }}>
        <ByRule request={one} warned={warned} />
      </Pages.Provider>,
    );
  };

  it('is offered where nothing is warned of', () => {
    offer('approve', 0);
    expect(offered()).not.toBeNull();
    expect(screen.queryByText(NONE)).toBeNull();
  });

  it('is not offered for an approval in spite of warnings: it would never match', () => {
    offer('approve', 1);
    expect(offered()).toBeNull();
    expect(screen.getByText(NONE)).toBeTruthy();
  });

  it('is not offered where asks differ, which is a warning itself', () => {
    const { app, requesters } = request();
    const [first] = requesters;
    if (!first) throw new Error('Nobody asks.');
    const asks = [first, { ...first, id: '01KA000000000000000000RW1E', said: { app: 0 } }];
    offer('approve', 0, { requesters: asks, others: [{ ...app, name: 'Figma for all' }] });
    expect(offered()).toBeNull();
    expect(screen.getByText(NONE)).toBeTruthy();
  });

  it('waits until the warnings are known, and says nothing before', () => {
    offer('approve');
    expect(offered()).toBeNull();
    expect(screen.queryByText(NONE)).toBeNull();
  });

  it('is offered for a refusal of what is warned of', () => {
    offer('deny', 2, { status: 'denied' });
    expect(offered()).not.toBeNull();
  });
});

describe('the model of the rules', () => {
  it('makes a rule of a decision by hand alone, switched off, and tries it at once', async () => {
    const world = createWorld();
    const done = request({ status: 'denied', decision: decision('deny', 'Too wide') });
    await world.start(done, ruled);
    const { rules, page } = world.model.pages;
    expect(rules.canMake(done)).toBe(true);
    expect(rules.canMake(ruled)).toBe(false);
    expect(rules.canMake(request())).toBe(false);
    world.send.mockImplementation(async (_name, { rule: made }) => ({
      ok: true,
      rules: [made],
      unreadable: 0,
    }));
    await rules.makeFrom(done);
    expect(page.value).toBe('rules');
    expect(rules.rules.value[0]).toMatchObject({ enabled: false, madeFrom: done.id });
    expect(rules.tried.value).toMatchObject({ looked: 2, tried: { agrees: 1 } });
  });
});
