import { describe, expect, it } from 'vitest';
import { saysBlocked } from '../../../lib/consent/detect.ts';
import { fold } from '../../../lib/consent/text.ts';
import { BLOCK_WORDINGS } from '../../../lib/consent/wordings.ts';

const wordsOf = (id: string): RegExp => {
  const words = BLOCK_WORDINGS.find(({ reader }) => reader === id)?.words;
  if (!words) throw new Error(`no wording is called ${id}`);
  return words;
};
const MUST_AUTHORIZE = wordsOf('admin-must-authorize');
const APP_BLOCKED = wordsOf('app-blocked');
const EITHER = new RegExp(`${MUST_AUTHORIZE.source}|${APP_BLOCKED.source}`);

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
      expect(fold(text)).toMatch(EITHER);
      expect(fold(text.replace(/\s/g, '\u00a0'))).toMatch(EITHER);
    }
  });

  it.each([
    'App is blocked by an admin',
    'Application is blocked by an administrator.',
    'APP IS BLOCKED BY AN ADMIN',
  ])('are known as "%s"', (words) => {
    expect(fold(words)).toMatch(APP_BLOCKED);
    expect(fold(words)).toMatch(EITHER);
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
    expect(fold(words)).not.toMatch(EITHER);
  });
});

describe('the detector', () => {
  it.each(VARIATIONS)('knows "%s" with and without its blanks', (words) => {
    expect(saysBlocked(words)).toBe(true);
    expect(saysBlocked(words.replace(/\s/g, ''))).toBe(true);
    expect(saysBlocked(`x${words}for the site`)).toBe(true);
    expect(saysBlocked([...words].join('\u200b'))).toBe(true);
  });

  it('knows the launch wording run together with what follows', () => {
    expect(saysBlocked('App isblocked by an adminAn admin has not allowed')).toBe(true);
  });

  it('is quiet on words of a clean page', () => {
    expect(saysBlocked('BoardSync is requesting access to your Atlassian account. Accept')).toBe(
      false,
    );
  });
});
