/** Each an error as it may be pasted, and what is to be read from it whatever it is wrapped in. */
export const ERRORS: Record<string, [text: string, read: object]> = {
  block: [
    "Your site admin must authorize this app for the site 'acme.atlassian.net' before the app can access your account.",
    {
      site: 'acme.atlassian.net',
      message:
        "Your site admin must authorize this app for the site 'acme.atlassian.net' before the app can access your account.",
    },
  ],
  'block in double quotes': [
    'Your admin must authorize this app for the site "webflow-eu.atlassian.net" before the app can access your account.',
    {
      site: 'webflow-eu.atlassian.net',
      message:
        'Your admin must authorize this app for the site "webflow-eu.atlassian.net" before the app can access your account.',
    },
  ],
  'launch wording': [
    'App is blocked by an admin. An admin has not allowed Ledger Sync to access data from acme.atlassian.net. Select another site to authorize access to or contact your admin for more information.',
    { site: 'acme.atlassian.net', appName: 'Ledger Sync' },
  ],
  domain: [
    'Your organization admin must authorize access from https://desk.example-corp.test/cb to cloudId: 11223344-a1b2-3b33-c444-def123456789',
    {
      similarScreen: 'domain-not-allowed',
      facts: {
        redirect: { host: 'desk.example-corp.test', uri: 'https://desk.example-corp.test/cb' },
      },
    },
  ],
  network: [
    "You don't have permission to connect from this IP address. Please ask your admin for access.",
    { similarScreen: 'ip-not-allowed' },
  ],
  'no access': [
    'This app requires access to a Jira & Confluence site which you don’t have or don’t have the permission to access.',
    { similarScreen: 'no-access' },
  ],
};

/** What the words of an error go through until somebody pastes them: each keeps them readable. */

const words = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => {
      const lines: string[] = [];
      let now = '';
      for (const word of line.split(' ')) {
        if (now !== '' && now.length + 1 + word.length > width) {
          lines.push(now);
          now = word;
        } else now = now === '' ? word : `${now} ${word}`;
      }
      return [...lines, now].join('\n');
    })
    .join('\n');
const letters = (text: string, width: number): string =>
  text
    .split('\n')
    .map((line) => line.match(new RegExp(`.{1,${width}}`, 'gu'))?.join('\n') ?? '')
    .join('\n');
const each = (text: string, before: string, after = ''): string =>
  text
    .split('\n')
    .map((line) => `${before}${line}${after}`)
    .join('\n');

function box(text: string, [corner, line, side]: readonly [string, string, string]): string {
  const lines = words(text, 76).split('\n');
  const width = Math.max(...lines.map((one) => one.length));
  const edge = corner + line.repeat(width + 2) + corner;
  return [edge, ...lines.map((one) => `${side} ${one.padEnd(width)} ${side}`), edge].join('\n');
}

const HOST = /(?:acme|webflow-eu)\.atlassian\.net/;
const entities = (text: string): string =>
  text.replace(/[&<>"'’“”]/g, (sign) =>
    sign === '"' ? '&quot;' : sign === '&' ? '&amp;' : `&#${sign.codePointAt(0)};`,
  );
const python = (text: string): string =>
  text.includes("'")
    ? `"${text.replace(/["\\]/g, '\\$&').replace(/\n/g, '\\n')}"`
    : `'${text.replace(/[\\]/g, '\\$&').replace(/\n/g, '\\n')}'`;
const json = (text: string): string => JSON.stringify(text);

export const WRAPPERS: Readonly<Record<string, (text: string) => string>> = {
  'as it is': (text) => text,
  'a prefix': (text) => `MCP error -32603: ${text}`,
  json: (text) => JSON.stringify({ jsonrpc: '2.0', error: { code: -32603, message: text } }),
  'pretty json': (text) => JSON.stringify({ ok: false, message: text, hint: 'none' }, null, 2),
  'json in json': (text) => JSON.stringify({ body: JSON.stringify({ error: { message: text } }) }),
  'json with escapes': (text) =>
    `{"message":${json(text).replace(/['<>&’“”]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`)}}`,
  'escaped quotes alone': (text) => text.replace(/["']/g, '\\$&'),
  python: (text) => `{'code': -32603, 'message': ${python(text)}}`,
  'a log line': (text) => `2026-11-29T10:15:00.123Z [error] ${text}`,
  'a key and a value': (text) => `level=error msg=${json(text)} attempt=2`,
  'html entities': entities,
  'entities twice': (text) => entities(entities(text)),
  html: (text) => `<p>${entities(text).replace(HOST, '<b>$&</b>').replace(/\n/g, '<br>')}</p>`,
  'bold host': (text) => text.replace(HOST, '**$&**'),
  'italic host': (text) => text.replace(HOST, '_$&_'),
  'a host that is a link': (text) => text.replace(HOST, '[$&](https://$&/)'),
  'a code block': (text) => `\`\`\`\n${text}\n\`\`\``,
  colors: (text) => `\u001b[31m\u001b[1mError:\u001b[0m \u001b[38;5;196m${text}\u001b[0m`,
  'a bold host': (text) => text.replace(HOST, '\u001b[1m$&\u001b[22m'),
  'a bold host without its escape': (text) => text.replace(HOST, '[1m$&[0m'),
  'a bold host written out': (text) => text.replace(HOST, '\\u001b[1m$&\\u001b[0m'),
  'a box': (text) => box(text, ['+', '-', '|']),
  'a drawn box': (text) => box(text, ['─', '─', '│']),
  'a quoted mail': (text) => each(words(text, 72), '> '),
  'a mail quoted twice': (text) => each(words(text, 72), '> > '),
  'a comment': (text) => each(words(text, 76), '# '),
  'a block comment': (text) => `/*\n${each(words(text, 76), ' * ')}\n */`,
  'line comments': (text) => each(text, '// '),
  'line numbers': (text) => each(text, ' 12 | '),
  'container logs': (text) => each(text, 'agent-1  | '),
  'wrapped at words': (text) => words(text, 60),
  'wrapped at 40': (text) => letters(text, 40),
  'wrapped at 61': (text) => letters(text, 61),
  'windows lines': (text) => words(text, 70).replace(/\n/g, '\r\n'),
  'a callback': (text) =>
    `http://127.0.0.1:3118/cb?error=access_denied&error_description=${encodeURIComponent(text)}&state=sTaTe`,
  'a callback with plus signs': (text) =>
    `Opened https://desk.example/cb?${new URLSearchParams({ state: 'sTaTe', error_description: text })}`,
  'a fragment': (text) => `cursor://x/cb#error_description=${encodeURIComponent(text)}&code=sTaTe`,
  'the error page’s address': (text) =>
    `https://id.atlassian.com/error?${new URLSearchParams({ error_description: text, tracking: 'sTaTe' })}`,
  'an encoded callback': (text) =>
    encodeURIComponent(
      `http://localhost:3118/cb?${new URLSearchParams({ error_description: text, state: 'sTaTe' })}`,
    ),
  'percent signs alone': (text) => encodeURIComponent(text),
};
