import type { Jira } from './jira.ts';

/** A `fetch` to the posed Jira, as a browser with this person's session would do it. */
export interface Browser {
  /** Nobody is signed in. */
  accountId?: string | undefined;
  /** Whose page writes; absent: the site's own, as with the extension's rule. */
  origin?: string;
}

const NO_BODY = [204, 205, 304];

export function fetchFrom(jira: Jira, { accountId, origin }: Browser) {
  return async (url: string, init: RequestInit = {}): Promise<Response> => {
    const own = `https://${jira.world.site}`;
    const headers = new Headers(init.headers);
    headers.set('user-agent', 'Mozilla/5.0');
    headers.set('origin', origin ?? own);
    headers.set('referer', `${origin ?? own}/`);
    const reply = jira.handle({
      method: init.method ?? 'GET',
      url: new URL(url),
      headers,
      body: String(init.body ?? ''),
      accountId,
    });
    const body = NO_BODY.includes(reply.status) ? null : (reply.body ?? '');
    return new Response(body, {
      status: reply.status,
      headers: Object.entries(reply.headers ?? {}).map(([name, value]) => [name, String(value)]),
    });
  };
}
