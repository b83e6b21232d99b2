import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { saysBlocked } from '../../../lib/consent/detect.ts';
import { viewOf } from '../../../lib/consent/page-view.ts';
import { READERS, readBlock } from '../../../lib/consent/read-page.ts';
import { readText } from '../../../lib/consent/read-text.ts';
import { workOf } from '../work.ts';

/**
 * The readers against whatever a page may hold: pieces of every wording, cut, doubled and nested,
 * any Unicode, names of 100 kB. They never throw, never answer where the address is no evidence, and
 * never two at once.
 */

const CONSENT = 'https://api.atlassian.com/oauth2/authorize/server/consent';
const PLACES = [
  CONSENT,
  'https://auth.atlassian.com/consent',
  'https://mcp.atlassian.com/v1/authorize',
  'https://id.atlassian.com/error?error=invalid_request',
  'https://id.atlassian-us-gov-mod.com/error?error=x&error_description=redirect_uri+is+not',
  'https://acme.atlassian.net/wiki',
];

const PIECES = [
  "Your site admin must authorize this app for the site 'acme.atlassian.net' before the app can access your account.",
  'App is blocked by an admin',
  'An admin has not allowed X to access data from acme.atlassian.net. Select another site',
  'Your organization admin must authorize access from this redirect URL',
  'Access to this domain is restricted',
  'Your admin has blocked this domain',
  'This app requires access to a Jira site which you don’t have',
  'requires access to a ',
  'You don’t have permission to connect from this IP address',
  'This application is in development - only the owner of this application may grant it access',
  'redirect_uri is not registered for client: https://a.example/?x=1',
  'scopes that have not been added to the app',
  'Information for the owner of ',
  'Incorrect request parameters',
  'Something went wrong',
  'awaiting admin approval',
  'admin must install this app',
  'Allow access',
  ' is requesting access to your Atlassian account',
  'Atlassian Rovo MCP server',
  ' is requesting access',
  'Use app on',
  'acme.atlassian.net',
];

const noise = fc.string({ unit: 'binary', maxLength: 40 });
const glue = fc.constantFrom('', ' ', '\n', '\u200b', '\u202e', '’', '. ', '\u00a0', '\ud800');

/** A wording as it might be mangled: cut, in other letters, padded, doubled. */
const mangled = fc
  .tuple(fc.constantFrom(...PIECES), fc.nat(120), fc.nat(120), fc.nat(5))
  .map(([words, from, to, how]) => {
    const [low, high] = from < to ? [from, to] : [to, from];
    if (how === 0) return words.slice(low, high);
    if (how === 1) return words.toUpperCase();
    if (how === 2) return [...words].join('\u200b');
    if (how === 3) return words.normalize('NFD') + words;
    if (how === 4)
      return words.replace(/[a-z]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    return words;
  });

const pageText = fc
  .array(fc.tuple(fc.oneof(mangled, mangled, noise), glue), { maxLength: 12 })
  .map((parts) => parts.flat().join(''));

const RUNS = { numRuns: 400 };

describe('whatever a page says', () => {
  it('no reader throws, and at most one answers', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...PLACES),
        pageText,
        fc.option(noise, { nil: undefined }),
        (address, text, appName) => {
          const view = viewOf({ address, text, ...(appName ? { appName } : {}), manual: true });
          if (!view) throw new Error(address);
          const answers = READERS.flatMap((reader) => reader.read(view) ?? []);
          expect(answers.length).toBeLessThanOrEqual(1);
          expect(readBlock(view)).toEqual(answers[0]);
          for (const { message, appName: name = '' } of answers) {
            expect(message.length).toBeLessThanOrEqual(400);
            expect(message).not.toMatch(/[\n\u200b\u202e]/);
            expect(name.length).toBeLessThanOrEqual(120);
          }
          expect((view.client ?? '').length).toBeLessThanOrEqual(120);
        },
      ),
      RUNS,
    );
  });

  it('a plain answer is the same answer every time', () => {
    fc.assert(
      fc.property(pageText, (text) => {
        const read = () => {
          const view = viewOf({ address: CONSENT, text });
          return view && readBlock(view);
        };
        expect(read()).toEqual(read());
      }),
      RUNS,
    );
  });

  it('the detector is never narrower than the readers on a consent page', () => {
    fc.assert(
      fc.property(pageText, (text) => {
        const view = viewOf({ address: CONSENT, text });
        if (view && readBlock(view)) expect(saysBlocked(text)).toBe(true);
      }),
      RUNS,
    );
  });
});

