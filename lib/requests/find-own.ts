import { isLoopback } from '../atlassian/authorize-url.ts';
import { clientIdentity, nameSkeleton, requestKey } from './key.ts';
import { target } from './moves.ts';
import { asksForOther } from './raise.ts';
import type { App, ApprovalRequest } from './schema.ts';

/** What a page is about, as far as it could be read; name and site may be empty. */
export interface About {
  edition: ApprovalRequest['edition'];
  site: string;
  app: App;
  /** edition `data-center`: which of the products on that host */
  dataCenter?: ApprovalRequest['dataCenter'];
  startPage?: string;
  /** the similar screen that is to be seen; `any` on a page that stops nobody */
  screen?: string | undefined;
}

/**
 * A Data Center gives an app another client id with each link, and its error pages name no app. So
 * there the same return address is the app; where there is none, the page it was started on. But a
 * page that refuses one client id says nothing of a request for another: that is asked for anew.
 */
function sameReturn(request: ApprovalRequest, about: About): boolean {
  const { edition, site, app, dataCenter, startPage } = about;
  const here =
    edition === 'data-center' &&
    request.edition === edition &&
    request.site === site &&
    request.dataCenter?.base === dataCenter?.base;
  if (!here) return false;
  const others = app.clientId && request.app.clientId && app.clientId !== request.app.clientId;
  if (others && about.screen !== 'any') return false;
  const back = app.redirect?.host;
  if (back && request.app.redirect) {
    return back === request.app.redirect.host && !isLoopback(back.replace(/:\d+$/, ''));
  }
  const nameless = app.name === '' && !app.clientId && !request.app.clientId;
  return nameless && startPage !== undefined && request.startPage === startPage;
}

const SHOWN = new Set([
  'pending',
  'under-review',
  'approved',
  'denied',
  'blocked',
  'dismissed',
  'granted',
  // The form is shown for it; a page without its block makes it granted all the same.
  'expired',
]);

/** One of the two has no client id to go by (an opaque address): then site and name must do. */
function looselySame(request: ApprovalRequest, about: About): boolean {
  const nameless = [about.app, request.app].some((app) => clientIdentity(app).startsWith('name:'));
  const skeleton = nameSkeleton(about.app.name);
  return (
    nameless &&
    request.edition === about.edition &&
    request.site === about.site &&
    request.dataCenter?.base === about.dataCenter?.base &&
    skeleton !== '' &&
    nameSkeleton(request.app.name) === skeleton
  );
}

function isAbout(request: ApprovalRequest, about: About): boolean {
  const screen = about.screen === 'any' ? request.screen : about.screen;
  if ((request.screen ?? '') !== (screen ?? '')) return false;
  const key = requestKey({ ...about, screen });
  // Asked anew: a key that an earlier build kept may hold the port of one sign-in.
  if (requestKey(request) === key || sameReturn(request, about)) return true;
  // The page names no site: then the site the person named for this app is meant.
  const { edition, app } = request;
  if (about.site === '' && requestKey({ edition, site: '', app, screen }) === key) return true;
  // Of two domains that are not allowed one says nothing about the other.
  return screen !== 'domain-not-allowed' && looselySame(request, about);
}

/**
 * The person's own request for the app, site and screen of a page, newest first. By key; where the
 * page names no site, by app alone; where its address was opaque (no client id) or the request's
 * was, by site and name.
 * @param own this person's requests, in any order
 */
export function findOwn(
  own: readonly ApprovalRequest[],
  about: About,
): ApprovalRequest | undefined {
  return [...own]
    .sort((a, b) => b.createdAt - a.createdAt)
    .find((request) => request.asked && SHOWN.has(request.status) && isAbout(request, about));
}

/**
 * True where an open request does not cover what the page asks for now: the form is shown again,
 * and sending it supersedes the old request.
 */
export function outgrown(request: ApprovalRequest, about: About): boolean {
  return request.status !== 'blocked' && asksForOther(request.app.scopes, about.app.scopes);
}

/**
 * True where a page without the block makes the request `granted`: a block that showed only after
 * Accept asks for more than a page that looks clean.
 */
export function provesGrant(request: ApprovalRequest, accepted: boolean): boolean {
  return target('grant', request.status) !== undefined && (accepted || !request.afterAccept);
}
