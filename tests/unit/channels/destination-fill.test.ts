import { describe, expect, it } from 'vitest';
import { type FormValues, fillForm } from '../../../lib/channels/destination.ts';
import { PLACES, parseDestination } from '../../../lib/requests/destination.ts';
import { dice, letters } from '../samples.ts';

const LINK = `https://admin.atlassian.com/#countersign=1.${'a'.repeat(600)}`;
const SMALL = `https://admin.atlassian.com/#countersign=1.${'b'.repeat(300)}`;

const values = (change: Partial<FormValues['texts']> = {}, rest = {}): FormValues => ({
  texts: {
    subject: 'Please approve Draw for Jira',
    intro: ['Hello, I would like to use an app that needs an admin.'],
    facts: ['Client ID: AbCdEfGh'],
    reason: { label: 'Why:', text: 'I keep the boards in step.' },
    linkIntro: 'With Countersign:',
    links: [LINK, SMALL],
    withoutLink: 'Ask me for the link.',
    steps: ['1. Open Administration.'],
    ...change,
  },
  app: 'Draw & Co #1',
  site: 'acme.atlassian.net',
  clientId: 'AbCdEfGh',
  ...rest,
});
const filled = (to: string, with_ = values()) => {
  const address = fillForm(to, with_);
  expect(address.length).toBeLessThanOrEqual(2000);
  return new URL(address);
};

describe('a form’s address, filled in', () => {
  it('carries the words, percent-encoded, with the link at their end', () => {
    const url = filled('https://{site}/new?s={summary}&d={text}');
    expect(url.host).toBe('acme.atlassian.net');
    expect(url.searchParams.get('s')).toBe('Please approve Draw for Jira');
    const text = url.searchParams.get('d') ?? '';
    expect(text).toMatch(/^Hello, .+\n\nClient ID: AbCdEfGh\n\nWhy: I keep/);
    expect(text).toMatch(/With Countersign:\nhttps:\/\/admin\.atlassian\.com\/#countersign=1\.a+$/);
  });

  it('keeps each value in its own place', () => {
    const url = filled('https://f.example/{app}?a={app}&i={clientId}&r={reason}&l={link}&t={text}');
    expect(url.pathname).toBe('/Draw%20%26%20Co%20%231');
    expect(url.searchParams.get('a')).toBe('Draw & Co #1');
    expect(url.searchParams.get('i')).toBe('AbCdEfGh');
    expect(url.searchParams.get('r')).toBe('I keep the boards in step.');
    expect(url.searchParams.get('l')).toBe(LINK);
    // The link stands in its own place, and nowhere else.
    expect(url.searchParams.get('t')).not.toContain('#countersign');
    expect(url.searchParams.get('t')).not.toContain('Ask me for the link.');
  });

  it('shortens the reason first, and drops the link last of all', () => {
    const long = values({ reason: { label: 'Why:', text: 'because '.repeat(200) } });
    const url = filled('https://f.example/?t={text}&l={link}', long);
    expect(url.searchParams.get('l')).toBe(LINK);
    expect(url.searchParams.get('t')).toMatch(/Why: because .+…/);
    const pad = 'x'.repeat(1300);
    expect(filled(`https://f.example/${pad}?t={text}&l={link}`, long).searchParams.get('l')).toBe(
      SMALL,
    );
    const rest = filled(`https://f.example/${pad.slice(0, 1100)}${'y'.repeat(600)}?l={link}`, long);
    expect(rest.searchParams.get('l')).toBe('');
  });

  it('changes neither host nor length, whatever is filled in and wherever', () => {
    const roll = dice(7);
    for (let run = 0; run < 300; run++) {
      const places = PLACES.filter(() => roll() < 0.5).map((name) => `${name}={${name}}`);
      const typed = `https://f.example/form?${['t={text}', ...places].join('&')}#{app}`;
      const parsed = parseDestination('acme.atlassian.net', 'IT', typed);
      if (!parsed.ok) throw new Error(parsed.problem);
      const word = () => letters(roll, Math.floor(roll() * 900), 'aé承%&#/@ ');
      const odd = `${word()}/../@evil.example#?&%00\n{link}`;
      const url = filled(
        parsed.destination.to,
        values(
          { subject: odd, intro: [odd], reason: { label: word(), text: odd }, steps: [odd] },
          { app: odd, clientId: word() },
        ),
      );
      expect([url.protocol, url.host, url.pathname]).toEqual(['https:', 'f.example', '/form']);
    }
  });
});
