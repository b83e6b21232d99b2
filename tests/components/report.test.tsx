import { cleanup, render, screen } from '@testing-library/preact';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type ReadyReport, Report } from '../../components/report/Report.tsx';
import { createReportModel } from '../../entrypoints/options/report-model.ts';
import { parseReport } from '../../lib/report/field-report.ts';
import { pageAnswers } from '../../lib/report/page-answers.ts';
import { browserName, reportText } from '../../lib/report/report-text.ts';
import { takeSkeleton } from '../../lib/report/skeleton.ts';
import { useEnglish } from './support.ts';

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
    expect(report?.answers).toEqual({
      'admin-must-authorize': 'yes',
      'app-blocked': 'no',
      perhaps: expect.stringContaining('alert'),
      clear: 'no',
    });
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
    expect(report?.answers).toEqual({ address: 'no consent page' });
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
    text: (withWords) => (withWords ? 'with words' : 'without words'),
  };

  it('is all there to be read, takes the focus, and has the words only after a yes', () => {
    render(<Report report={ready} copy={vi.fn()} onClose={vi.fn()} />);
    const box = screen.getByRole('textbox', { name: /^Report/ });
    expect(box).toHaveProperty('value', 'without words');
    expect(box).toHaveProperty('readOnly', true);
    const ask = screen.getByRole('checkbox', { name: /Ihr Administrator muss/ });
    expect(ask).toHaveProperty('checked', false);
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

  it('is of the page in the other tab', async () => {
    document.body.innerHTML = PAGE;
    const model = world({ ...takeSkeleton(), address: ADDRESS });
    await model.make();
    const report = model.report.value;
    if (typeof report !== 'object') throw new Error('There is no report.');
    expect(report.text(false)).toContain('admin-must-authorize');
    expect(report.text(false)).not.toContain('Liddell');
  });
});
