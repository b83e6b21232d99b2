import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { shortList } from '../../../scripts/build/lists.ts';

/** What a list is once the code runs that it ships as. */
const unpacked = (name: string, json: string): unknown => {
  const code = shortList(name, json) ?? '';
  return JSON.parse(
    runInNewContext(`JSON.stringify(${code.replace('export default', '').replace(/;$/, '')})`),
  );
};
const file = (path: string) => readFileSync(`lib/review/${path}.json`, 'utf8');

it.each(['warnings/redirect-hosts', 'scopes/scope-table'])('ships %s whole', (path) => {
  const json = file(path);
  expect(unpacked(path.split('/')[1] ?? '', json)).toEqual(JSON.parse(json));
});

it('ships all that is known of a vendor', () => {
  const json = file('warnings/vendors');
  const none = { also: [], word: false, host: false };
  expect(unpacked('vendors', json)).toEqual(
    (JSON.parse(json) as object[]).map((vendor) => ({ ...none, ...vendor })),
  );
});

it('ships known clients without what only the keepers of the list read', () => {
  const json = file('warnings/known-clients');
  const all = JSON.parse(json) as { source?: string; confidence?: string }[];
  expect(unpacked('known-clients', json)).toEqual(
    all.map(({ source: _, confidence: __, ...client }) => client),
  );
});

it('takes no name that would be read as two', () => {
  const vendor = { name: 'Acme, Inc.', domains: ['acme.com'] };
  expect(() => shortList('vendors', JSON.stringify([vendor]))).toThrow(/Acme, Inc\./);
  const client = { clientId: 'a', names: ['Acme, Inc.'], domains: [] };
  expect(() => shortList('known-clients', JSON.stringify([client]))).toThrow(/Acme, Inc\./);
  expect(() => shortList('scope-table', '{"jira":["read: all"]}')).toThrow(/read: all/);
});

it('leaves other lists alone', () => {
  expect(shortList('expected', '{}')).toBeUndefined();
});
