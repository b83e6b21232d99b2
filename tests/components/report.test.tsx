import { cleanup, fireEvent, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Report } from '../../components/report/Report.tsx';
import { createReportModel, type ReadyReport } from '../../components/report/report-model.ts';
import { sentencesOf, takeSkeleton } from '../../lib/report/mask.ts';
import { browserName, pageAnswers, reportText } from '../../lib/report/report-text.ts';
import { parseReport } from '../../scripts/lib/field-report.ts';
import { useEnglish } from './support.ts';

const NONE: ReadonlySet<string> = new Set();

beforeEach(useEnglish);
afterEach(() => {
  cleanup();
  document.body.replaceChildren();
});

const PRIVATE = [
  'Alice',
  'Liddell',
  'alice@wonder.example',
  '+49 151 2345678',
  '4111',
  'globex',
  'wonderland',
  'sTaTe0fTh3F1ow',
  'eyJhbGciOi',
  'Geheimprojekt',
  'Ledger',
  '山田太郎',
  'Алиса',
  '🐇',
  '712020',
];
const ADDRESS =
  'https://api.atlassian.com/oauth2/authorize/server/consent?client_id=Kq7wZt3RmYb9XcN2vLf8HsJd4GpAe6Uu&scope=read%3Ajira-work&redirect_uri=https%3A%2F%2Fwonderland.example%2Falice&state=sTaTe0fTh3F1ow&context=eyJhbGciOi&alice%40wonder.example=4111&login_hint=Alice#sTaTe0fTh3F1ow';
const SENTENCE = 'Your site admin must authorize this app for the site';
const PAGE = `
  <h1 id="alice" title="Alice">Ledger of Alice Liddell is requesting access to your Atlassian account</h1>
  <wonderland-card data-owner="Alice"><p class="Geheimprojekt site-selector">Use app on globex.atlassian.net</p></wonderland-card>
  <div role="alert" aria-label="Alice Liddell">${SENTENCE} 'globex.atlassian.net' before the app can access your account. Call +49 151 2345678 or alice@wonder.example, 山田太郎, Алиса 🐇</div>
  <p data-testid="user-712020">Card 4111</p><input value="Alice" type="text" placeholder="Geheimprojekt">
  <img alt="Alice" src="https://wonderland.example/Alice.png"><a href="https://wonderland.example/?token=eyJhbGciOi">Geheimprojekt</a>
  <script>const token = 'eyJhbGciOi';</script><!-- Alice --><textarea>Geheimprojekt</textarea>
  <button type="submit" disabled name="Alice">Accept</button>`;

function reported(): string {
  document.body.innerHTML = PAGE;
  const skeleton = { ...takeSkeleton(), address: ADDRESS, lang: 'de-DE' };
  const answers = pageAnswers(document, ADDRESS);
  return reportText(skeleton, { extension: '0.1.0', browser: 'Chrome 140', answers });
}

