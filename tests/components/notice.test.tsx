import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LinkNotice } from '../../components/notice/LinkNotice.tsx';
import { decided, person, request } from './requester-support.ts';
import { useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

describe('the notice on the page where a link was opened', () => {
  const open = vi.fn();
  const use = vi.fn(async (): Promise<'done' | 'to-twice'> => 'done');
  const told = (notice: Parameters<typeof LinkNotice>[0]['notice']) => {
    render(<LinkNotice notice={notice} use={use} open={open} close={() => undefined} />);
    return screen.getByRole('status').textContent ?? '';
  };

  it.each([
    ['new', 'is in your queue'],
    ['joined', 'One more person asks'],
    ['already', 'already in your queue'],
  ] as const)('tells that a request was %s', (outcome, words) => {
    expect(told({ ok: true, what: 'request', outcome, request: request() })).toContain(words);
    expect(screen.getByText('Not verified: this came by link.')).toBeTruthy();
    expect(screen.queryByText(/ignore the page below/)).toBeNull();
  });

  it('tells the answer, and the way back after an approval', () => {
    const answer = decided('approved', 'approve');
    expect(told({ ok: true, what: 'decision', outcome: 'new', request: answer })).toContain(
      'Answer for BoardSync on acme.atlassian.net: Approved',
    );
    expect(screen.getByRole('link', { name: 'Try again' })).toBeTruthy();
    const [top] = screen.getByRole('region').children;
    expect(top?.textContent).toBe('Countersign · You can ignore the page below.');
  });

  it('leads to the request, and only a person’s own click does', () => {
    told({ ok: true, what: 'request', outcome: 'new', request: request() });
    fireEvent.click(screen.getByRole('button', { name: 'Review BoardSync' }));
    expect(open).not.toHaveBeenCalled();
    cleanup();
    told({ ok: true, what: 'request', outcome: 'new', request: decided('denied', 'deny') });
    expect(screen.getByRole('button', { name: 'Open the request and its answer' })).toBeTruthy();
  });

  it('asks before a set-up is taken over, and says who it says to be from', async () => {
    const destinations = [{ site: '*.atlassian.net', label: 'IT Help', to: 'forms.example' }];
    const setup = { ok: true, what: 'setup', from: 'IT at ACME', destinations } as const;
    expect(told(setup)).toBe('This link sets where your requests go:');
    expect(screen.getByRole('listitem').textContent).toBe(
      'IT Help forms.example · *.atlassian.net',
    );
    expect(screen.getByText('It says it is from IT at ACME.')).toBeTruthy();
    expect(screen.getByText('Not verified: this came by link.')).toBeTruthy();
    expect(screen.getByText(/You can ignore the page below\./)).toBeTruthy();
    const button = screen.getByRole('button', { name: 'Use this' });
    fireEvent.click(button);
    expect(use).not.toHaveBeenCalled();
    person(button, new MouseEvent('click', { bubbles: true }));
    expect(await screen.findByText(/^Saved\. “Send request” goes there/)).toBeTruthy();
    expect(use).toHaveBeenCalledTimes(1);
    expect(screen.queryByRole('listitem')).toBeNull();
    cleanup();
    use.mockResolvedValueOnce('to-twice');
    told(setup);
    person(
      screen.getByRole('button', { name: 'Use this' }),
      new MouseEvent('click', { bubbles: true }),
    );
    expect(
      await screen.findByText(/There is one with this name for this site already/),
    ).toBeTruthy();
  });

  it('tells why a link could not be read', () => {
    expect(told({ ok: false, problem: 'newer-version' })).toContain('could not take this link in');
  });
});
