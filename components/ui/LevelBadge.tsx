import type { GradedScope } from '../../lib/review/scopes/grade-scope.ts';
import type { Level } from '../../lib/review/scopes/levels.ts';
import type { Ability } from '../../lib/review/scopes/permissions.ts';
import { type TextKey, t } from '../i18n.ts';

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

/** The level in a word; no scopes known is a word of its own. */
export const levelText = (level: 'low' | 'medium' | 'high' | 'critical' | 'unknown'): string =>
  t(`review_level_${level}`);

const key = (text: string): string => text.replace(/[^A-Za-z0-9]/g, '_');

/** What it allows, in at most six words. */
export const abilityText = (rule: Ability['rule']): string =>
  rule === 'agent-list' ? t('review_could_agentList') : t(`review_rule_${key(rule)}` as TextKey);

/** The product's name; scopes of products that we do not know are of another one. */
export const productText = (product: string): string =>
  PRODUCT_NAMES[product] ||
  t(`review_product_${key(product)}` as TextKey) ||
  t('review_productOther');

/** What one scope allows beyond what its name and level say; empty for most. */
export const scopeText = ({ name, known }: GradedScope): string =>
  known
    ? t(`review_scope_${key(name.replace(/^(?:read|write):(?=jira-work$)/, ''))}` as TextKey)
    : '';

/** A level in a word; the color only repeats it. */
export function LevelMark({ level, says }: { level: Level | 'unknown'; says?: string }) {
  return <span class={`level ${level}`}>{says ?? levelText(level)}</span>;
}
