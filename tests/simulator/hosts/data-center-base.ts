import { type Call, type Reply, redirect } from '../http.ts';
import { escapeHtml, plainPage } from '../page.ts';

/** One posed Data Center: where it is, and what it remembers. */
export interface DataCenter {
  product: 'Jira' | 'Confluence';
  host: string;
  /** context path, or empty */
  path: string;
  base: string;
  /** application links that an administrator made */
  links: ApplicationLink[];
  /** OAuth 1.0a request tokens that wait for a yes or no: token -> consumer, callback */
  tokens: Map<string, { link: ApplicationLink; callback: string; used: boolean }>;
  /** OAuth 2.0 codes: code -> client id */
  codes: Map<string, string>;
  /** session -> person */
  sessions: Map<string, string>;
}

/** An incoming link. OAuth 1.0a knows an app by `consumerKey`, OAuth 2.0 by `clientId`. */
export interface ApplicationLink {
  name: string;
  consumerKey?: string;
  clientId?: string;
  redirectUri?: string;
}

/** People of the Data Centers; Adam administers. */
export const PEOPLE = ['Dora User', 'Adam Admin'];
/** Name of the session's cookie. */
export const COOKIE = 'JSESSIONID';

/** Jira below a context path and Confluence at the root of a host, with nobody signed in. */
export function createDataCenters(): DataCenter[] {
  const fresh = (product: DataCenter['product'], host: string, path: string): DataCenter => ({
    product,
    host,
    path,
    base: `https://${host}${path}`,
    links: [],
    tokens: new Map(),
    codes: new Map(),
    sessions: new Map(),
  });
  return [
    fresh('Jira', 'jira.acme.example', '/jira'),
    fresh('Confluence', 'wiki.acme.example', ''),
  ];
}

/** The person signed in, if there is one. */
export function personAt(dc: DataCenter, call: Call): string | undefined {
  return dc.sessions.get(call.cookies.get(COOKIE) ?? '');
}

/** To the Data Center's own login page, and back again. */
export function toDataCenterLogin(dc: DataCenter, call: Call): Reply {
  const query = new URLSearchParams({ os_destination: `${call.url.pathname}${call.url.search}` });
  return redirect(`${dc.base}/login.jsp?${query}`);
}

/** A page with the bar that is on all of them. `body` is HTML. */
export function dataCenterPage(
  dc: DataCenter,
  call: Call,
  title: string,
  body: string,
  status = 200,
): Reply {
  const person = personAt(dc, call);
  const who = person ? `Signed in as ${escapeHtml(person)}` : 'Nobody is signed in';
  return plainPage(`${title} - ${dc.product}`, `<p>${dc.product} · ${who}</p>${body}`, status);
}
