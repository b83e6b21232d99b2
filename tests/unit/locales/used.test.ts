import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import messages from '../../../public/_locales/en/messages.json';

/** Keys that are put together from a prefix and a value; each has its place in the source. */
const PUT_TOGETHER = [
  'channel_note_',
  'dc_do_',
  'dc_cause_',
  'dc_product_',
  'effect_sure_',
  'effect_authoriseWhy_',
  'guard_differs_',
  'problem_',
  'review_level_',
  'review_product_',
  'review_rule_',
  'review_scope_',
  'review_warning_',
  'settings_roleHow_',
  'settings_role_',
  'share_answer_',
];

const source = ['components', 'entrypoints', 'lib', 'wxt.config.ts']
  .flatMap((root) =>
    root.endsWith('.ts')
      ? [root]
      : readdirSync(root, { recursive: true, encoding: 'utf8' }).map((path) => join(root, path)),
  )
  .filter((path) => /\.(?:tsx?|html)$/.test(path))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');

const mentioned = new Set(
  source.match(/\w+/g)?.map((word) => word.replace(/^__MSG_(\w+)__$/, '$1')),
);

describe('the texts', () => {
  it('are all used', () => {
    const unused = Object.keys(messages).filter(
      (key) =>
        !mentioned.has(key) &&
        !mentioned.has(key.replace(/_(?:one|other)$/, '')) &&
        !PUT_TOGETHER.some((prefix) => key.startsWith(prefix)),
    );
    expect(unused).toEqual([]);
  });

  it('have one word for what an app asks for', () => {
    const other = Object.entries(messages).filter(([, { message }]) =>
      /\bscopes?\b(?!\$)/i.test(message),
    );
    expect(other.map(([key]) => key)).toEqual([]);
  });

  it.each(PUT_TOGETHER)('are put together with %s somewhere', (prefix) => {
    expect(source).toContain(`\`${prefix}\${`);
  });
});
