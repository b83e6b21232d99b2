import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../lib/consent/page-view.ts';
import { readBlock } from '../../../lib/consent/read-page.ts';
import { readText } from '../../../lib/consent/read-text.ts';
import { domainToAllow } from '../../../lib/requests/screen.ts';
import { ERRORS, WRAPPERS } from './wrappers.ts';

const HOST = /[a-z-]+\.atlassian\.net/;
const toHost = (how: string) => (text: string) => text.replace(HOST, how);
const quotes = (to: (code: number) => string) => (text: string) =>
  text.replace(/['"]/g, (sign) => to(sign.charCodeAt(0)));
const byWords = (text: string, glue: string) =>
  text
    .split(/(?<=\s)/)
    .join(glue)
    .trim();

/** The ways by which a sentence also comes: chats, trackers, mails, shells. */
const MORE: Readonly<Record<string, (text: string) => string>> = {
  'a chat’s link': toHost('<http://$&|$&>'),
  'a quoted chat': (text) => `&gt; ${toHost('<http://$&|$&>')(text)}`,
  'an address in angle brackets': toHost('<https://$&>'),
  'an address': toHost('https://$&/'),
  'a tracker’s link': toHost('[$&|https://$&]'),
  'a link with a title': toHost('[$&](https://$& "Open")'),
  'a numbered link': (text) => `${toHost('[$&][1]')(text)}\n\n[1]: https://example.com/`,
  'a mail’s link': toHost('$& <http://$&>'),
  'a mail’s link without a blank': toHost('$&<https://$&/>'),
  'a mail filter’s link': toHost('$&<https://eu.filter.example/?url=https%3A%2F%2F$&%2F&data=5>'),
  'a place to break': (text) =>
    text
      .replace(HOST, (host) => host.replaceAll('.', '.<wbr>'))
      .replace('organization', 'organi&shy;zation'),
  'entities without a semicolon': quotes((code) => `&#${code}`),
  'entities for points': (text) => text.replaceAll('.', '&period;').replaceAll(':', '&colon;'),
  'entities that cannot be seen': (text) => byWords(text, '&#8203;&zwnj;'),
  'an element of its own': (text) => `<ui-error class="x">${text}</ui-error>`,
  xml: (text) => `<error><message>${text.replaceAll('&', '&amp;')}</message></error>`,
  'the end of bold, as tput writes it': (text) => `\u001b(B\u001b[m${text}\u001b(B\u001b[m`,
  'colors with colons': (text) => `\u001b[38:2::255:0:0m${text}\u001b[m`,
  'lines of a mainframe': (text) => byWords(text, '\u0085'),
  'quotes doubled': (text) => `message: '${text.replaceAll("'", "''")}'`,
  'two strings': (text) =>
    `${byWords(text.replaceAll('"', '\\"'), '" +\n  "').replace(/^/, 'throw new Error("')}")`,
  'a mail’s source': (text) =>
    Buffer.from(text)
      .toString('latin1')
      .replace(/[\x80-\xff]/g, (sign) => `=${sign.charCodeAt(0).toString(16).toUpperCase()}`)
      .replace(/^(.{70})(.{3})/, '$1=\n$2')
      .replace(/(=[0-9A-F]?)=\n([0-9A-F]{1,2})/, '=\n$1$2'),
  'a quoted mail with initials': (text) => byWords(text, '\nJD> ').replace(/^/, 'JD> '),
  'a comment in Lisp': (text) => `; ${text}`,
  'an address in a log of JSON': (text) =>
    `{"url":"https://a.example/cb?error=access_denied\\u0026error_description=${encodeURIComponent(text)}\\u0026state=sTaTe"}`,
};

describe('a sentence that was passed on', () => {
  for (const [name, [text, read]] of Object.entries(ERRORS)) {
    it.each(Object.keys(MORE))(`${name}, as: %s`, (way) => {
      const passed = MORE[way]?.(text) ?? '';
      // A mail's lines are no longer a mail's in JSON.
      const again = way === 'a mail’s source' ? passed : WRAPPERS['json']?.(passed);
      for (const whole of [passed, again ?? '']) {
        const found = readText(whole);
        const { message: _, ...rest } = read as { message?: string };
        expect(found, whole).toMatchObject(rest);
        expect(JSON.stringify(found)).not.toContain('sTaTe');
      }
    });
  }
});

const REFUSED = 'redirect_uri is not registered for client: http://127.0.0.1:3118/cb';

it.each([
  REFUSED,
  REFUSED.replaceAll(' ', '\u00a0'),
  REFUSED.replace(': ', ':\n'),
  `│ ${REFUSED.replace('//', '// │\n│ ')} │`,
  `(${REFUSED})`,
  `\`${REFUSED}\``,
  `<message>${REFUSED}</message>`,
  `{color:red}${REFUSED}{color}`,
  `«${REFUSED}»`,
  REFUSED.replace(/http.*/, '<$&>'),
])('the address that was refused is read whole: %j', (text) => {
  expect(readText(text)).toMatchObject({
    similarScreen: 'stale-registration',
    facts: { redirect: { uri: 'http://127.0.0.1:3118/cb' } },
  });
});

const must = (rest: string) => `Your organization admin must authorize access from ${rest}`;

it.each([
  'the domain desk.example',
  'domain: desk.example',
  'redirect URL https://desk.example/cb',
  'the redirect URI "https://desk.example/cb"',
  '(https://desk.example/cb)',
  '<https://desk.example/cb>',
  '[https://desk.example/cb]',
])('the domain is named, however it is called: %s', (rest) => {
  for (const text of [must(rest), must(`${rest} to this site.`)]) {
    const view = viewOf({ address: 'https://mcp.atlassian.com/v1/authorize', text });
    const onPage = view && readBlock(view);
    for (const app of [onPage, readText(text).facts]) {
      expect(domainToAllow({ name: '', scopes: [], ...app }), text).toBe('https://desk.example/**');
    }
  }
});

it.each([
  must('https://desk.example/cb%3Fcode%3DsTaTe'),
  must('https://desk.example/cb;state=sTaTe'),
  must('https://desk.example/cb&state=sTaTe'),
  must('https://desk.example/cb？state=sTaTe'),
  must('https://user:sTaTe@desk.example/cb to cloudId: 1'),
  must('com.app:/cb?state=sTaTe'),
  must('desk.example/cb?state=sTaTe'),
  'App: x.example/?token=sTaTe',
  "Your site admin must authorize this app for the site 'acme.atlassian.net'&state=sTaTe",
  `https://a.example/cb?error=x\\u0026error_description=${encodeURIComponent(REFUSED)}\\u0026state=sTaTe`,
])('no secret is quoted: %s', (text) => {
  expect(JSON.stringify(readText(text))).not.toContain('sTaTe');
  for (const address of [
    'https://mcp.atlassian.com/v1/authorize',
    'https://auth.atlassian.com/consent',
  ]) {
    const view = viewOf({ address, text });
    expect(JSON.stringify(view && readBlock(view)) ?? '').not.toContain('sTaTe');
  }
});

describe('a client id', () => {
  const ID = 'bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA';

  it.each([
    `export ATLASSIAN_CLIENT_ID="${ID}"`,
    `**Client ID:** \`${ID}\``,
    `| client_id | ${ID} |`,
    `<client_id>${ID}</client_id>`,
    `client_id „${ID}“`,
    `client_id: ${ID.slice(0, 20)}\\\n${ID.slice(20)}`,
    `"https://auth.atlassian.com/authorize?a=b\\u0026client_id=${ID}\\u0026scope=read"`,
  ])('is read in %j', (text) => {
    expect(readText(text).facts.clientId).toBe(ID);
  });

  it.each([
    `client_id: ${ID.slice(0, 20)} ...`,
    `client_id: ${ID.slice(0, 20)}****`,
    `client_id: ${ID.slice(0, 20)}[redacted]`,
    'client_id: https://vscode.dev/oauth/\nclient-metadata.json',
    'client_id: your_client_id_here',
    `client_id: ${'x'.repeat(32)}`,
  ])('is not read where it is a piece, or left out: %j', (text) => {
    expect(readText(text).facts.clientId).toBeUndefined();
  });
});

it('takes no piece of a name for a site', () => {
  const text = 'Your admin must authorize this app for the site "i nitech.atlassian.net" before';
  expect(readText(text).site).toBeUndefined();
});

it.each(['login_required', 'invalid_target'])('knows the code %s', (code) => {
  expect(readText(`https://id.atlassian.com/error?error=${code}`).similarScreen).toBe(
    'other-error',
  );
});
