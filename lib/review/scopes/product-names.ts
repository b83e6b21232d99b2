/** What Atlassian calls its products, in every language: names, and no texts to translate. */
export const PRODUCT_NAMES: Readonly<Record<string, string>> = {
  bitbucket: 'Bitbucket',
  'bitbucket-legacy': 'Bitbucket',
  compass: 'Compass',
  confluence: 'Confluence',
  forge: 'Forge',
  'goals-projects': 'Goals and Projects',
  jira: 'Jira',
  'jira-service-management': 'Jira Service Management',
  'jira-software': 'Jira Software',
  rovo: 'Rovo',
  'rovo-dev': 'Rovo Dev',
  'rovo-mcp': 'Rovo MCP',
  teams: 'Teams',
  'teamwork-graph': 'Teamwork Graph',
  trello: 'Trello',
};
