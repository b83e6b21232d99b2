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
