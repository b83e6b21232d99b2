import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { consentEdition } from '../lib/atlassian/hosts.ts';
import type { FieldReport } from '../lib/report/report-text.ts';
import { parseReport } from './lib/field-report.ts';

/**
 * Makes a failing test of a field report: `npm run page:new -- <slug> [file]`. Without a file the
 * report is read from standard input. Nothing that exists is written over.
 */
const USAGE = 'npm run page:new -- <slug> [file with the report, else standard input]';
/** Another folder is for the test of this script. */
const PAGES = process.env['COUNTERSIGN_PAGES'] ?? resolve(import.meta.dirname, '../tests/pages');

function fail(sentence: string): never {
  console.error(sentence);
  process.exit(1);
}

/** What stands in the address of a consent page and must never get out; made up. */
const MADE_UP = {
  state: 's7Qx2vLm9TzRk4WbY1nC8dHfPjE3',
  client: 'Kq7wZt3RmYb9XcN2vLf8HsJd4GpAe6Uu',
};

function addressOf({ address }: FieldReport): URL {
  if (!URL.canParse(address)) fail('The report has no address of a page in it.');
  const url = new URL(address);
  const { searchParams } = url;
  searchParams.set('state', MADE_UP.state);
  if (searchParams.has('client_id')) searchParams.set('client_id', MADE_UP.client);
  if (searchParams.has('redirect_uri')) {
    searchParams.set('redirect_uri', 'https://ledger.example/oauth/callback');
  }
  if (searchParams.has('context')) searchParams.set('context', 'c4Xk9Qw2Lm7TzRb1');
  return url;
}

function pageOf(report: FieldReport): string {
  const { extension, browser, lang, answers, words } = report;
  const said = Object.entries(answers).map(([who, what]) => `${who}: ${what}`);
  // No "--" may stand in a comment.
  const line = (text: string) => text.replace(/[<>]/g, '').replace(/--+/g, '-');
  return [
    '<!-- Rebuilt from words. Source: a field report; letters are masked but for the wordings.',
    `Countersign ${line(extension)}, ${line(browser)}, language ${line(lang) || 'not told'}.`,
    `Then: ${line(said.join(', '))}.`,
    ...(words ? [`The block says: ${line(words)}`] : []),
    '-->',
    ...report.html,
    '',
  ].join('\n');
}

function expectedOf(report: FieldReport): object {
  const url = addressOf(report);
  const expect = {
    // No reader has this name: the test fails until somebody says what must be read.
    reader: 'write-me',
    edition: consentEdition(url) ?? null,
    site: null,
    appName: null,
    clientId: null,
    scopes: null,
    redirectHost: null,
    resource: null,
    message: null,
    clear: null,
  };
  const source = `field report, Countersign ${report.extension}, ${report.browser}`;
  return { url: url.href, source, sureness: 'observed', expect, knownGaps: [] };
}

const [slug = '', file] = process.argv.slice(2);
if (!/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(slug)) {
  fail(`Name the page, in small letters with hyphens, by what is special about it.\n${USAGE}`);
}
const folder = join(PAGES, slug);
if (existsSync(folder)) fail(`tests/pages/${slug} is there already: choose another name.`);
if (file !== undefined && !existsSync(file)) fail(`There is no file ${file}.\n${USAGE}`);
const report = parseReport(readFileSync(file ?? 0, 'utf8'));
if (!report) {
  fail('That is no field report: it begins with "Countersign field report 1", and JSON follows.');
}
const expected = `${JSON.stringify(expectedOf(report), null, 2)}\n`;
mkdirSync(folder);
writeFileSync(join(folder, 'page.html'), pageOf(report));
writeFileSync(join(folder, 'expected.json'), expected);
console.log(`Made tests/pages/${slug}. Next:
1. Read page.html. Put made-up words in place of the x where they matter; keep the wordings.
2. In expected.json say what must be read: reader (or null), site, appName, message, clear.
   Do that before you change any code.
3. npm run pages -- -g ${slug}      it fails, and says what is missing
4. Mend lib/consent, never the expectation. See docs/reading-pages.md.`);