describe('a report of a page full of secrets', () => {
  it('holds none of them', () => {
    const text = reported();
    const decoded = `${text}\n${decodeURIComponent(text.replace(/%(?![0-9a-f]{2})/gi, '%25'))}`;
    for (const secret of PRIVATE) {
      expect(decoded.toLowerCase(), secret).not.toContain(secret.toLowerCase());
    }
  });

  it('holds all that a page of the corpus needs', () => {
    const report = parseReport(`Dear all,\n${reported()}\nBest`);
    const html = report?.html.join('\n') ?? '';
    expect(html).toContain(`${SENTENCE} '`);
    expect(html).toContain("xxxxxx.atlassian.net' before the app can access your account");
    expect(html).toContain(' is requesting access to your Atlassian account');
    expect(html).toContain('<div role="alert">');
    expect(html).toContain('<button type="submit" disabled>Accept</button>');
    expect(html).toContain('class="site-selector"');
    const { perhaps, ...answers } = report?.answers ?? {};
    expect(perhaps).toContain('alert');
    expect(answers).toMatchObject({ 'admin-must-authorize': 'yes', 'app-blocked': 'no' });
    const others = Object.entries(answers).filter(([reader]) => reader !== 'admin-must-authorize');
    expect(others.every(([, answer]) => answer === 'no')).toBe(true);
    expect(report?.lang).toBe('de-DE');
    const address = new URL(report?.address ?? '');
    expect(address.pathname).toBe('/oauth2/authorize/server/consent');
    expect(address.searchParams.get('scope')).toBe('read:jira-work');
    expect([...address.searchParams.keys()]).toContain('state');
    expect(address.searchParams.get('state')).toBe('');
  });

  it('is read the same way when it is put back on a page', () => {
    const html = parseReport(reported())?.html.join('\n') ?? '';
    document.body.innerHTML = html;
    expect(pageAnswers(document, ADDRESS)['admin-must-authorize']).toBe('yes');
  });

  it('tells nothing of a page elsewhere but its build', () => {
    document.body.innerHTML = PAGE;
    const address = 'https://alice.wonderland.example/Geheimprojekt/4111?scope=Alice';
    const findings = { extension: '1', browser: 'x', answers: pageAnswers(document, address) };
    const report = parseReport(reportText({ ...takeSkeleton(), address }, findings));
    expect(report?.address).toBe('https://xxxxx.xxxxxxxxxx.xxxxxxx/Xxxxxxxxxxxxx/0000?scope=');
    expect(report?.answers).toEqual({ address: 'no page of the sign-in' });
  });

  it('masks names of elements and attributes that are in no list', () => {
    document.body.innerHTML =
      '<wonder role="alert"><alice data-testid="alice" type="globex" aria-live="rabbit">Alice</alice><input type="text" aria-disabled="true"></wonder>';
    const findings = { extension: '1', browser: 'x', answers: {} };
    const text = reportText({ ...takeSkeleton(), address: ADDRESS }, findings);
    expect(text).not.toMatch(/wonder|alice|globex|rabbit/i);
    expect(parseReport(text)?.html.join('\n')).toContain(
      '<input type="text" aria-disabled="true"></input>',
    );
  });

  it.each([
    [
      'https://jira.globex.example/jira/plugins/servlet/oauth/authorize?oauth_token=eyJhbGciOi&oauth_problem=consumer_key_unknown',
      'https://xxxx.xxxxxx.xxxxxxx/xxxx/plugins/servlet/oauth/authorize?oauth_token=&oauth_problem=consumer_key_unknown',
    ],
    [
      'https://api.cloud.globex.example/oauth2/authorize/server/consent?state=sTaTe0fTh3F1ow',
      'https://xxx.xxxxx.xxxxxx.xxxxxxx/oauth2/authorize/server/consent?state=',
    ],
    [
      'https://id.atlassian.com/error?error=unauthorized_client&error_description=Alice',
      'https://id.atlassian.com/error?error=unauthorized_client&error_description=',
    ],
    [
      'https://mcp.atlassian.com/v1/authorize?client_id=Alice',
      'https://mcp.atlassian.com/v1/authorize?client_id=',
    ],
    ['https://x.example/?error=globex', 'https://x.xxxxxxx/?error='],
  ])(
    'keeps the path of the flow, on whatever host, and what an error is called: %s',
    (address, told) => {
      const findings = { extension: '1', browser: 'x', answers: {} };
      expect(parseReport(reportText({ ...takeSkeleton(), address }, findings))?.address).toBe(told);
    },
  );

  it('tells those sentences that the person ticks, where they stand, and no other', () => {
    document.body.innerHTML =
      '<h1>Diese Anfrage ist nicht mehr bekannt.</h1><p>Angemeldet als Alice Liddell</p>';
    const skeleton = takeSkeleton();
    const [first, second] = sentencesOf(skeleton.body);
    expect(second).toBe('Angemeldet als Alice Liddell');
    const findings = { extension: '1', browser: 'x', answers: {} };
    const html = (told: string[]) =>
      parseReport(reportText(skeleton, findings, undefined, new Set(told)))?.html.join('\n');
    expect(html([])).not.toMatch(/Anfrage|Alice/);
    expect(html([first ?? ''])).toContain('<h1>Diese Anfrage ist nicht mehr bekannt.</h1>');
    expect(html([first ?? ''])).not.toContain('Alice');
  });

  it('is bounded, however big and deep the page is', () => {
    document.body.innerHTML = `${'<p>Alice</p>'.repeat(2500)}${'<div>'.repeat(300)}deep`;
    const text = reportText(takeSkeleton(), { extension: '1', browser: 'x', answers: {} });
    expect(parseReport(text)?.html.length).toBeLessThan(2100);
  });
});