describe('without evidence of the first rank', () => {
  it('nothing is read at any other address', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), pageText, (address, text) => {
        expect(viewOf({ address, text, manual: true })).toBeUndefined();
      }),
      RUNS,
    );
  });

  it('nothing is read at an address that only looks like one', () => {
    const hosts = fc.constantFrom(
      'api.atlassian.com',
      'auth.atlassian.com',
      'id.atlassian.com',
      'mcp.atlassian.com',
      'acme.atlassian.net',
    );
    const bent = fc.tuple(hosts, fc.nat(5), fc.constantFrom('x', '-', '.evil.example', '%2e', 'а'));
    fc.assert(
      fc.property(bent, pageText, ([host, how, add], text) => {
        const path = 'oauth2/authorize/server/consent';
        const address = [
          `https://${host}${add}x/${path}`,
          `https://evil.example/${host}/${path}`,
          `https://${host}@evil.example/${path}`,
          `http://${host}/${path}`,
          `https://${add.replace(/[.%]/g, '')}${host}.example/consent`,
          `data:text/html,https://${host}/${path}`,
        ][how] as string;
        expect(viewOf({ address, text, manual: true })).toBeUndefined();
      }),
      RUNS,
    );
  });

  it('nothing but an address is ever needed to be silent', () => {
    fc.assert(
      fc.property(fc.string(), pageText, (address, text) => {
        expect(viewOf({ address, text })).toBeUndefined();
      }),
      RUNS,
    );
  });
});

/** How often the work for 12.5 kB goes into that for 100 kB. */
const growth = (work: (size: number) => () => void): number =>
  workOf(work(100_000)) / workOf(work(12_500));

describe('what a page costs', () => {
  const times = (words: string, length: number) =>
    words.repeat(Math.ceil(length / words.length)).slice(0, length);
  const HOSTILE = [
    'requires access to a ',
    'an admin has not allowed ',
    'an admin has not allowed x to access data from ',
    'app is blocked by an admin an admin has not allowed ',
    'admin must authorize ',
    'access to this domain is restricted ',
    'is in development ',
    'information for the owner of ',
    'for the site ',
    ' is requesting access to your atlassian account',
    'a',
    ' ',
    '\n',
    '\u200b',
    '𝕒',
    "'",
  ];

  it.each(HOSTILE)('grows with its length: %j', (words) => {
    const work = (size: number) => {
      const text = times(words, size);
      return () => {
        for (const address of [CONSENT, 'https://acme.atlassian.net/wiki']) {
          const view = viewOf({ address, text, manual: true });
          for (const reader of READERS) if (view) reader.read(view);
        }
      };
    };
    expect(growth(work)).toBeLessThanOrEqual(8.5);
  });

  it.each(HOSTILE)('grows with a name of 100 kB: %j', (words) => {
    const work = (size: number) => {
      const appName = times(`x${words}`, size);
      const text = `${appName} is requesting access to your Atlassian account\n${PIECES.join('\n')}`;
      return () => {
        const view = viewOf({ address: CONSENT, text, appName });
        if (view) readBlock(view);
      };
    };
    expect(growth(work)).toBeLessThanOrEqual(8.5);
  });

  it.each([
    'client_id: aaaaaaaaaaaaaaaaaaaa\n',
    'http://\n',
    '<http://a|b> ',
    '[a|http://b',
    '> ',
    "''a",
    'a=\n',
    '" +\n"',
    '&amp;amp;',
    'redirect_uri is not registered for client: ',
  ])('grows with the length of a paste, however its lines join: %j', (words) => {
    const work = (size: number) => () => readText(times(words, size));
    expect(workOf(work(48_000)) / workOf(work(6000))).toBeLessThanOrEqual(8.5);
  });
});
