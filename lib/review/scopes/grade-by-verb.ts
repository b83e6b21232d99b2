import { INVISIBLE } from '../../consent/text.ts';
import type { Rule } from './levels.ts';

/** A scope name in its parts. */
interface CutScope {
  action: string;
  /** what it acts on; several parts joined by dots */
  resource: string;
  /** one of our product names, or `other` */
  product: string;
}

/** What a name ends in, and the product that says. Observed in the names themselves. */
const ENDINGS = new Map([
  ['jira', 'jira'],
  ['jira-software', 'jira-software'],
  ['jira-service-management', 'jira-service-management'],
  ['servicedesk', 'jira-service-management'],
  ['confluence', 'confluence'],
  ['bitbucket', 'bitbucket'],
  ['compass', 'compass'],
  ['trello', 'trello'],
  ['teams', 'teams'],
  ['townsquare', 'goals-projects'],
  ['agent-interface', 'rovo-mcp'],
  ['mcp', 'rovo-mcp'],
  ['twg', 'teamwork-graph'],
  ['rovo', 'rovo'],
  ['rovodev', 'rovo-dev'],
  ['admin', 'org-admin'],
  ['org', 'org-admin'],
  ['directory', 'org-admin'],
  ['app', 'forge'],
  ['forge', 'forge'],
  ['notifications', 'notifications'],
  ['container', 'internal'],
]);

const IDENTITY_NAME =
  /^(?:openid|profile|email|offline_access|(?:read|view|identity|report):(?:me|account|userprofile|personal-data|atlassian-external))$/;
/** Bitbucket's OAuth consumers name things the other way round (documented): `repository:write`. */
const LEGACY =
  /^(account|issue|pipeline|project|pullrequest|repository|runner|snippet|team|webhook|wiki)(?::(write|admin|delete|variable))?$/;

/** Names without a product of their own say it in the thing they act on: `read:jira-work`. */
function classicProduct(action: string, resource: string): string {
  if (resource === 'atlassian-external') return ENDINGS.get(action) ?? 'other';
  if (resource.startsWith('servicedesk')) return 'jira-service-management';
  const stem = /^(jira|confluence)(?=[-.]|$)/.exec(resource)?.[1];
  return stem ?? ENDINGS.get(resource) ?? 'other';
}

/**
 * Cuts a name: `action:resource:product`, `action:a:b:product`, `action:resource`, `manage/org/…`,
 * and Bitbucket's `resource[:action]`. Any text is taken: what cannot be cut is an action that
 * nobody knows, of product `other`.
 */
export function cutScope(name: string): CutScope {
  const legacy = LEGACY.exec(name);
  if (legacy) {
    const [, resource = '', action = 'read'] = legacy;
    return { action, resource, product: 'bitbucket-legacy' };
  }
  if (name.startsWith('manage/org')) {
    return { action: 'manage', resource: name.slice(7), product: 'org-admin' };
  }
  const [action = '', ...rest] = name.split(':');
  if (IDENTITY_NAME.test(name)) return { action, resource: rest.join('.'), product: 'identity' };
  if (rest.length < 2) {
    const resource = rest[0] ?? '';
    return { action, resource, product: classicProduct(action, resource) };
  }
  if (rest[0] === 'graph') {
    return { action, resource: rest.slice(1).join('.'), product: 'teamwork-graph' };
  }
  return {
    action,
    resource: rest.slice(0, -1).join('.'),
    product: ENDINGS.get(rest.at(-1) ?? '') ?? 'other',
  };
}

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
    /full-?(?:control|access|rights?|scopes?|permissions?)|all-?(?:access|data|rights|scopes|permissions)|^all$|unrestricted|unlimited|everything|wildcard|(?:^|-)(?:full|root|god)(?:-|$)/,
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
    /export|download|dump|back-?up|exfil|extract|harvest|scrap(?:e|ing)|replicat|(?:^|-)(?:bulk|crawl|archive|snapshot|mirror)(?:-|$)/,
    'EXPORT',
  ],
];

