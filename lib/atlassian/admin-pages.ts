/**
 * The cloud id in the address of a site's Connected apps page in Atlassian Administration, in lower
 * case; undefined on any other page. The path `/s/{cloudId}/user-connected-apps`, and what lies
 * below it, is observed in three independent public sources (see deep-links.ts). Who asks has seen
 * to it that the host is Administration's.
 */
export function connectedAppsOf(pathname: string): string | undefined {
  const path = /^\/s\/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\/user-connected-apps(?:\/|$)/i;
  return path.exec(pathname)?.[1]?.toLowerCase();
}
