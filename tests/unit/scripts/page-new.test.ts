import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { reportText } from '../../../lib/report/report-text.ts';

const folder = mkdtempSync(join(tmpdir(), 'countersign-pages-'));
afterAll(() => rmSync(folder, { recursive: true }));

const REPORT = reportText(
  {
    address: 'https://api.atlassian.com/oauth2/authorize/server/consent?client_id=abc&state=secret',
    lang: 'de',
    body: {
      tag: 'body',
      attributes: {},
      inside: [{ tag: 'div', attributes: { role: 'alert' }, inside: ['Ihr Administrator muss'] }],
    },
  },
  { extension: '0.1.0', browser: 'Chrome 140', answers: { perhaps: 'alert site' } },
  'Ihr Administrator muss -- <b>',
);

function run(input: string, ...args: string[]) {
  const script = resolve(import.meta.dirname, '../../../scripts/page-new.ts');
  const tsx = resolve(import.meta.dirname, '../../../node_modules/tsx/dist/cli.mjs');
  const env = { ...process.env, COUNTERSIGN_PAGES: folder };
  return spawnSync(process.execPath, [tsx, script, ...args], { input, env, encoding: 'utf8' });
}

describe('page:new', () => {
  it('makes a page and an expectation that fails until it is written', () => {
    const done = run(`> mail around it\n${REPORT}`, 'perhaps-new-words');
    expect(done.stderr).toBe('');
    expect(done.stdout).toContain('npm run pages -- -g perhaps-new-words');
    const page = readFileSync(join(folder, 'perhaps-new-words/page.html'), 'utf8');
    expect(page).toMatch(/^<!-- Rebuilt from words\./);
    expect(page).toContain('The block says: Ihr Administrator muss - b');
    expect(page).toContain('<div role="alert">Xxx Administrator xxxx</div>');
    const json = readFileSync(join(folder, 'perhaps-new-words/expected.json'), 'utf8');
    const expected = JSON.parse(json);
    expect(expected.expect).toMatchObject({ reader: 'write-me', edition: 'cloud' });
    expect(new URL(expected.url).searchParams.get('state')).toMatch(/^s7Qx/);
    expect(json).not.toContain('secret');
  });

  it.each([
    ['Bad Name', REPORT, /small letters/],
    ['there-already', REPORT, /there already/],
    ['fine', 'no report', /no field report/],
  ])('says what is wrong, and writes nothing: %s', (slug, input, words) => {
    if (slug === 'there-already') mkdirSync(join(folder, slug));
    const done = run(input, slug);
    expect(done.status).toBe(1);
    expect(done.stderr).toMatch(words);
  });
});
