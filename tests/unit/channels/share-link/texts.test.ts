import { describe, expect, it } from 'vitest';
import { requestTexts, type Say } from '../../../../lib/channels/share-link/texts.ts';
import { mayAsk, RESOLUTIONS, SIMILAR_SCREENS } from '../../../../lib/consent/causes.ts';
import { DATA_CENTER_CAUSES } from '../../../../lib/consent/data-center/causes.ts';
import type { ApprovalRequest } from '../../../../lib/requests/schema.ts';
import messages from '../../../../public/_locales/en/messages.json';
import { request, requester } from '../../samples.ts';

interface Text {
  message: string;
  placeholders?: Record<string, { content: string }>;
}

const say: Say = (key, ...values) => {
  const { message, placeholders = {} }: Text = messages[key];
  return message.replace(/\$(\w+)\$/g, (whole, name: string) => {
    const place = placeholders[name.toLowerCase()]?.content;
    return place ? (values[Number(place.slice(1)) - 1] ?? '') : whole;
  });
};

const REASON = 'To plan the launch with the design team';
const asker = requester({ name: 'Ana López', reason: REASON });
const textFor = async (change: Partial<ApprovalRequest> = {}) =>
  (await requestTexts(say, request({ requesters: [asker], ...change }), asker)).text;
/** What stands around the link, in words. */
const wordsIn = (text: string) =>
  text
    .replace(/https:\S+/g, '')
    .split(/\s+/)
    .filter(Boolean).length;
const stepsIn = (text: string) => text.split('\n').filter((line) => /^\d\. /.test(line));

const dataCenter = { product: 'jira', base: 'https://jira.acme.example/jira' } as const;
const CAUSES: [string, Partial<ApprovalRequest>][] = [
  ['admin-must-authorize', {}],
  ['app-blocked', { cause: 'app-blocked' }],
  ...SIMILAR_SCREENS.filter(mayAsk).map((screen): [string, Partial<ApprovalRequest>] => [
    screen,
    { cause: 'by-hand', screen },
  ]),
  ...DATA_CENTER_CAUSES.map((cause): [string, Partial<ApprovalRequest>] => [
    cause,
    { cause, edition: 'data-center', site: 'jira.acme.example', dataCenter },
  ]),
];

describe('the message to an admin without Countersign', () => {
  it.each(CAUSES)(
    'for %s has at most 130 words, three steps, and the link last',
    async (_, change) => {
      const text = await textFor(change);
      expect(wordsIn(text)).toBeLessThanOrEqual(130);
      expect(stepsIn(text)).toHaveLength(3);
      expect(text.split('\n').at(-1)).toMatch(
        /^https:\/\/admin\.atlassian\.com\/#countersign=1\.\S+$/,
      );
      for (const part of [REASON, 'Ana López', request().app.name, change.site ?? request().site]) {
        expect(text).toContain(part);
      }
      expect(text).not.toMatch(/\$|undefined/);
    },
  );

  it('names the client, the host it returns to, and what Accept does', async () => {
    const { app } = request();
    const text = await textFor();
    expect(text).toContain(`Client ID: ${app.clientId}`);
    expect(text).toContain(`Returns to: ${app.redirect?.host}`);
    expect(text).toContain('press Accept');
  });

  it.each(SIMILAR_SCREENS.filter(mayAsk))(
    'has for %s its own steps, not those of the block',
    async (screen) => {
      const text = await textFor({ cause: 'by-hand', screen });
      const resolution = RESOLUTIONS[screen];
      expect(text).toContain('Administration');
      expect(text).not.toContain('press Accept');
      expect(text).toContain(say(resolution.what, request().app.name, request().site));
    },
  );

  it('says no more than the person does where nobody read why', async () => {
    const text = await textFor({ cause: 'by-hand', message: '' });
    expect(stepsIn(text)).toEqual([]);
    expect(text).not.toMatch(/must authorize|Accept/);
  });
});
