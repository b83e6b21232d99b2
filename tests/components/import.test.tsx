import { signal } from '@preact/signals';
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Import } from '../../components/popup/import/Import.tsx';
import {
  createImportModel,
  type ImportModel,
  type ImportResult,
} from '../../components/popup/import/import-model.ts';
import type { Imported } from '../../lib/messages/types.ts';
import { importView } from './pages-support.ts';
import { decision, request, useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

function show(change: Partial<ImportModel> = {}) {
  const intake = importView(change);
  render(<Import intake={intake} />);
  return intake;
}
const feedback = (result: ImportResult) => {
  show({ result: signal(result) });
  return screen.getByRole('status').textContent;
};
const imported = (what: Imported['what'], outcome: Imported['outcome'], one = request()) => {
  const result = { imported: { what, outcome, request: one } };
  show({ open: signal(false), result: signal(result) });
  return screen.getByRole('status').textContent;
};

describe('importing a link', () => {
  it('takes a pasted link', () => {
    const intake = show();
    const box = screen.getByRole('textbox', { name: 'Paste a request link' });
    expect(document.activeElement).toBe(box);
    fireEvent.input(box, { target: { value: 'https://admin.atlassian.com/#countersign=1.x' } });
    expect(intake.type).toHaveBeenCalledWith('https://admin.atlassian.com/#countersign=1.x');
    fireEvent.click(screen.getByRole('button', { name: 'Import request' }));
    expect(intake.submit).toHaveBeenCalled();
  });

  it('says what came in', () => {
    expect(imported('request', 'new')).toBe(
      'Imported: Figma for acme.atlassian.net is in your queue.',
    );
  });

  it('says that somebody joined', () => {
    expect(imported('request', 'joined')).toBe(
      'Imported: One more person asks for Figma on acme.atlassian.net.',
    );
  });

  it('says that it was there already, and where it is now', () => {
    expect(imported('request', 'already')).toBe(
      'Already in the queue: Figma for acme.atlassian.net. Waiting for a decision',
    );
  });

  it('says what was decided when an answer comes in', () => {
    const one = request({ status: 'denied', decision: decision('deny', 'Too wide', 'link') });
    expect(imported('decision', 'new', one)).toMatch(
      /^Imported the answer to your request for Figma on acme\.atlassian\.net\. Denied on .*Reason: Too wide$/,
    );
    cleanup();
    expect(imported('decision', 'already', one)).toMatch(
      /^Already in the queue: Figma for acme.*Denied on/,
    );
  });

  it('has words for a site that nobody named', () => {
    expect(imported('request', 'new', request({ site: '' }))).toContain(
      'for a site not named here',
    );
  });

  it.each([
    ['empty', /no Countersign link.*Copy one whole/],
    ['not-a-link', /no Countersign link/],
    ['too-long', /more than one.*Copy one whole/],
    ['broken', /damaged.*ask for a new one/],
    ['too-big-inside', /Do not trust it/],
    ['newer-version', /Update the extension/],
    ['wrong-type', /Update the extension/],
    ['not-valid', /not sound.*Do not trust it/],
    ['bad-site', /not sound.*Do not trust it/],
    ['answer-for-nobody', /where you asked/],
  ] as const)('says why it could not be read (%s), and what to do', (problem, words) => {
    const text = feedback({ problem });
    expect(text).toMatch(/^Could not be read: /);
    expect(text).toMatch(words);
  });

  it.each([
    ['storage-full', /no space left/],
    ['storage-failed', /restart the browser/],
    ['no-worker', /open it again/],
    ['too-many-requesters', /1,000 people/],
  ] as const)('does not blame the link for %s', (problem, words) => {
    const text = feedback({ problem });
    expect(text).toMatch(/^Could not be imported: /);
    expect(text).toMatch(words);
  });
});

describe('several links, one after the other', () => {
  it('are each taken in, in their turn; what is pasted meanwhile stays, and a failure takes none along', async () => {
    const answers: ((answer: object) => void)[] = [];
    const send = vi.fn(
      () =>
        new Promise<object>((done) => {
          answers.push(done);
        }),
    );
    const done = vi.fn(() => {
      if (done.mock.calls.length === 1) throw new Error('Nobody listens.');
    });
    const model = createImportModel({ send: send as never }, done);
    model.type('first');
    const first = model.submit();
    void model.submit();
    model.type('second');
    const second = model.submit();
    await waitFor(() => expect(answers).toHaveLength(1));
    answers[0]?.({ ok: true, imported: { what: 'request', outcome: 'new', request: request() } });
    await first;
    expect(model.text.value).toBe('second');
    await waitFor(() => expect(answers).toHaveLength(2));
    answers[1]?.({ ok: true, imported: { what: 'request', outcome: 'new', request: request() } });
    await second;
    expect(send.mock.calls.map(([, data]: unknown[]) => data)).toEqual([
      { text: 'first' },
      { text: 'second' },
    ]);
    expect(model.text.value).toBe('');
  });
});
