import { describe, expect, it } from 'vitest';
import { overOf } from '../../../entrypoints/consent-guard/may-accept.ts';

describe('whether it is over with the guard', () => {
  it('not while the extension is there and the hold has time', () => {
    expect(overOf(undefined, 1000, true)).toBeUndefined();
    expect(overOf(1001, 1000, true)).toBeUndefined();
  });

  it('from the moment on at which the hold ends', () => {
    expect(overOf(1000, 1000, true)).toBe('ended');
    expect(overOf(1, 1000, true)).toBe('ended');
  });

  it('once the extension is gone, whatever the time', () => {
    expect(overOf(undefined, 1000, false)).toBe('orphaned');
    expect(overOf(1001, 1000, false)).toBe('orphaned');
    // Without any extension API at all, as a page's script would see it.
    expect(overOf(undefined, 1000)).toBe('orphaned');
  });
});
