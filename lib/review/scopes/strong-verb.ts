import type { Rule } from './levels.ts';

/*
 * Words that give a name away wherever they stand in it, the strongest first. Stems and not whole
 * words: what nobody has listed is graded too high rather than too low.
 */
const ANYWHERE: readonly [RegExp, Rule][] = [
  [
    /impersonat|masquerad|(?:^|-)(?:act|log-?in|run|sign-?in)-?as(?:-|$)|on-?behalf|(?:^|-)sudo(?:-|$)|assum(?:e|ing)-/,
    'ACT-AS',
  ],
  [
    /full-?(?:control|access|rights?|scopes?|permissions?)|all-?(?:access|rights|scopes|permissions)|unrestricted|unlimited|everything|wildcard|(?:^|-)(?:full|root|god)(?:-|$)/,
    'ADMIN',
  ],
  [
    /admin|super-?user|take-?over|(?:^|-)(?:owner(?:ship)?|control|govern|provision|deprovision)/,
    'ADMIN',
  ],
  [/grant|revok|elevat|escalat|delegat|bypass|override|authori[sz]e(?:-|$)/, 'SECURITY-WRITE'],
  [
    /delet|purg|destroy|destruct|erase|wipe|remov|truncat|obliterat|expung|(?:^|-)(?:drop|trash|prune|clear|kill|nuke|shred|redact|unpublish|discard)(?:-|$)/,
    'DELETE',
  ],
  [/token|secret|credential|passw|(?:api|private)-?key/, 'TOKEN'],
  [
    /export|download|dump|back-?up|exfiltrat|extract|harvest|scrap(?:e|ing)|replicat|(?:^|-)(?:bulk|crawl|archive|snapshot|mirror)(?:-|$)/,
    'EXPORT',
  ],
];

/** Verbs that are nouns as well: they count where the verb stands, first or last. */
const CHANGES =
  'create add edit update modify change set put post patch insert upload publish send transfer move merge rename share assign reassign unassign approve reject execute run invoke call trigger fire deploy install uninstall enable disable activate deactivate reset replace sync submit resubmit close reopen open restore recover clone copy convert register unregister inject write overwrite append attach detach link unlink lock unlock ban suspend invite join transition schedule cancel start stop restart resolve comment vote watch subscribe unsubscribe configure customize rotate issue sign mint generate make build release rollback promote demote manage moderate control import migrate';
const CHANGE = new RegExp(`^(?:${CHANGES.replaceAll(' ', '|')})(?:s|d|ed|ing)?$`);
const READ =
  /^(?:read|readonly|view|search|list|get|show|validate|report|browse|lookup|query|see)$/;
/** What reading cannot be, however it is called: these say more than the word "read" before them. */
const EVEN_READ: ReadonlySet<Rule> = new Set(['TOKEN', 'EXPORT']);

/**
 * What a name that is not in the list says by its words alone: the rule of the strongest verb in it,
 * wherever it stands and however the name is cut (`impersonate:user:jira`, `xyzzy-full-control`,
 * `issues.purgeAll`).
 * @param name as it was asked for: capitals part words
 * @returns undefined where there is none
 */
export function strongVerb(name: string): Rule | undefined {
  if (name.includes('*')) return 'ADMIN';
  const line = name
    .replace(/([a-z0-9])(?=[A-Z])/g, '$1-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const words = line.split('-').filter(Boolean);
  const reads = READ.test(words[0] ?? '');
  for (const [stem, rule] of ANYWHERE) {
    if (stem.test(line) && (!reads || EVEN_READ.has(rule))) return rule;
  }
  if (reads) return undefined;
  return CHANGE.test(words[0] ?? '') || CHANGE.test(words.at(-1) ?? '') ? 'CHANGE' : undefined;
}
