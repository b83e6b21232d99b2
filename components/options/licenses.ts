/** What is built in, and under which license. */
export const LICENSES: Readonly<Record<string, string>> = {
  '@preact/signals': 'MIT',
  confusables: 'MIT',
  idb: 'ISC',
  leven: 'MIT',
  lucide: 'ISC',
  preact: 'MIT',
  punycode: 'MIT',
  tldts: 'MIT',
  ulid: 'MIT',
  zod: 'MIT',
};
