import { payloadText, type RequestPayload } from '../payload.ts';
import { pack } from './pack.ts';

type Redirect = NonNullable<RequestPayload['app']['redirect']>;

function withoutPath(redirect: Redirect): Redirect {
  const scheme = redirect.uri.slice(0, redirect.uri.indexOf(':'));
  const uri = redirect.host ? `${scheme}://${redirect.host}/` : `${scheme}:/`;
  return { ...redirect, uri, hadQuery: true };
}

/** The redirect addresses without their path; marked, so that no consent URL is rebuilt from them. */
function withoutRedirectPath(payload: RequestPayload): RequestPayload {
  const { redirect, via } = payload.app;
  const app = {
    ...payload.app,
    ...(redirect && { redirect: withoutPath(redirect) }),
    // The address of the AI client's metadata document may be as long as all the rest.
    ...(via
      ? {
          via: { name: via.name, ...(via.redirect && { redirect: withoutPath(via.redirect) }) },
        }
      : {}),
  };
  return { ...payload, app };
}

/** The first so many scopes, and the number of the others. */
function withScopes(payload: RequestPayload, kept: number): RequestPayload {
  const { scopes } = payload.app;
  const out = (payload.scopesLeftOut ?? 0) + scopes.length - kept;
  return {
    ...payload,
    app: { ...payload.app, scopes: scopes.slice(0, kept) },
    ...(out > 0 && { scopesLeftOut: out }),
  };
}

/** The request, and smaller ones, for whatever has a limit: see `withinLimit`. */
function smaller(payload: RequestPayload): RequestPayload[] {
  const quiet = { ...payload, message: '' };
  const { startPage: _, ...homeless } = quiet;
  return [payload, quiet, homeless, withoutRedirectPath(homeless)];
}

/**
 * The fullest form of a request of which `take` makes something. What matters least goes first: the
 * quoted message, the page where it started, the redirect address's path, and at last the scopes
 * that do not fit, which are counted in `scopesLeftOut`.
 * @param take undefined where it is too long
 * @returns undefined where it does not fit even without any scope
 */
export async function withinLimit<T>(
  payload: RequestPayload,
  take: (payload: RequestPayload) => T | undefined | Promise<T | undefined>,
): Promise<T | undefined> {
  let bare = payload;
  for (const step of smaller(payload)) {
    const taken = await take(step);
    if (taken !== undefined) return taken;
    bare = step;
  }
  let best: T | undefined;
  let low = 0;
  let high = payload.app.scopes.length - 1;
  while (low <= high) {
    const kept = (low + high) >> 1;
    const taken = await take(withScopes(bare, kept));
    if (taken !== undefined) {
      best = taken;
      low = kept + 1;
    } else high = kept - 1;
  }
  return best;
}

/**
 * A request packed into at most so many characters.
 * @returns undefined where it does not fit even without any scope
 */
export function packRequest(payload: RequestPayload, budget: number): Promise<string | undefined> {
  return withinLimit(payload, async (step) => {
    const code = await pack(payloadText(step));
    return code.length <= budget ? code : undefined;
  });
}
