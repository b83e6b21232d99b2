import { describe, expect, it } from 'vitest';
import { fold } from '../../../../lib/consent/fold.ts';
import { APP_BLOCKED, HINT, MUST_AUTHORIZE, NEEDLE } from '../../../../lib/consent/wordings.ts';

const PARTS = [
  ['Your ', ''],
  ['site ', ''],
  ['admin must ', 'administrator must '],
  ['', 're-', 're\u2011', 're', 're '],
  ['authorize this ', 'authorise this '],
  ['app', 'application'],
];

/** Every way to write the sentence's beginning. */
const VARIATIONS = PARTS.reduce(
  (begun, part) => begun.flatMap((words) => part.map((more) => words + more)),
  [''],
);

describe('the words of the block', () => {
  it.each(VARIATIONS)('are known as "%s"', (words) => {
    for (const text of [words, words.toUpperCase(), `“${words}”.`]) {
      expect(fold(text)).toMatch(MUST_AUTHORIZE);
      expect(fold(text)).toMatch(NEEDLE);
      expect(fold(text.replace(/\s/g, '\u00a0'))).toMatch(NEEDLE);
    }
  });

  it.each([
    'App is blocked by an admin',
    'Application is blocked by an administrator.',
    'APP IS BLOCKED BY AN ADMIN',
  ])('are known as "%s"', (words) => {
    expect(fold(words)).toMatch(APP_BLOCKED);
    expect(fold(words)).toMatch(NEEDLE);
  });

  it.each([
    'Your organization admin must authorize access from a domain to this site',
    'Your organization admin must authorize access from this redirect URL',
    'Access to this domain is restricted. Your admin has blocked this domain',
    'Your administrator must approve this app',
    'This app requires admin consent',
    'Site administrator approval required',
    'Your site admin must authorize this appliance',
    'Your site admin must authorize these apps',
    'Your site admin may authorize this app',
    'The app is blocked by an administration office',
    'Your admin has disabled end-user installs',
  ])('are not seen in "%s"', (words) => {
    expect(fold(words)).not.toMatch(NEEDLE);
  });
});

describe('the hint', () => {
  it.each(VARIATIONS)('knows "%s" without its blanks', (words) => {
    expect(fold(words.replace(/\s/g, ''))).toMatch(HINT);
    expect(fold(`x${words}for the site`)).toMatch(HINT);
  });

  it('knows the launch wording run together with what follows', () => {
    expect(fold('App isblocked by an adminAn admin has not allowed')).toMatch(HINT);
  });
});
