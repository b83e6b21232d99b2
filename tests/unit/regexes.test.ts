import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from 'vite';
import { describe, expect, it } from 'vitest';
import { isSlow } from './regex-steps.ts';

const files = ['components', 'entrypoints', 'lib']
  .flatMap((root) =>
    readdirSync(root, { recursive: true, encoding: 'utf8' }).map((file) => join(root, file)),
  )
  .filter((file) => /\.tsx?$/.test(file));

/** Every regular expression that stands in a file. */
function regexesIn(file: string): RegExp[] {
  const found: RegExp[] = [];
  const walk = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(walk);
    else if (node !== null && typeof node === 'object') {
      const { regex } = node as { regex?: { pattern: string; flags: string } };
      if (regex) found.push(new RegExp(regex.pattern, regex.flags));
      else Object.values(node).forEach(walk);
    }
  };
  walk(parseSync(file, readFileSync(file, 'utf8')).program);
  return found;
}

const found = files.flatMap((file) =>
  regexesIn(file).map((regex) => ({ file, regex, name: `${regex}`.slice(0, 120) })),
);

describe('the work that a text makes', () => {
  it('is counted: a pattern that tries each letter as a beginning is found', () => {
    for (const slow of [/=+$/, /^1\.[\w-]{20,}[\w\s-]*$/, /(a+)+$/, /\ba:\/\/[^?]*\?/g]) {
      expect(isSlow(slow), String(slow)).toBe(true);
    }
    for (const quick of [/(?<!=)=+$/, /^1\.[\w-]{20}[\w\s-]*$/, /a{1,40}b/, /\ba:\/\/[^?]*\??/g]) {
      expect(isSlow(quick), String(quick)).toBe(false);
    }
  });

  // Texts come from pages, links, files and pastes: twice the text may make twice the work.
  it.each(found)('grows with the text and no faster: $name in $file', (one) => {
    expect(isSlow(one.regex)).toBe(false);
  });
});
