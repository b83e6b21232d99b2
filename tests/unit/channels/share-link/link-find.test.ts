import { deflateRawSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  encodeDecisionLinks,
  encodeRequestLink,
  readLink,
  readLinks,
} from '../../../../lib/channels/share-link/link.ts';
import { decisionPayload, dice, requestPayload, ulidOf } from '../../samples.ts';

const payload = requestPayload();
const found = { ok: true, payload };
let link = '';
let code = '';

beforeAll(async () => {
  link = await encodeRequestLink(payload);
  code = link.slice(link.indexOf('1.'));
});

/** Lines of at most so many characters, as mail programs make them. */
const wrapped = (text: string, width: number, end: string) =>
  text.replace(new RegExp(`.{${width}}(?=.)`, 'g'), `$&${end}`);

const zip = (json: unknown) =>
  deflateRawSync(typeof json === 'string' ? json : JSON.stringify(json)).toString('base64url');

describe('a link is found', () => {
  const ways: [string, () => string][] = [
    ['as it is', () => link],
    [
      'on a host of the Government Cloud',
      () => link.replace('atlassian.com', 'atlassian-us-gov-mod.com'),
    ],
    ['on a sign-in page', () => `https://id.atlassian.com/login?continue=x#countersign=${code}`],
    ['as a fragment', () => `#countersign=${code}`],
    ['without its #', () => `countersign=${code}`],
    ['without its mark', () => code],
    ['without its mark, broken into lines', () => wrapped(code, 72, '\n')],
    ['between blanks and line breaks', () => `\r\n \t ${link} \u00a0\n`],
    ['between angle brackets', () => `<${link}>`],
    ['at the end of a sentence', () => `Please open ${link}. Thank you`],
    ['before a bracket', () => `(see ${link})`],
    ['in Markdown', () => `[request](${link})`],
    ['in HTML', () => `<a href="${link}">request</a>`],
    ['broken by CRLF and a blank', () => wrapped(link, 76, '\r\n ')],
    ['broken by LF', () => wrapped(link, 60, '\n')],
    ['broken and quoted', () => wrapped(link, 70, '\n> > ')],
    ['broken in the middle of its mark', () => link.replace('=1.', '=\r\n1.')],
    ['as quoted-printable', () => wrapped(link.replaceAll('=', '=3D'), 75, '=\r\n')],
    ['with zero-width characters', () => wrapped(link, 20, '\u200b')],
    ['with soft hyphens', () => wrapped(link, 20, '\u00ad')],
    [
      'wrapped by a safe-link service',
      () =>
        `https://eur01.safelinks.protection.outlook.com/?url=${encodeURIComponent(link)}&data=05%7C02&reserved=0`,
    ],
    [
      'wrapped and encoded twice',
      () => `https://l.example/?u=${encodeURIComponent(encodeURIComponent(link))}&h=abc`,
    ],
    [
      'wrapped by Proofpoint',
      () => `https://urldefense.com/v3/__${link.replace('#', '*')}__;Iw!!abc!def$`,
    ],
    [
      'in an e-mail with words after it',
      () =>
        `Hello,\r\n\r\nplease approve.\r\n${link}\r\n\r\nWithout Countersign open Connected apps\r\nand look for it.`,
    ],
    [
      'broken in an e-mail with words after it',
      () => `Hello,\n\n${wrapped(link, 76, '\n')}\n\nWithout Countersign open Connected apps`,
    ],
    ['after a broken one', () => `#countersign=1.abc\n${link}`],
  ];
  it.each(ways)('%s', async (_way, text) => {
    expect(await readLink(text())).toEqual(found);
  });
});

describe('several links in one text', () => {
  it('are all read, in their order', async () => {
    const roll = dice(9);
    const ids = Array.from({ length: 300 }, () => ulidOf(roll));
    const links = await encodeDecisionLinks(decisionPayload({ ids }));
    const outcomes = await readLinks(`Answer:\n${links.join('\n')}\nThanks`);
    const answered = outcomes.flatMap((one) =>
      one.ok && one.payload.type === 'decision' ? one.payload.ids : [],
    );
    expect(answered).toEqual(ids);
  });

  it('are read up to twenty', async () => {
    expect(await readLinks('#countersign=1.abc '.repeat(1000))).toHaveLength(20);
  });
});

