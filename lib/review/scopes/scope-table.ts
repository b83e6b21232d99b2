import type { Rule } from './levels.ts';
import json from './scope-table.json';

/**
 * 424 scope names of Atlassian Cloud as of November 2026, each known from a public source: 274 from
 * the OpenAPI documents of Jira, Jira Software and Confluence (documented), the rest from the lists
 * that MCP servers advertise, the organization administration and Bitbucket documentation, and
 * clients that ask for them (observed). The rule that grades a name is our own judgement; product,
 * rule and names are in the JSON beside this file. New names appear without notice: whatever is
 * not in the list goes through `verbRule` and is marked.
 */
const TABLE: Readonly<Record<string, Readonly<Partial<Record<Rule, readonly string[]>>>>> = json;

/** What the list says of one name. */
export interface TableEntry {
  product: string;
  rule: Rule;
}

function read(): Map<string, TableEntry> {
  const entries = new Map<string, TableEntry>();
  for (const [product, rules] of Object.entries(TABLE)) {
    for (const [rule, names] of Object.entries(rules)) {
      for (const name of names) entries.set(name, { product, rule: rule as Rule });
    }
  }
  return entries;
}

/** Name to product and rule. Names are compared letter by letter (RFC 6749 §3.3). */
export const SCOPE_TABLE: ReadonlyMap<string, TableEntry> = read();