/** Verbs that are nouns as well: they count where the verb stands, first or last. */
const CHANGES =
  'create add edit update modify change set put post patch insert upload publish send transfer move merge rename share assign reassign unassign approve reject execute run invoke call trigger fire deploy install uninstall enable disable activate deactivate reset replace sync submit resubmit close reopen open restore recover clone copy convert register unregister inject write overwrite append attach detach link unlink lock unlock ban suspend invite join transition schedule cancel start stop restart resolve comment vote watch subscribe unsubscribe configure customize rotate issue sign mint generate make build release rollback promote demote manage moderate control import migrate';
const CHANGE = new RegExp(`^(?:${CHANGES.replaceAll(' ', '|')})(?:s|d|ed|ing)?$`);
const READ =
  /^(?:read|readonly|view|search|list|get|show|validate|report|browse|lookup|query|see)$/;
/** Verbs that stand beside "read" as its equals: `read-delete:jira`, `read:delete:all`. */
const BESIDE_READ =
  /^[a-z]+-(?:(?:and|or)-)?(?:write|edit|update|modify|delete|remove|purge|destroy|erase|wipe|grant|revoke|impersonate|administer)(?:-|$)/;
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
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/([a-z0-9])(?=[A-Z])/g, '$1-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-');
  const words = line.split('-').filter(Boolean);
  const reads = READ.test(words[0] ?? '') && !BESIDE_READ.test(words.join('-'));
  for (const [stem, rule] of ANYWHERE) {
    if (stem.test(line) && (!reads || EVEN_READ.has(rule))) return rule;
  }
  if (reads) return undefined;
  const ends = [words[0] ?? '', words.at(-1) ?? ''];
  const changes = BESIDE_READ.test(words.join('-')) || ends.some((word) => CHANGE.test(word));
  return changes ? 'CHANGE' : undefined;
}

/** What decides who may do what. */
const SECURITY =
  /^(?:permission|permission-scheme|groups?|project-role|role|security|issue-security-(?:level|scheme)|application-role|(?:space|content)\.permission|content\.restriction|membership|membership-temp|(?:board|organization)\.membership|policies|tokens|keys|service-accounts(?:-tokens)?|accounts?|users|directories|directory|app-access-settings|products|org|enterprise|user-configuration|confluence-groups|confluence-content\.permission|notification-scheme|domains|workspaces|classification-levels|privileges)$/;
/** Settings, names and lists that work content refers to. */
const SETTINGS =
  /^(?:field|field\..*|field-configuration.*|screen.*|screenable-field|workflow.*|issue-type.*|priority|resolution|status|issue-status|project-(?:category|type)|instance-configuration|configuration|custom-field-contextual-configuration|issue-link-type|(?:project\.)?avatar|label|board-scope\.admin|space\.(?:setting|property)|requesttype.*|ops-config|cmdb-(?:schema|type|attribute|config)|import-configuration|webhook|app-data|forge-app|license|jql|async-task|filter\.default-share-scope|jira-expressions|issue-meta|dashboard\.property|limits|analytics|metric|scorecard|event|runner|user\.(?:columns|property)|(?:servicedesk|organization)\.property|confluence-props|confluence-(?:space|content)\.summary|content\.metadata|.*-field|project\.(?:feature|property|email)|catalog|entitlements|viewers|app-global-channel|session|chat|jira-data-provider|conversation-info|issue-event)$/;
const PERSONAL = /email-address|personal-data|customer|worker|position|mail-logs|audit-log|talent/;
const PEOPLE =
  /^(?:user|(?:jira|confluence)-user|me|profile|email|member|teams?|userprofile|(?:issue\.)?watcher|organization\.user|(?:user|team)\/.*)$/;
/** Things that hang on work without being it. */
const SIDE =
  /^(?:.*\.property|.*-info|app-data|label|(?:project\.)?avatar|(?:issue\.)?watcher|issue\.vote|(?:issue\.)?remote-link|build|deployment|feature-flag|design|source-code|event|metric|confluence-props|request\.(?:notification|feedback)|notifications|embed|relation)$/;
const CONTAINER =
  /^(?:project|space|repository|organization|workflow|workflow-scheme|field|servicedesk\.(?:customer|organization)|issue-type|issue-type-scheme|customer)$/;

