import { cleanup, render, screen, within } from '@testing-library/preact';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WarningList } from '../../components/popup/detail/Warnings.tsx';
import { tellApart } from '../../lib/review/warnings/name.ts';
import type { Warning } from '../../lib/review/warnings/subject.ts';
import { useEnglish } from './support.ts';

beforeEach(useEnglish);
afterEach(cleanup);

function pair(own: string, other: string): (string | null)[] {
  const warning: Warning = {
    id: 'lookAlikeName',
    severity: 'red',
    params: [other],
    apart: tellApart(own, other),
  };
  render(<WarningList warnings={[warning]} label="Warnings" />);
  const list = within(screen.getByRole('list', { name: 'Warnings' }));
  return list.getAllByRole('definition').map(({ textContent }) => textContent);
}

it('letters that nobody can tell apart by sight have their codes beside them', () => {
  expect(pair('Not\u0456on', 'Notion')).toEqual(['Not\u0456on U+0456', 'Notion']);
});

it('each code is said once, and of many the first five', () => {
  expect(pair('\u0430pp\u0430', 'appa')[0]).toBe('\u0430pp\u0430 U+0430');
  cleanup();
  const [own = ''] = pair('\u0430\u0431\u0432\u0433\u0434\u0435', 'abcdef');
  expect(own).toBe('\u0430\u0431\u0432\u0433\u0434\u0435 U+0430 U+0431 U+0432 U+0433 U+0434 …');
});

it('letters of the keyboard are told apart by sight', () => {
  expect(pair('SIack', 'Slack')).toEqual(['SIack', 'Slack']);
});
