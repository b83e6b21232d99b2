import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AuditLog } from '../../components/popup/audit/AuditLog.tsx';
import {
  type AuditFeedback,
  type AuditModel,
  inParts,
} from '../../components/popup/audit/audit-model.ts';
import { createWorld } from './model-support.ts';
import { auditEntry, auditView } from './pages-support.ts';
import { useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

function show(change: Partial<AuditModel> = {}) {
  const audit = auditView(change);
  const onBack = vi.fn();
  render(<AuditLog audit={audit} onBack={onBack} />);
  return { audit, onBack };
}
const status = () => screen.getAllByRole('status').map(({ textContent }) => textContent);
const feedback = (what: AuditFeedback) => {
  show({ feedback: signal(what) });
  const text = status()[0];
  cleanup();
  return text;
};

describe('the audit log', () => {
  it('says of each entry who, what, when, which app, what for and why', () => {
    show({ entries: signal([auditEntry()]), total: signal(1) });
    const text = screen.getByRole('listitem').textContent;
    expect(text).toMatch(/Approved Figma.*acme\.atlassian\.net.*2026/);
    expect(text).toContain('Reviewer here');
    expect(text).toContain('Fine for design');
    expect(text).toContain('Xk29fLQ0aZ81mnB7cQpW4rTy6uIo3sDf');
    expect(text).toContain('Permissions: 2');
    expect(screen.getByText('1 entry')).toBeTruthy();
  });

  it('names the rule, marks what was imported, and takes a move it does not know as it is', () => {
    const mark = { id: '01KA000000000000000000RV1E', name: 'Known vendors' };
    const { clientId: _, ...nameless } = auditEntry({ move: 'teleport', imported: true });
    show({ entries: signal([auditEntry({ actor: 'rule', rule: mark }), nameless]) });
    const [first, second] = screen.getAllByRole('listitem');
    expect(first?.textContent).toContain('Decided by the rule “Known vendors”');
    expect(second?.textContent).toContain('teleport');
    expect(second?.textContent).toContain('Imported');
  });

  it.each([
    [{ phase: signal('loading' as const) }, 'One moment…'],
    [{ phase: signal('failed' as const) }, /store failed/],
    [{}, 'Nothing has happened yet. A sample isn’t logged.'],
    [{ query: signal('x') }, 'No entry matches'],
    [{ query: signal('x'), reading: signal(true) }, 'One moment…'],
    [{ query: signal('x'), entries: signal([auditEntry()]) }, '1 entry'],
    [{ query: signal('x'), entries: signal([auditEntry()]), more: signal(true) }, /^The newest 1/],
    [{ entries: signal([auditEntry()]), total: signal(undefined) }, 'The newest 1 entries'],
  ])('says where it is (%#)', (change, words) => {
    show(change);
    expect(status().at(-1)).toMatch(words);
  });

  it('goes back by the button and by Escape, but not out of a search that is typed', () => {
    const { onBack } = show({ query: signal('x') });
    fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'Escape' });
    expect(onBack).not.toHaveBeenCalled();
    fireEvent.keyDown(document.body, { key: 'Escape' });
    fireEvent.click(screen.getByRole('button', { name: 'Back' }));
    expect(onBack).toHaveBeenCalledTimes(2);
  });

  it('exports and imports', () => {
    const { audit } = show({ importing: signal(true) });
    fireEvent.click(screen.getByRole('button', { name: 'Export CSV' }));
    fireEvent.click(screen.getByRole('button', { name: 'Export JSON' }));
    const box = screen.getByRole('textbox', { name: 'Or paste the text of the file' });
    fireEvent.input(box, { target: { value: '{}' } });
    fireEvent.click(screen.getByRole('button', { name: 'Import entries' }));
    fireEvent.keyDown(box, { key: 'Escape' });
    for (const done of [audit.exportCsv, audit.exportJson, audit.importPasted]) {
      expect(done).toHaveBeenCalledOnce();
    }
    expect(audit.paste).toHaveBeenCalledWith('{}');
    expect(audit.toggleImport).toHaveBeenCalledOnce();
  });

  it('says what came of it', () => {
    expect(feedback({ did: 'exporting' })).toBe('One moment…');
    expect(feedback({ did: 'exported', file: 'a.csv', count: 2, unreadable: 1 })).toBe(
      'Exported: a.csv (2) · Unreadable: 1',
    );
    expect(feedback({ did: 'imported', merged: { added: 2, already: 1, bad: 3 } })).toBe(
      'Added: 2 · Already here: 1 · Unreadable: 3',
    );
    expect(feedback({ did: 'unreadable', problem: 'too-big' })).toMatch(/Not for here/);
    expect(feedback({ did: 'failed', problem: 'storage-full' })).toMatch(/no space left/);
  });
});

describe('the model of the audit log', () => {
  it('reads nothing before it is opened, then the newest page', async () => {
    const world = createWorld();
    world.store.audit = Array.from({ length: 80 }, (_, at) => auditEntry({ app: `App ${at}` }));
    await world.start();
    const { audit, enter } = world.model.pages;
    expect(audit.entries.value).toEqual([]);
    enter('audit');
    await waitFor(() => expect(audit.entries.value).toHaveLength(50));
    expect(audit.total.value).toBe(80);
  });

  it('sends an import in parts and adds up what came of them', async () => {
    const world = createWorld();
    await world.start();
    world.send.mockResolvedValue({ ok: true, added: 3, already: 1, bad: 0 });
    const { audit } = world.model.pages;
    audit.paste(JSON.stringify({ format: 'countersign-audit', v: 1, entries: [auditEntry()] }));
    await audit.importPasted();
    expect(world.send).toHaveBeenCalledWith('importAudit', { entries: [auditEntry()] });
    expect(audit.feedback.value).toEqual({
      did: 'imported',
      merged: { added: 3, already: 1, bad: 0 },
    });
    await audit.importFile({ size: 1e9, text: async () => '' });
    expect(audit.feedback.value).toEqual({ did: 'unreadable', problem: 'too-big' });
  });

  it('never cuts a request where it fits into one message', () => {
    const of = (requestId: string, count: number) =>
      Array.from({ length: count }, () => ({ requestId }));
    const parts = inParts([...of('a', 2), ...of('b', 3), ...of('c', 5), null], 4);
    expect(parts.map((part) => part.length)).toEqual([2, 3, 4, 2]);
    expect(parts.flat()).toHaveLength(11);
  });
});
