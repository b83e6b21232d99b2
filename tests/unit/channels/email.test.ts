import { describe, expect, it } from 'vitest';
import { answerText, type MailTexts, mailtoUrl } from '../../../lib/channels/destination.ts';
import { mailLinks } from '../../../lib/channels/share-link/link.ts';
import { dice, letters, requestPayload } from '../samples.ts';

const KANJI = '承認申請管理者権限理由説明連携必要業務開発計画資料共有';
const LINK = `https://admin.atlassian.com/#countersign=1.${'a'.repeat(400)}`;
const SMALL = `https://admin.atlassian.com/#countersign=1.${'b'.repeat(200)}`;

const texts = (change: Partial<MailTexts> = {}): MailTexts => ({
  subject: 'Please approve Draw for Jira',
  intro: ['Hello, I would like to use an app that needs an admin.'],
  facts: ['App: Draw for Jira', 'Site: acme.atlassian.net', 'Client ID: AbCdEfGh'],
  reason: { label: 'Reason:', text: 'I keep the boards in step.' },
  linkIntro: 'With Countersign:',
  links: [LINK, SMALL],
  withoutLink: 'Ask me for the link.',
  steps: ['Open Atlassian Administration.', 'Go to Connected apps.'],
  ...change,
});

function parts(url: string) {
  expect(url.length).toBeLessThanOrEqual(1500);
  const { pathname, searchParams } = new URL(url.replaceAll('+', '%2B'));
  const body = searchParams.get('body') ?? '';
  return { to: decodeURIComponent(pathname), subject: searchParams.get('subject') ?? '', body };
}

describe('an e-mail to the admin', () => {
  it('says everything when there is room, its parts apart from each other', () => {
    expect(parts(mailtoUrl(texts({ to: 'it+apps@acme.example' })))).toEqual({
      to: 'it+apps@acme.example',
      subject: 'Please approve Draw for Jira',
      body: [
        'Hello, I would like to use an app that needs an admin.',
        '',
        'App: Draw for Jira',
        'Site: acme.atlassian.net',
        'Client ID: AbCdEfGh',
        '',
        'Reason: I keep the boards in step.',
        '',
        'Open Atlassian Administration.',
        'Go to Connected apps.',
        '',
        'With Countersign:',
        LINK,
      ].join('\r\n'),
    });
  });

  it('shortens the reason first', () => {
    const text = letters(dice(1), 280, KANJI);
    const { body } = parts(mailtoUrl(texts({ reason: { label: 'Reason:', text } })));
    expect(body).toContain(LINK);
    expect(body).toContain('Go to Connected apps.');
    expect(body).toMatch(/Reason: [^\r]+…\r/);
  });

  it('then leaves out what to do, rather than the facts', () => {
    const steps = [letters(dice(2), 40, KANJI), letters(dice(3), 90, KANJI)];
    const { body } = parts(mailtoUrl(texts({ steps })));
    expect(body).toContain(steps[0]);
    expect(body).not.toContain(steps[1]);
    expect(body).toContain('Client ID: AbCdEfGh');
  });

  it('takes the smaller link before it cuts a fact', () => {
    const facts = [`App: ${letters(dice(4), 110, KANJI)}`];
    const { body } = parts(mailtoUrl(texts({ facts })));
    expect(body).toContain(SMALL);
    expect(body).toContain(facts[0]);
  });

  it('cuts a fact before it gives up the link', () => {
    const facts = [`App: ${letters(dice(5), 120, KANJI)}`, 'Site: acme.atlassian.net'];
    const { body } = parts(mailtoUrl(texts({ facts, links: [LINK] })));
    expect(body).toContain(LINK);
    expect(body).toMatch(/^App: .+…\r\n/m);
  });

  it('says so where no link fits, and never cuts one', () => {
    const { body } = parts(mailtoUrl(texts({ links: [`${LINK}${'c'.repeat(1200)}`] })));
    expect(body).toContain('Ask me for the link.');
    expect(body).not.toContain('https://');
    expect(body).not.toContain('With Countersign:');
  });

  it('lets nobody add a header or a line', () => {
    const url = mailtoUrl(
      texts({
        to: 'a@b.example?bcc=evil@c.example\r\nX: y',
        subject: 'Hi\r\nBcc: evil@c.example&body=x',
        facts: ['App: x\r\n\r\nApproved already'],
      }),
    );
    expect(url.match(/[?&]/g)).toEqual(['?', '&']);
    expect(parts(url).subject).toBe('Hi Bcc: evil@c.example&body=x');
    expect(parts(url).body).toContain('App: x Approved already');
  });

  it('does not choke on half a character', () => {
    expect(() => mailtoUrl(texts({ subject: 'a\ud800', facts: ['\udc00'] }))).not.toThrow();
  });

  it('never splits a character', () => {
    for (let length = 1; length < 120; length += 7) {
      const { body } = parts(
        mailtoUrl(texts({ reason: { label: 'R:', text: '👍🏽'.repeat(length) }, links: [LINK] })),
      );
      expect(body.isWellFormed()).toBe(true);
    }
  });

  it('keeps its bound for every length of every text', () => {
    const roll = dice(6);
    const some = (max: number) => letters(roll, Math.floor(roll() * max), `${KANJI}abc &?#%`);
    for (let round = 0; round < 300; round++) {
      const url = mailtoUrl({
        subject: some(200),
        intro: [some(80), some(80)],
        facts: [some(130), some(60), some(60)],
        reason: { label: some(20), text: some(280) },
        linkIntro: some(40),
        links: [`https://a/#${'a'.repeat(roll() * 1600)}`],
        withoutLink: some(60),
        steps: [some(100), some(100), some(100)],
      });
      expect(url.length).toBeLessThanOrEqual(1500);
      expect(() => decodeURIComponent(url)).not.toThrow();
    }
  });

  it('finds a link that fits for a Japanese reason and two hundred scopes', async () => {
    const scopes = Array.from(
      { length: 200 },
      (_, n) => `read:some-thing-${n * 7919}:jira-software`,
    );
    const reason = letters(dice(7), 280, KANJI);
    const links = await mailLinks(requestPayload({ reason, app: { name: '図面アプリ', scopes } }));
    const { body } = parts(mailtoUrl(texts({ links, reason: { label: '理由:', text: reason } })));
    expect(body).toContain('https://admin.atlassian.com/#countersign=1.');
    expect(body).toContain('Client ID: AbCdEfGh');
  });
});

describe('the answer for the requesters', () => {
  it('is the words, then one link a line', () => {
    expect(answerText({ lines: ['Denied.', 'Why: no.'], links: ['l1', 'l2'] })).toBe(
      'Denied.\nWhy: no.\n\nl1\nl2',
    );
    expect(answerText({ lines: ['Denied.'], links: [] })).toBe('Denied.');
  });
});