const IDENTITY = new Set(['openid', 'profile', 'email', 'read:me', 'read:account']).add(
  'view:userprofile',
);
const BULK = new Set([
  'search:rovo:mcp',
  'search:rovo:agent-interface',
  'search:code:agent-interface',
  'read:all:twg',
  'read:3p-data:mcp',
  'read:home:mcp',
  'search:rovodev',
]);
const MANAGE = new Set([
  'manage:jira-webhook',
  'manage:servicedesk-customer',
  'manage:jira-data-provider',
  'manage:jira-project',
]);
const TOKENS = new Set(['read:app-system-token', 'read:app-user-token']);

/** Names that one line settles, and those whose verb alone settles it. */
const ALONE = new Map<string, Rule>([
  ['offline_access', 'PERSIST'],
  ['storage:app', 'OWN-STORAGE'],
  ['report:personal-data', 'METADATA-READ'],
]);
const BY_ACTION = new Map<string, Rule>([
  ['migrate', 'ADMIN'],
  ['import', 'ADMIN'],
  ['auth', 'ADMIN'],
  ['redact', 'DELETE'],
  ['variable', 'CONFIG-WRITE'],
]);
const ADMIN_ACTIONS = new Set(['admin', 'space-admin', 'project-admin']);
const WRITES = new Set(['write', 'send', 'moderate', 'execute']);
const READS = new Set([
  'read',
  'readonly',
  'read-only',
  'search',
  'view',
  'validate',
  'report',
]).add('chat');

/** The lines that come first, because the verb alone would grade these too low. */
function special(name: string, { action, product }: CutScope): Rule | undefined {
  if (IDENTITY.has(name)) return 'IDENTITY';
  if (name.endsWith(':atlassian-external')) return 'WHOLE-PRODUCT';
  if (action === 'act-as-user') return 'ACT-AS';
  if (action === 'access-email-addresses') return 'PERSONAL-DATA';
  if (ADMIN_ACTIONS.has(action)) return 'ADMIN';
  if (product === 'org-admin') return action === 'read' ? 'ORG-READ' : 'ORG-ADMIN';
  return ALONE.get(name);
}

function deleting(resource: string): Rule {
  const security = SECURITY.test(resource) && resource !== 'user-configuration';
  return security || CONTAINER.test(resource) ? 'DELETE-CONTAINER-OR-SECURITY' : 'DELETE';
}

function writing({ action, resource, product }: CutScope): Rule {
  if (SECURITY.test(resource)) return 'SECURITY-WRITE';
  if (action === 'moderate') return 'CHANGE';
  // "All" is side data in the Teamwork Graph alone (links between things); elsewhere it is all.
  const side = SIDE.test(resource) || (resource === 'all' && product === 'teamwork-graph');
  if (action === 'write' && side) return 'SIDE-WRITE';
  return SETTINGS.test(resource) ? 'CONFIG-WRITE' : 'CHANGE';
}

function reading(name: string, { resource, product }: CutScope): Rule {
  if (BULK.has(name)) return 'BULK-READ';
  if (PERSONAL.test(resource)) return 'PERSONAL-DATA';
  if (product === 'teamwork-graph') return 'CONTENT-READ';
  if (TOKENS.has(name)) return 'TOKEN';
  if (PEOPLE.test(resource)) return 'PEOPLE-READ';
  if (SECURITY.test(resource)) return 'SECURITY-READ';
  return SETTINGS.test(resource) ? 'METADATA-READ' : 'CONTENT-READ';
}

/**
 * The rule of any scope name, known or not, by its verb and what it acts on; the first line that
 * fits wins. Our own judgment. tests/unit/review/scopes/scope-rules.json pins its result for every
 * name in the list.
 */
export function verbRule(name: string): Rule {
  const cut = cutScope(name);
  const found = special(name, cut);
  if (found) return found;
  const { action, resource } = cut;
  if (action === 'manage') return MANAGE.has(name) ? 'MANAGE' : 'ADMIN';
  if (action === 'delete') return deleting(resource);
  if (WRITES.has(action)) return writing(cut);
  if (READS.has(action)) return reading(name, cut);
  return BY_ACTION.get(action) ?? 'UNKNOWN';
}
