import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { helpHtml, sectionsOf, slug } from '../../../scripts/build/help.ts';

const help = readFileSync('docs/help.md', 'utf8');
const sections = sectionsOf(help).map(slug);

/** Every section that a screen links to. */
const linked = readdirSync('components', { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.tsx'))
  .flatMap((path) =>
    [
      ...readFileSync(join('components', path), 'utf8').matchAll(
        /<HelpLink\s[^>]*section="([^"]*)"|help\.html#([\w-]+)/g,
      ),
    ].map(([, section, address]) => ({ path, section: section ?? address })),
  );

describe('the help', () => {
  it('has each section that a screen links to', () => {
    expect(linked.filter(({ section }) => !sections.includes(section ?? ''))).toEqual([]);
  });

  it('has one section a question', () => {
    expect(new Set(sections).size).toBe(sections.length);
    expect(sectionsOf(help).filter((heading) => !heading.endsWith('?'))).toEqual([]);
  });

  it('names headings as GitHub does', () => {
    expect(slug('What is not known about Atlassian’s pages?')).toBe(
      'what-is-not-known-about-atlassians-pages',
    );
  });

  it('is a page of headings, paragraphs, lists and links', () => {
    const html = helpHtml(
      '# Help\n\nShort.\n\n## Why *this*?\n\nSo `a*b*c` **and** [more](#x).\n\n- one\n  more\n- two\n\n1. first\n2. second',
    );
    expect(html).toContain('<h1>Help</h1>');
    expect(html).toContain('<h2 id="why-this">Why <em>this</em>?</h2>');
    expect(html).toContain(
      '<p>So <code>a*b*c</code> <strong>and</strong> <a href="#x">more</a>.</p>',
    );
    expect(html).toContain('<ul><li>one\n  more</li><li>two</li></ul>');
    expect(html).toContain('<ol><li>first</li><li>second</li></ol>');
  });

  it('takes no markup and no other links', () => {
    const html = helpHtml(
      '# A\n\nB\n\n<script>x</script> [x](javascript:alert) [y](other.md) "\n\n`<b>`',
    );
    expect(html).not.toMatch(/<script|<b>|href="(?!#)/);
  });
});