describe('a problem is told apart', () => {
  const cases: [string, string, () => string][] = [
    ['empty', 'nothing', () => ''],
    ['empty', 'blanks and invisible characters', () => ' \u200b\n\ufeff'],
    ['not-a-link', 'words', () => 'Please approve Draw for Jira'],
    ['not-a-link', 'another address', () => 'https://admin.atlassian.com/o/1/overview#apps'],
    ['not-a-link', 'a number', () => '1.5 million people work here every day'],
    ['too-long', 'more text than a mail', () => `${link} ${'x '.repeat(40_000)}`],
    ['too-long', 'a payload beyond the bound', () => `#countersign=1.${'A'.repeat(8193)}`],
    ['broken', 'a mark alone', () => '#countersign='],
    ['broken', 'a version alone', () => '#countersign=1.'],
    ['broken', 'no version', () => '#countersign=abc'],
    ['broken', 'version nought', () => link.replace('=1.', '=0.')],
    ['broken', 'no JSON', () => `#countersign=1.${zip('{"type":')}`],
    ['newer-version', 'version 2', () => link.replace('=1.', '=2.')],
    ['newer-version', 'version 10 of another make', () => '#countersign=10.~~~'],
    ['newer-version', 'version 2 without its mark', () => code.replace('1.', '2.')],
    ['wrong-type', 'another type', () => `#countersign=1.${zip({ type: 'rule' })}`],
    ['wrong-type', 'no type', () => `#countersign=1.${zip({})}`],
    ['wrong-type', 'null', () => `#countersign=1.${zip('null')}`],
    ['wrong-type', 'a list', () => `#countersign=1.${zip([payload])}`],
    [
      'bad-site',
      'a site with a path',
      () => `#countersign=1.${zip({ ...payload, site: 'a.net/x' })}`,
    ],
    ['not-valid', 'no id', () => `#countersign=1.${zip({ ...payload, id: 'x' })}`],
    ['too-big-inside', 'a bomb', () => `#countersign=1.${zip(' '.repeat(6_000_000))}`],
    [
      'bad-site',
      'a bad site in a broken link',
      () => wrapped(`#countersign=1.${zip({ ...payload, site: 'a b' })}`, 70, '\n'),
    ],
    [
      'broken',
      'half a link with many words after it',
      () => `${link.slice(0, 200)} ${'word '.repeat(9000)}`,
    ],
  ];
  it.each(cases)('%s: %s', async (problem, _what, text) => {
    expect(await readLink(text())).toEqual({ ok: false, problem });
  });
});

describe('damage', () => {
  it('at the end of a link is noticed wherever it is cut', async () => {
    for (let end = link.indexOf('#countersign=') + 13; end < link.length; end++) {
      expect(await readLink(link.slice(0, end))).toEqual({ ok: false, problem: 'broken' });
    }
  });

  it('anywhere else is an outcome, never an exception', async () => {
    const roll = dice(11);
    const outcomes = new Set<string>();
    for (let round = 0; round < 400; round++) {
      const at = Math.floor(roll() * code.length);
      const char = String.fromCharCode(33 + Math.floor(roll() * 94));
      const text = `#countersign=${code.slice(0, at)}${char}${code.slice(at + 1)}`;
      const read = await readLink(text);
      outcomes.add(read.ok ? 'ok' : read.problem);
    }
    expect(outcomes).toContain('broken');
  });

  it('of the decoded bytes is an outcome, never an exception', async () => {
    const bytes = Buffer.from(code.slice(2), 'base64url');
    for (let at = 0; at < bytes.length; at++) {
      const flipped = Buffer.from(bytes);
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      const read = await readLink(`#countersign=1.${flipped.toString('base64url')}`);
      expect(typeof read.ok).toBe('boolean');
    }
  });
});
