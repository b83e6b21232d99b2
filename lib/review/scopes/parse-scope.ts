/** A scope name in its parts. */
export interface CutScope {
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

const IDENTITY =
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
  if (IDENTITY.test(name)) return { action, resource: rest.join('.'), product: 'identity' };
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
