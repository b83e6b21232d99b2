import type { Product } from './custom-hosts.ts';
import { adminHost, type Edition } from './hosts.ts';

/**
 * Every link into Atlassian's own screens, in one place. Each is documented or observed; a link
 * nobody has seen is not built (its menu path is given in words instead).
 * Last verified in documentation: November 2026.
 */

/** Atlassian Administration's front page (documented). */
export function administration(edition: Edition): string {
  return `https://${adminHost(edition)}/`;
}

/**
 * Connected apps of exactly that site (observed in three independent public sources; Government
 * Cloud by analogy: a guess).
 * @param cloudId a UUID, as `cloudIdOf` gives it
 */
export function connectedApps(edition: Edition, cloudId: string): string {
  return `https://${adminHost(edition)}/s/${cloudId}/user-connected-apps`;
}

/** Front page of an Isolated Cloud's own administration (reserved name observed; page a guess). */
export function isolatedAdministration(domain: string): string {
  return `https://admin.${domain}/`;
}

/**
 * Application links of a Data Center (observed in an open-source plugin's code and instructions;
 * the menu Administration → Applications → Application links is documented).
 * @param base base address without a slash at its end
 */
export function applicationLinks(base: string): string {
  return `${base}/plugins/servlet/applinks/listApplicationLinks`;
}

/** Where a person sees and revokes the tokens given in their name, by product (both observed). */
const USER_TOKENS: Readonly<Record<Product, string>> = {
  jira: '/plugins/servlet/oauth/users/access-tokens',
  confluence: '/users/revokeoauthtokens.action',
};

export function userTokens(base: string, product: Product): string {
  return base + USER_TOKENS[product];
}
