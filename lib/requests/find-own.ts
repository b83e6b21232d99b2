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
}

const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/;

/**
 * A Data Center gives an app another client id with each link, and its error pages name no app. So
 * there the same return address is the app; where there is none, the page it was started on.
 */
function sameDoor(request: ApprovalRequest, about: About): boolean {
  const { edition, site, app, dataCenter, startPage } = about;
  const here =
    edition === 'data-center' &&
    request.edition === edition &&
    request.site === site &&
    request.dataCenter?.base === dataCenter?.base;
  if (!here) return false;
  const back = app.redirect?.host;
  if (back && request.app.redirect) {
    return back === request.app.redirect.host && !LOOPBACK.test(back);
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

/**
 * The person's own request for the app and site of a page, newest first. By key; where the page
 * names no site, by app alone; where its address was opaque (no client id) or the request's was, by
 * site and name.
 * @param own this person's requests, in any order
 */
export function findOwn(
  own: readonly ApprovalRequest[],
  about: About,
): ApprovalRequest | undefined {
  const key = requestKey(about);
  const nameless = clientIdentity(about.app).startsWith('name:');
  const skeleton = nameSkeleton(about.app.name);
  return [...own]
    .sort((a, b) => b.createdAt - a.createdAt)
    .find((request) => {
      if (!request.asked || !SHOWN.has(request.status)) return false;
      if (request.key === key || sameDoor(request, about)) return true;
      // The page names no site: then the site the person named for this app is meant.
      const { edition, app } = request;
      if (about.site === '' && requestKey({ edition, site: '', app }) === key) return true;
      const loose = nameless || clientIdentity(request.app).startsWith('name:');
      return (
        loose &&
        request.edition === about.edition &&
        request.site === about.site &&
        request.dataCenter?.base === about.dataCenter?.base &&
        skeleton !== '' &&
        nameSkeleton(request.app.name) === skeleton
      );
    });
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
