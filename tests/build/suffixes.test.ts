import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { suffixLookup } from '../../scripts/build/suffix-lookup.ts';
import { rulesOf, shortSuffixes, type Trie, withWords } from '../../scripts/build/suffixes.ts';

// Where tldts keeps them, and what the build puts its own in the place of.
const require = createRequire(import.meta.url);
const trie: Trie = require('tldts/dist/cjs/src/data/trie.js');
const { default: theirs } = require('tldts/dist/cjs/src/suffix-trie.js');

const short = withWords(shortSuffixes(trie));
const ours = suffixLookup(short.list, short.words);
const options = { allowPrivateDomains: true, allowIcannDomains: true };

function found(lookup: typeof ours, host: string) {
  const out = { publicSuffix: null, isIcann: null, isPrivate: null };
  const isException = lookup(host, options, out);
  return [host, out.publicSuffix, out.isPrivate === true, isException];
}

/** Each rule's suffix itself, what is below it, and what is above. */
const hosts = new Set(
  rulesOf(trie).flatMap(({ labels }) => {
    const suffix = labels.toReversed().join('.');
    const host = suffix.replaceAll('*', 'any');
    const above = host.slice(host.indexOf('.') + 1);
    const asUrl = [host, above].filter((one) => /^[\w.-]+$/.test(one));
    return asUrl.flatMap((one) => [one, `app.${one}`, `my.app.${one}`, `www.${one}`, `.${one}`]);
  }),
);

describe('the short list of suffixes', () => {
  it('says what the whole list says', () => {
    expect(hosts.size).toBeGreaterThan(40_000);
    const differs = [...hosts].filter(
      (host) => found(ours, host).join() !== found(theirs, host).join(),
    );
    expect(differs).toEqual([]);
  });

  it.each([
    'localhost',
    'app.example',
    'a.b.c.no-such-top',
    '',
    '.',
    'a..com',
    'constructor',
    'a.constructor.co.uk',
    'www.ck',
    'city.kobe.jp',
    'a.b|c.jp',
    'jp|a.jp',
  ])('says the same of %j', (host) => {
    expect(found(ours, host)).toEqual(found(theirs, host));
  });

  it('is short', () => {
    expect(Buffer.byteLength(short.list)).toBeLessThan(56_000);
  });
});
