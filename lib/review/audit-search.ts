import type { AuditEntry } from '../requests/schema.ts';
import { foldForSearch } from './search.ts';

/**
 * The text in which an entry is found: everything that it says.
 * @param shown the words under which it is shown, so that what can be read can be searched for
 */
export function auditHaystack(entry: AuditEntry, shown: readonly string[] = []): string {
  const { app, site, clientId, move, to, actor, by, reason, scopes, rule, requestId } = entry;
  const facts = [app, site, clientId, move, to, actor, by, reason, rule?.name, requestId];
  return foldForSearch([...facts.map((fact) => fact ?? ''), ...scopes, ...shown].join('\n'));
}
