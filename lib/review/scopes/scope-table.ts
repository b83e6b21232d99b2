import json from './scope-table.json';

/**
 * 424 scope names of Atlassian Cloud by product, as of November 2026, each known from a public
 * source: 274 from the OpenAPI documents of Jira, Jira Software and Confluence (documented), the rest
 * from the lists that MCP servers advertise, the organization administration and Bitbucket
 * documentation, and clients that ask for them (observed). New names appear without notice: whatever
 * is not in the list is graded all the same, and marked. How: grade-scope.ts.
 */
const TABLE: Readonly<Record<string, readonly string[]>> = json;

/** Name to product. Names are compared letter by letter (RFC 6749 §3.3). */
export const SCOPE_TABLE: ReadonlyMap<string, string> = new Map(
  Object.entries(TABLE).flatMap(([product, names]) =>
    names.map((name): [string, string] => [name, product]),
  ),
);
