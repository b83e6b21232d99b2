import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  beat,
  GuardBar,
  GuardUnanswered,
  type GuardView,
} from '../../components/guard/GuardBar.tsx';
import { useEnglish } from './support.ts';

const VIEW: GuardView = {
  app: 'BoardSync',
  site: 'acme.atlassian.net',
  differences: [],
  read: ['app', 'site'],
  unread: [],
  held: true,
  atSource: true,
  strayed: false,
  chosen: true,
  blocked: false,
  overruled: false,
};
const PROMISE = /keeps the answer from reaching the app/;

function show(change: Partial<GuardView>): HTMLElement {
  render(<GuardBar view={{ ...VIEW, ...change }} overrule={() => {}} />);
  return screen.getByRole('region', { name: 'Countersign' });
}

beforeEach(useEnglish);
afterEach(cleanup);

describe('the guard bar', () => {
  it('is green for a page that may be accepted, and promises what is so', () => {
    const bar = show({});
    expect(bar.className).toContain('green');
    expect(bar.textContent).toMatch(PROMISE);
  });

  it.each([
    ['a page that names no app (yet)', { read: [] }],
    ['a blocked page', { blocked: true }],
    ['a page that is no consent', { stopped: 'no-access' as const }],
    [
      'a page whose client is not shown',
      { held: false, differences: [{ what: 'unshown' as const, expected: 'abc', live: '' }] },
    ],
    ['a page without its extension', { over: 'orphaned' as const }],
  ])('is not green for %s', (_what, change) => {
    expect(show(change).className).not.toContain('green');
  });

  it('promises no hold on this page where the browser cannot do that', () => {
    const bar = show({ atSource: false });
    expect(bar.textContent).not.toMatch(PROMISE);
    expect(bar.textContent).toContain('stops the answer on its way to the app');
  });

  it.each([
    ['ended', 'The time for this page is over'],
    ['orphaned', 'Countersign was updated or switched off'],
  ] as const)('once it is %s, is red, and says that and nothing else', (over, words) => {
    const bar = show({ over, differences: [{ what: 'connection', expected: '', live: '' }] });
    expect(bar.className).toContain('red');
    expect(screen.getByRole('alert').textContent).toContain(words);
    expect(screen.getByRole('alert').textContent).toContain('Close this tab');
    expect(screen.queryByRole('button')).toBeNull();
    expect(screen.queryByRole('status')).toBeNull();
    expect(bar.textContent).not.toMatch(PROMISE);
  });

  it('has the words for its own end ready, not shown, while somebody beats', () => {
    const bar = show({});
    const gone = bar.querySelector('.gone');
    expect(gone?.textContent).toContain('Close this tab');
    const mount = document.createElement('div');
    const beats = [1, 2, 3].map(() => {
      beat(mount);
      return mount.dataset['beat'];
    });
    expect(beats).toEqual(['a', 'b', 'a']);
  });

  it('where nobody answers, is red, and says that and nothing else', () => {
    const { container, rerender } = render(<GuardUnanswered />);
    const bar = screen.getByRole('region', { name: 'Countersign' });
    expect(bar.className).toContain('red');
    expect(screen.getAllByRole('alert')[0]?.textContent).toContain('nothing can be accepted here');
    expect(container.querySelector('.gone')?.textContent).toContain('Close this tab');
    rerender(<GuardUnanswered over="orphaned" />);
    expect(screen.getByRole('alert').textContent).toContain('Close this tab');
    expect(screen.queryByRole('button')).toBeNull();
  });
});
