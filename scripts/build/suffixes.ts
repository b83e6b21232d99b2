import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { FIRST_WORD, SHARED } from './suffix-lookup.ts';

/** The list as tldts keeps it: a graph of labels. */
export interface Trie {
  nodeFlags: Uint8Array;
  edgeStart: Uint16Array;
  edgeLength: Uint8Array;
  edgeChild: Uint16Array;
  labelText: string;
  rulesRoot: number;
  exceptionsRoot: number;
}

const PRIVATE = 2;

/** A rule, its labels from the top down, as in the list of suffixes. */
export interface Rule {
  labels: string[];
  isPrivate: boolean;
  isException: boolean;
}

/** All rules of the list. */
export function rulesOf(trie: Trie): Rule[] {
  const offsets: number[] = [];
  let end = 0;
  for (const length of trie.edgeLength) {
    offsets.push(end);
    end += length;
  }
  const rules: Rule[] = [];
  function walk(node: number, above: string[], isException: boolean) {
    for (let edge = trie.edgeStart[node] ?? 0; edge < (trie.edgeStart[node + 1] ?? 0); edge += 1) {
      const from = offsets[edge] ?? 0;
      const label = trie.labelText.slice(from, from + (trie.edgeLength[edge] ?? 0));
      const child = trie.edgeChild[edge] ?? 0;
      const flag = trie.nodeFlags[child] ?? 0;
      const labels = [...above, label];
      if (flag) rules.push({ labels, isPrivate: (flag & PRIVATE) > 0, isException });
      walk(child, labels, isException);
    }
  }
  walk(trie.rulesRoot, [], false);
  walk(trie.exceptionsRoot, [], true);
  return rules;
}

/** Each rule as what it does not share with the one before. */
function shortened(rules: readonly string[]): string {
  let before = '';
  const parts: string[] = [];
  for (const rule of [...rules].sort()) {
    let shared = 0;
    const most = Math.min(before.length, rule.length - 1, SHARED.length - 1);
    while (shared < most && rule[shared] === before[shared]) shared += 1;
    parts.push(`${SHARED[shared]}${rule.slice(shared)}`);
    before = rule;
  }
  return parts.join('');
}

/**
 * The list of suffixes in few letters, a third of tldts's own: ` top|rules|private rules` for each
 * top-level domain with rules below it. Top-level domains themselves are left out, for what is in no
 * list is taken for one as well; so are names in letters that `new URL()` never gives. An exception
 * has a `-` before its last label, with which no label begins.
 */
export function shortSuffixes(trie: Trie): string {
  const tops = new Map<string, { own: string[]; others: string[] }>();
  for (const { labels, isPrivate, isException } of rulesOf(trie)) {
    const [top = '', ...below] = labels;
    if (below.length === 0 || !/^[a-z0-9.*-]+$/.test(labels.join('.'))) continue;
    const last = below.pop() ?? '';
    const rule = [...below, isException ? `-${last}` : last].join('.');
    const known = tops.get(top) ?? { own: [], others: [] };
    (isPrivate ? known.others : known.own).push(rule);
    tops.set(top, known);
  }
  const lines = [...tops].map(
    ([top, { own, others }]) => ` ${top}|${shortened(own)}|${shortened(others)}`,
  );
  return `${lines.join('')} `;
}

/** What stands in the list most, in the order in which it is replaced; any other words would do. */
const WORDS =
  '-accesspoint webview-assets transfer-webap website notebook cloud object-lambda emrappui-prod dualstack.s3 central- studio-prod xecute-api bedrock-agentc ore.consent-po east-1 shi .airflow west-1 lambda-url org south-1 net usercontent yama gov awa edu spreadshop s-prod studio com tirol .auth .analytics-gat chi fips north tsu sta serv ing ami and dns aka barsy ara dal 9.vfs host ent aki site object mil info lib -01 k12 app .cc ter storage ama ange ura fjord web xn-- rtal ame giulia .label barletta ata deprecated ine vuotna .aws- elastic'.split(
    ' ',
  );

/** The list with each of the words as one letter of two bytes; top-level domains stay as they are. */
export function withWords(list: string): { list: string; words: string[] } {
  const shorter = list.replace(/\|[^ ]+/g, (rules) =>
    WORDS.reduce(
      (text, word, at) => text.replaceAll(word, String.fromCharCode(FIRST_WORD + at)),
      rules,
    ),
  );
  return { list: shorter, words: WORDS };
}

/** Puts the short list, and a look-up that reads it, in the place of tldts's own. */
export const smallSuffixes = {
  name: 'small-suffixes',
  load(id: string) {
    // Never called: hosts come from `new URL()`, and the look-up is told so (`extractHostname: false`).
    if (/\/tldts-core\/dist\/es6\/src\/extract-hostname\.js$/.test(id)) {
      return 'export const extractedHostnameValidated = false; export default () => null;';
    }
    if (!/\/tldts\/dist\/es6\/src\/suffix-trie\.js$/.test(id)) return;
    const list = withWords(shortSuffixes(createRequire(id)('../../cjs/src/data/trie.js')));
    const lookup = resolve('scripts/build/suffix-lookup.ts');
    return `import { suffixLookup } from ${JSON.stringify(lookup)};
export default suffixLookup(${JSON.stringify(list.list)}, ${JSON.stringify(list.words.join(' '))}.split(' '));`;
  },
};
