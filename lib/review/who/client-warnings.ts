import { couldDo } from '../could-do.ts';
import { diffAgainst } from '../scope-diff.ts';
import { type Asking, type Warning, warning } from './asking.ts';
import { registrableDomain } from './redirect.ts';

/** 11. The client id is no fixed one: made anew for each installation, or an address. */
export function unfixedClient({ dynamic, cimd, request }: Asking): Warning[] {
  if (dynamic) return [warning('dynamicClient', 'info')];
  const { clientId } = request.app;
  if (!cimd || !clientId || !URL.canParse(clientId)) return [];
  const { hostname } = new URL(clientId);
  return [warning('urlClient', 'info', registrableDomain(hostname) ?? hostname)];
}

/** At most three, for a sentence. */
const some = (list: readonly string[]): string => list.slice(0, 3).join(', ');

/** The keys under which other requests were counted than this one. */
function others(counts: Map<string, number>, own: string): string[] {
  return [...counts.keys()].filter((key) => key !== own);
}

/** 12. Never seen before, or seen otherwise: another name, another redirect, other scopes. */
export function firstOrChanged({
  index,
  identity,
  request,
  name,
  owner,
  dynamic,
}: Asking): Warning[] {
  const seen = index.seen(identity);
  const before = (seen?.total ?? 0) - (index.has(request.id) ? 1 : 0);
  if (!seen || before < 1) return [warning('firstSeen', 'info')];
  const found: Warning[] = [];
  // A dynamic client is known by its name and redirect alone: it cannot have others.
  if (request.app.clientId && !dynamic) {
    const names = others(seen.names, name);
    const owners = owner ? others(seen.owners, owner) : [];
    if (names.length > 0) found.push(warning('otherName', 'amber', some(names)));
    if (owners.length > 0) found.push(warning('otherRedirect', 'amber', some(owners)));
  }
  const last = index.lastApproved(request);
  const added = last ? diffAgainst(request, last).added : [];
  if (added.length > 0) found.push(warning('newScopes', 'amber', added.length, some(added)));
  return found;
}

/** 13. An unusual number of scopes, or scopes that no app of this kind should ask for. */
export function oddScopes({ request: { app } }: Asking): Warning[] {
  const left = app.scopesLeftOut ?? 0;
  const { unusualCount, count, products } = couldDo(app.scopes, { scopesLeftOut: left });
  const graded = products.flatMap(({ scopes }) => scopes);
  const org = graded.find(({ product }) => product === 'org-admin');
  const internal = graded.find(
    ({ product, rule }) => product === 'internal' || rule === 'WHOLE-PRODUCT',
  );
  return [
    ...(unusualCount ? [warning('manyScopes', 'amber', count)] : []),
    ...(org ? [warning('orgScopes', 'amber', org.name)] : []),
    ...(internal ? [warning('internalScopes', 'amber', internal.name)] : []),
  ];
}
