import { describe, expect, it } from 'vitest';
import { pageFragment, readPageFragment } from '../../lib/popup-url.ts';

const ID = '01KA0000000000000000000REQ';

describe('the fragment behind the popup’s address', () => {
  it.each([
    { kind: 'popup' },
    { kind: 'tab' },
    { kind: 'sites' },
    { kind: 'request', id: ID },
  ] as const)('is read as it was written: %o', (address) => {
    expect(readPageFragment(pageFragment(address))).toEqual(address);
  });

  it.each([
    '',
    '#',
    '#request=',
    '#request=1',
    `#request=${ID}&decide=approve`,
    `#request=${ID.toLowerCase()}`,
    `#${ID}`,
    ID,
    '#countersign=1.abc',
    '#TAB',
  ])('chooses nothing for %j', (fragment) => {
    expect(readPageFragment(fragment)).toEqual({ kind: 'popup' });
  });
});
