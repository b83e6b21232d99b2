import { describe, expect, it } from 'vitest';
import {
  imitates,
  parseDestination,
  readDestinations,
  shownTo,
} from '../../../lib/requests/destination.ts';
import { destinationsFor } from '../../../lib/requests/destination-fits.ts';

const SITE = 'acme.atlassian.net';
const to = (address: string) => {
  const parsed = parseDestination(SITE, 'IT Help', address);
  return parsed.ok ? parsed.destination.to : parsed.problem;
};

describe('where requests go', () => {
  it.each([
    ['it@acme.example', 'it@acme.example'],
    [' it@acme.example; apps@acme.example ', 'it@acme.example,apps@acme.example'],
    ['mailto:it@acme.example', 'it@acme.example'],
    ['https://forms.example/new?d={text}&l={link}', 'https://forms.example/new?d={text}&l={link}'],
    ['https://forms.example/new?d=%7Btext%7D', 'https://forms.example/new?d={text}'],
    ['https://{site}/issues?d={text}', 'https://{site}/issues?d={text}'],
    [
      'https://acme.atlassian.net/servicedesk/customer/portal/1/group/2/create/10',
      'https://acme.atlassian.net/servicedesk/customer/portal/1/group/2/create/10?summary={summary}&description={text}',
    ],
    [
      'https://{site}/servicedesk/customer/portal/1/create/10',
      'https://{site}/servicedesk/customer/portal/1/create/10?summary={summary}&description={text}',
    ],
    [
      'https://acme.atlassian.net/secure/CreateIssueDetails!init.jspa?pid=10000&issuetype=10001',
      'https://acme.atlassian.net/secure/CreateIssueDetails!init.jspa?pid=10000&issuetype=10001&summary={summary}&description={text}',
    ],
    [
      'https://teams.microsoft.com/l/chat/0/0?users=it@acme.example',
      'https://teams.microsoft.com/l/chat/0/0?users=it%40acme.example&message={text}',
    ],
  ])('%s is taken', (typed, kept) => {
    expect(to(typed)).toBe(kept);
    // What is kept reads as itself.
    expect(to(kept)).toBe(kept);
  });

  it.each([
    ['', 'to-bad-address'],
    ['it', 'to-bad-address'],
    ['it@acme', 'to-bad-address'],
    ['it@acme.example, evil', 'to-bad-address'],
    ['it@acme.example?bcc=x@evil.example', 'to-bad-address'],
    ['http://forms.example/?t={text}', 'to-bad-address'],
    ['javascript:alert(1)//{text}', 'to-bad-address'],
    ['data:text/html,{text}', 'to-bad-address'],
    ['https://forms.example@evil.example/?t={text}', 'to-bad-address'],
    ['https://u:p@forms.example/?t={text}', 'to-bad-address'],
    ['https://{text}.evil.example/', 'to-bad-address'],
    ['https://{site}.evil.example/?t={text}', 'to-bad-address'],
    ['https://{site}@evil.example/?t={text}', 'to-bad-address'],
    ['https://127.0.0.1/?t={text}', 'to-bad-address'],
    ['https://[::1]/?t={text}', 'to-bad-address'],
    ['https://forms.example/ {text}', 'to-bad-address'],
    [`https://forms.example/?t={text}${'x'.repeat(1200)}`, 'to-bad-address'],
    ['https://forms.example/', 'to-no-text'],
    ['https://forms.example/?t={summary}', 'to-no-text'],
    ['https://acme.atlassian.net.evil.example/?t={text}', 'to-imitates'],
    ['https://acme-atlassian.net/?t={text}', 'to-imitates'],
    ['https://acme.atIassian.net/?t={text}', 'to-imitates'],
    ['https://acme.at1assian.net/?t={text}', 'to-imitates'],
    ['https://acme.аtlassian.net/?t={text}', 'to-imitates'],
    ['https://teams.rnicrosoft.com/?t={text}', 'to-imitates'],
    ['https://docs.g00gle.com/?t={text}', 'to-imitates'],
    ['https://forms-office.com/?t={text}', 'to-imitates'],
    ['https://forms.0ffice.com/?t={text}', 'to-imitates'],
  ])('%s is refused', (typed, problem) => {
    expect(to(typed)).toBe(problem);
  });

  it.each([
    ...['acme.atlassian.net', 'teams.microsoft.com', 'docs.google.com', 'acme.service-now.com'],
    ...['forms.office.com', 'backoffice.com', 'forms.homeoffice.com'],
  ])('%s imitates nobody', (host) => {
    expect(imitates(host)).toBe(false);
  });

  it.each([
    ['', 'to-bad-site'],
    ['*', 'to-bad-site'],
    ['*.net', 'to-bad-site'],
    ['https://acme.atlassian.net', 'to-bad-site'],
    ['acme.*.net', 'to-bad-site'],
  ])('a site %j is refused', (site, problem) => {
    expect(parseDestination(site, 'IT', 'it@acme.example')).toEqual({ ok: false, problem });
  });

  it('has a name in which nothing hides', () => {
    const parsed = parseDestination('*.Atlassian.net', ' IT\u202e\u0000 Help ', 'it@acme.example');
    expect(parsed).toMatchObject({ destination: { site: '*.atlassian.net', label: 'IT Help' } });
    expect(parseDestination(SITE, '\u200b', 'it@acme.example')).toMatchObject({
      problem: 'to-no-label',
    });
  });

  it('as a list counts entry by entry, and each once', () => {
    const good = { site: SITE, label: 'IT', to: 'it@acme.example' };
    const { destinations, bad } = readDestinations([good, 'x', { ...good, to: 'http://x' }, good]);
    expect(destinations).toEqual([good]);
    expect(bad).toEqual([
      { at: 2, problem: 'to-bad-site' },
      { at: 3, problem: 'to-bad-address' },
    ]);
    expect(readDestinations(undefined)).toEqual({ destinations: [], bad: [] });
    const many = Array.from({ length: 60 }, (_, n) => ({ ...good, label: `IT ${n}` }));
    expect(readDestinations(many)).toMatchObject({ bad: [{ at: 51, problem: 'to-too-many' }] });
    expect(readDestinations(many).destinations).toHaveLength(50);
  });

  it('fits a site, or all sites of a domain, also where the site is not known yet', () => {
    const all = [
      { site: SITE, label: 'ACME' },
      { site: '*.atlassian.net', label: 'Everybody' },
      { site: '*.atlassian.net', label: 'ACME' },
      { site: 'jira.acme.example', label: 'Own' },
    ];
    const names = (site: string) => destinationsFor(all, site).map(({ label }) => label);
    expect(names(SITE)).toEqual(['ACME', 'Everybody']);
    expect(names('other.atlassian.net')).toEqual(['Everybody', 'ACME']);
    expect(names('jira.acme.example')).toEqual(['Own']);
    expect(names('evilatlassian.net')).toEqual([]);
    expect(names('')).toEqual(['Everybody', 'ACME']);
  });

  it('is shown by whom it leads to', () => {
    expect(shownTo({ to: 'it@acme.example,b@acme.example' })).toBe(
      'it@acme.example, b@acme.example',
    );
    expect(shownTo({ to: 'https://forms.example/a?t={text}' })).toBe('forms.example/a');
    expect(shownTo({ to: 'https://{site}/a?t={text}' })).toBe('{site}/a');
  });
});
