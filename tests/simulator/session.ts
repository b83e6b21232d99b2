import type { Core } from './core.ts';
import { type Edition, serviceHost } from './editions.ts';
import { type Call, type Reply, redirect } from './http.ts';
import type { Account, Site } from './world.ts';

/** Cookie of the Atlassian services; the name is reported by users, not documented. */
export const SERVICE_COOKIE = 'cloud.session.token';

/** Cookie of one customer's site; the name is reported by users, not documented. */
export const SITE_COOKIE = 'tenant.session.token';

/** The person signed in with this call, at a service or at a site. */
export function signedIn(core: Core, call: Call): Account | undefined {
  for (const name of [SERVICE_COOKIE, SITE_COOKIE]) {
    const id = core.world.sessions.get(call.cookies.get(name) ?? '');
    const account = core.world.accounts.find((candidate) => candidate.id === id);
    if (account) return account;
  }
  return undefined;
}

/** Sends the person to the login page and back to where they were going. */
export function toLogin(edition: Edition, goOn: string): Reply {
  const login = new URL(`https://${serviceHost(edition, 'id')}/login`);
  login.searchParams.set('continue', goOn);
  return redirect(login.href);
}

/** Sends the person to the error page with a code and a sentence. */
export function toError(edition: Edition, error: string, description: string): Reply {
  const page = new URL(`https://${serviceHost(edition, 'id')}/error`);
  page.searchParams.set('error', error);
  page.searchParams.set('error_description', description);
  return redirect(page.href);
}

/** A site by its cloud id. */
export function siteById(core: Core, cloudId: string | null): Site | undefined {
  return core.world.sites.find((site) => site.cloudId === cloudId);
}

/** Begins a session of this person at the Atlassian services; answers with the cookie's value. */
export function openSession(core: Core, account: Account): string {
  const session = core.mint('session');
  core.world.sessions.set(session, account.id);
  core.tell('signed-in', { account: account.name });
  return session;
}
