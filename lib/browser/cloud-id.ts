import { isAtlassianSite } from '../atlassian/hosts.ts';

/**
 * The cloud id of a site, from its public `/_edge/tenant_info` (Atlassian knowledge base,
 * "retrieve my Atlassian site's cloud id"; no sign-in needed). Asks without cookies.
 * A custom domain answers too (observed in public code).
 * @param custom the site is a custom domain that was added to the list of hosts
 * @returns undefined where the site is none of Atlassian's own names, does not answer within five
 *   seconds, or answers anything but a UUID
 */
export async function cloudIdOf(site: string, custom = false): Promise<string | undefined> {
  if (!custom && !isAtlassianSite(site)) return undefined;
  try {
    const answer = await fetch(`https://${site}/_edge/tenant_info`, {
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(5000),
    });
    if (!answer.ok) return undefined;
    const { cloudId } = (await answer.json()) as { cloudId?: unknown };
    const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
    return typeof cloudId === 'string' && uuid.test(cloudId) ? cloudId.toLowerCase() : undefined;
  } catch {
    return undefined;
  }
}
