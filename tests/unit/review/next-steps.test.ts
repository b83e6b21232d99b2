import { describe, expect, it } from 'vitest';
import { Cause } from '../../../lib/requests/schema.ts';
import { nextSteps } from '../../../lib/review/next-steps.ts';
import { request } from '../samples.ts';

const names = (cause: string) =>
  nextSteps({ ...request(), cause: cause as 'by-hand' }).map(({ name }) => name);

describe('the way to make an approval take effect', () => {
  it.each(Cause.options)(
    'is there for %s, the app’s own page first and each step once',
    (cause) => {
      expect(names(cause)[0]).toBe('connect');
      expect(new Set(names(cause)).size).toBe(names(cause).length);
    },
  );

  it('opens a site to every app only as the last step, where that switch is the block', () => {
    expect(names('admin-must-authorize').at(-1)).toBe('allow-user-apps');
    expect(names('app-blocked').at(-1)).toBe('allow-user-apps');
    expect(names('by-hand')).not.toContain('allow-user-apps');
  });

  it('never names a switch that the Government Cloud does not have', () => {
    for (const cause of Cause.options) {
      const steps = nextSteps({ ...request(), cause, edition: 'government' });
      expect(steps.map(({ name }) => name)).not.toContain('allow-user-apps');
      expect(steps.length).toBeGreaterThan(0);
    }
  });

  it('is the careful one for a cause that nobody has written down', () => {
    expect(names('something-new')).toEqual(names('by-hand'));
  });

  it('calls nothing of our own making documented', () => {
    const authorize = nextSteps(request()).find(({ name }) => name === 'authorize');
    expect(authorize?.sure).toBe('unproved');
  });
});
