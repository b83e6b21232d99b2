import { summarizePermissions } from '../scopes/permissions.ts';
import { diffAgainst } from '../scopes/scope-diff.ts';
import { registrableDomain } from './redirect.ts';
import { comesBefore, type Seen, type Seniority } from './seen-before.ts';
import { isAtHome, type Subject, type Warning, warning } from './subject.ts';

/** 11. The client id is no fixed one: made anew for each installation, or an address. */
export function unfixedClient({ dynamic, cimd, request }: Subject): Warning[] {
  if (dynamic) return [warning('dynamicClient', 'info')];
  const { clientId } = request.app;
  if (!cimd || !clientId || !URL.canParse(clientId)) return [];
  const { hostname } = new URL(clientId);
  return [warning('urlClient', 'info', registrableDomain(hostname) ?? hostname)];
}

/** At most three, for a sentence. */
const some = (list: readonly string[]): string => list.slice(0, 3).join(', ');

/** Under what else the client is known: before this request's own, and after it. */
function others(known: ReadonlyMap<string, Seniority>, own: string) {
  const mine = known.get(own);
  const rest = [...known].filter(([what]) => what !== own);
  return {
    before: rest.filter(([, one]) => comesBefore(one, mine)).map(([what]) => what),
    after: rest.filter(([, one]) => !comesBefore(one, mine)).map(([what]) => what),
  };
}

/**
 * The same client id under another name, or with the code going elsewhere. A client id is public, so
 * anybody can ask with it: what is known of it from before is not warned of because of what came
 * after, and an address of the vendor's own never is.
 */
function changed(asking: Subject, seen: Seen): Warning[] {
  const severity = isAtHome(asking) ? 'info' : 'amber';
  const names = others(seen.names, asking.name);
  const owners = asking.owner ? others(seen.owners, asking.owner) : { before: [], after: [] };
  const after = [...names.after, ...owners.after];
  return [
    ...(names.before.length > 0 ? [warning('otherName', severity, some(names.before))] : []),
    ...(owners.before.length > 0 ? [warning('otherRedirect', severity, some(owners.before))] : []),
    ...(after.length > 0 ? [warning('idUsedByOthers', 'info', some(after))] : []),
  ];
}

/** 12. Never seen before, or seen otherwise: another name, another redirect, other scopes. */
export function firstOrChanged(asking: Subject): Warning[] {
  const { index, identity, request, dynamic } = asking;
  const seen = index.seen(identity);
  const before = (seen?.total ?? 0) - (index.has(request.id) ? 1 : 0);
  if (!seen || before < 1) return [warning('firstSeen', 'info')];
  const last = index.lastApproved(request);
  const added = last ? diffAgainst(request, last).added : [];
  return [
    // A dynamic client is known by its name and redirect alone: it cannot have others.
    ...(request.app.clientId && !dynamic ? changed(asking, seen) : []),
    ...(added.length > 0 ? [warning('newScopes', 'amber', added.length, some(added))] : []),
  ];
}

/** 13. An unusual number of scopes, or scopes that no app of this kind should ask for. */
export function oddScopes({ request: { app } }: Subject): Warning[] {
  const left = app.scopesLeftOut ?? 0;
  const { unusualCount, count, products } = summarizePermissions(app.scopes, {
    scopesLeftOut: left,
  });
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
