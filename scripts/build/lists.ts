import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

interface Vendor {
  name: string;
  also?: string[];
  domains: string[];
  word?: boolean;
  host?: boolean;
}

const text = (lines: readonly string[]): string => {
  const all = lines.join('\n');
  if (/[`\\$]/.test(all)) throw new Error('A list has a letter that would have to be escaped.');
  return `\`${all}\`.split('\\n')`;
};

/** What shall stand between the parts of a line must not stand in them. */
const without = (mark: RegExp, parts: readonly string[]): readonly string[] => {
  const odd = parts.find((part) => mark.test(part));
  if (odd !== undefined) throw new Error(`"${odd}" cannot stand in a short list.`);
  return parts;
};

/** A line each: `name,other name|domain domain|w`, with `w` for a word and `h` for a host. */
function vendors(list: readonly Vendor[]): string {
  const lines = list.map(({ name, also = [], domains, word, host }) =>
    [
      without(/[,|\n]/, [name, ...also]).join(),
      without(/[ |\n]/, domains).join(' '),
      `${word ? 'w' : ''}${host ? 'h' : ''}`,
    ].join('|'),
  );
  return `export default ${text(lines)}.map((line) => {
  const [names, domains, is] = line.split('|');
  const [name, ...also] = names.split(',');
  return { name, also, domains: domains.split(' '), word: is === 'w', host: is === 'h' };
});`;
}

/** A line each, with `~` for the list's own name: `compass read:event:~ write:event:~`. */
function named(lists: Readonly<Record<string, readonly string[]>>): string {
  const lines = Object.entries(lists).map(([name, entries]) => {
    const short = without(/[ ~\n]/, entries).map((entry) =>
      entry.endsWith(`:${name}`) ? `${entry.slice(0, -name.length)}~` : entry,
    );
    return [name, ...short].join(' ');
  });
  return `export default Object.fromEntries(${text(lines)}.map((line) => {
  const [name, ...entries] = line.split(' ');
  return [name, entries.map((entry) => entry.replace(/~$/, name))];
}));`;
}

interface Client {
  clientId: string;
  names: string[];
  domains: string[];
  loopback: boolean;
  firstParty: boolean;
}

/**
 * A line each: `id|name,other name|domain domain|l`, with `l` for loopback and `f` for Atlassian's own. Where
 * it was seen, and how sure that is, is for whoever maintains the list.
 */
function clients(list: readonly Client[]): string {
  const lines = list.map(({ clientId, names, domains, loopback, firstParty }) =>
    [
      without(/[|\n]/, [clientId]).join(),
      without(/[,|\n]/, names).join(),
      without(/[ |\n]/, domains).join(' '),
      `${loopback ? 'l' : ''}${firstParty ? 'f' : ''}`,
    ].join('|'),
  );
  return `export default ${text(lines)}.map((line) => {
  const [clientId, names, domains, is] = line.split('|');
  return { clientId, names: names.split(','), domains: domains ? domains.split(' ') : [],
    loopback: is.includes('l'), firstParty: is.includes('f') };
});`;
}

const SHORT: Readonly<Record<string, (json: never) => string>> = {
  'known-clients': clients,
  'redirect-hosts': named,
  'scope-table': named,
  vendors,
};

/** The code that a list ships as; undefined for what is no list of ours. */
export function shortList(name: string, json: string): string | undefined {
  return SHORT[name]?.(JSON.parse(json) as never);
}

const LIST = '\0list/';

/** Ships the lists of lib/review in few letters, and without what only their keepers read. */
export const shortLists = {
  name: 'short-lists',
  apply: 'build' as const,
  enforce: 'pre' as const,
  resolveId(source: string, importer?: string) {
    const name = /^\.\/([\w-]+)\.json$/.exec(source)?.[1] ?? '';
    if (!importer || !SHORT[name]) return;
    // Without the ending by which a JSON file is known.
    return LIST + resolve(dirname(importer), name);
  },
  load(id: string) {
    if (!id.startsWith(LIST)) return;
    const path = id.slice(LIST.length);
    return shortList(path.split('/').pop() ?? '', readFileSync(`${path}.json`, 'utf8'));
  },
};