it.each(['', 'no report', 'Countersign field report 1', 'Countersign field report 1 {"html":3}'])(
  'what is no report is not read: %j',
  (text) => expect(parseReport(text)).toBeUndefined(),
);

it.each([
  ['Mozilla/5.0 AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36 Edg/140.0.1', 'Edge 140'],
  ['Mozilla/5.0 AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36', 'Chrome 140'],
  ['Mozilla/5.0 (X11; Linux) Gecko/20100101 Firefox/145.0', 'Firefox 145'],
  ['Alice’s own browser', 'unknown'],
])('of the browser it tells name and number: %s', (agent, name) =>
  expect(browserName(agent)).toBe(name),
);

describe('the report on the screen', () => {
  const ready: ReadyReport = {
    words: 'Ihr Administrator muss',
    sentences: ['Diese Anfrage ist nicht mehr bekannt.'],
    text: (withWords, told) => [withWords ? 'with words' : 'without words', ...told].join('\n'),
  };

  it('is all there to be read, takes the focus, and has the words only after a yes', () => {
    render(<Report report={ready} copy={vi.fn()} onClose={vi.fn()} />);
    const box = screen.getByRole('textbox', { name: /^Report/ });
    expect(box).toHaveProperty('value', 'without words');
    expect(box).toHaveProperty('readOnly', true);
    const ask = screen.getByRole('checkbox', { name: /Ihr Administrator muss/ });
    expect(ask).toHaveProperty('checked', false);
    const other = screen.getByRole('checkbox', { name: 'Diese Anfrage ist nicht mehr bekannt.' });
    expect(other).toHaveProperty('checked', false);
    expect(box).toHaveProperty('value', 'without words');
    // What is told is to be seen at once.
    fireEvent.click(other);
    expect(box).toHaveProperty('value', 'without words\nDiese Anfrage ist nicht mehr bekannt.');
    fireEvent.click(other);
    expect(box).toHaveProperty('value', 'without words');
  });
});

describe('a report from Options', () => {
  const world = (page: ReturnType<typeof takeSkeleton> | undefined) =>
    createReportModel({
      extension: '0.1.0',
      browser: 'Chrome 140',
      takePage: async () => page,
      copy: vi.fn(),
    });

  it('says that no consent page is open', async () => {
    const model = world(undefined);
    await model.make();
    expect(model.report.value).toBe('no-page');
  });

  it('asks the readers of the page’s own edition', async () => {
    document.body.innerHTML = '<p>oauth_problem=consumer_key_unknown</p>';
    const address =
      'https://jira.globex.example/jira/plugins/servlet/oauth/authorize?oauth_token=x1';
    const place = {
      kind: 'jira-data-center',
      edition: 'data-center',
      host: 'jira.globex.example',
      base: 'https://jira.globex.example/jira',
    } as const;
    const model = createReportModel({
      extension: '0.1.0',
      browser: 'Chrome 140',
      takePage: async () => ({ ...takeSkeleton(), address, place }),
      copy: vi.fn(),
    });
    await model.make();
    const report = model.report.value;
    if (typeof report !== 'object') throw new Error('There is no report.');
    expect(report.text(false, NONE)).toContain('dc-oauth-problem');
    expect(report.text(false, NONE)).not.toContain('globex');
    expect(pageAnswers(document, address, place)).toMatchObject({
      'dc-oauth-problem': 'dc-link-missing',
    });
  });

  it('is of the page in the other tab', async () => {
    document.body.innerHTML = PAGE;
    const model = world({ ...takeSkeleton(), address: ADDRESS });
    await model.make();
    const report = model.report.value;
    if (typeof report !== 'object') throw new Error('There is no report.');
    expect(report.text(false, NONE)).toContain('admin-must-authorize');
    expect(report.text(false, NONE)).not.toContain('Liddell');
  });
});
