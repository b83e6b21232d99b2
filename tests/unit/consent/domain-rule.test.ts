import { describe, expect, it } from 'vitest';
import { saysBlocked } from '../../../lib/consent/detect.ts';
import { viewOf } from '../../../lib/consent/page-view.ts';
import { READERS, readBlock } from '../../../lib/consent/read-page.ts';
import { readText } from '../../../lib/consent/read-text.ts';
import { domainToAllow } from '../../../lib/requests/screen.ts';

const CONSENT = 'https://api.atlassian.com/oauth2/authorize/server/consent?state=s7Qx2vLm9TzRk4';
const MCP = 'https://mcp.atlassian.com/v1/authorize?client_id=x';
const CLOUD_ID = '11223344-a1b2-3b33-c444-def123456789';
const must = (rest: string) => `Your organization admin must authorize access from ${rest}`;

/** What may stand behind "from", and the domain that has to be allowed then. */
const DOORS: [string, string | undefined][] = [
  [
    `https://desk.example-corp.test/cb to cloudId: ${CLOUD_ID}`,
    'https://desk.example-corp.test/**',
  ],
  [
    `'https://desk.example-corp.test/cb' to cloudId: '${CLOUD_ID}'`,
    'https://desk.example-corp.test/**',
  ],
  [
    `“https://desk.example-corp.test/CB” to cloudId ${CLOUD_ID}.`,
    'https://desk.example-corp.test/**',
  ],
  ['https://desk.example-corp.test/cb.', 'https://desk.example-corp.test/**'],
  ['cursor://anysphere.cursor-mcp/oauth to this site', 'cursor://anysphere.cursor-mcp/**'],
  [`http://127.0.0.1:33418/ to cloudId: ${CLOUD_ID}`, 'http://127.0.0.1:*/**'],
  ['http://localhost:3118/callback', 'http://localhost:*/**'],
  ['desk.example-corp.test to this site', 'https://desk.example-corp.test/**'],
  ['desk.example-corp.test', 'https://desk.example-corp.test/**'],
  ['localhost:3118', 'http://localhost:*/**'],
  ['this redirect URL', undefined],
  ['this redirect URI to this site', undefined],
  ['a domain to this site', undefined],
  ['your app', undefined],
  ['ChatGPT', undefined],
];

describe('a domain that is not allowed, whatever stands behind "from"', () => {
  it.each(DOORS)('%s', (rest, domain) => {
    for (const address of [CONSENT, MCP]) {
      for (const text of [must(rest), `Access denied: ${must(rest)}`, `${must(rest)}\nAccept`]) {
        const view = viewOf({ address, text, appName: 'Desk' });
        if (!view) throw new Error('no view');
        const answers = READERS.filter((reader) => reader.read(view)).map(({ id }) => id);
        expect(answers, text).toEqual(['domain-not-allowed']);
        const found = readBlock(view);
        expect(domainToAllow({ name: 'Desk', scopes: [], ...found }), text).toBe(domain);
        expect(found?.message).not.toContain('Accept');
        expect(saysBlocked(text)).toBe(true);
      }
    }
    const pasted = readText(`MCP error -32603: ${must(rest)}`);
    expect(pasted.similarScreen).toBe('domain-not-allowed');
    expect(domainToAllow({ name: 'Desk', ...pasted.facts })).toBe(domain);
  });

  it('is quoted with the site’s number, and without any query', () => {
    const text = must(
      `https://desk.example-corp.test/cb?state=SECRET&code=S2 to cloudId: ${CLOUD_ID}`,
    );
    const view = viewOf({ address: CONSENT, text });
    const found = view && readBlock(view);
    expect(found?.message).toBe(must(`https://desk.example-corp.test/cb to cloudId: ${CLOUD_ID}`));
    expect(JSON.stringify([found, readText(text)])).not.toMatch(/SECRET|S2/);
  });

  it.each(['this device', 'your browser', 'this location', 'an IP address'])(
    'says nothing of %s',
    (rest) => {
      const view = viewOf({ address: CONSENT, text: must(rest) });
      expect(view && readBlock(view)).toBeUndefined();
    },
  );
});
