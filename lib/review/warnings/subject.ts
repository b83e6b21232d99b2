import { present } from '../../present.ts';
import { clientIdentity, isDynamic, nameSkeleton, redirectOwner } from '../../requests/key.ts';
import { type KnownClient, knownByLook, knownClient } from './known-apps.ts';
import { type Apart, skeleton, tellApart } from './name.ts';
import { type RedirectFacts, redirectFacts } from './redirect.ts';
import type { Sighting, WhoIndex } from './seen-before.ts';
import { vendorOf } from './vendors.ts';

/** red: probably not what it says; amber: look before you decide; info: good to know. */
export type Severity = 'red' | 'amber' | 'info';

/** Every warning by its stable id. The texts go by these; an id is never used for another thing. */
export type WarningId =
  | 'hiddenCharacters'
  | 'mixedScripts'
  | 'lookAlikeName'
  | 'sameName'
  | 'sameNameApproved'
  | 'sameNameKnown'
  | 'sameNameOnly'
  | 'nearName'
  | 'imitated'
  | 'claimsAtlassian'
  | 'claimsOfficial'
  | 'loopback'
  | 'customScheme'
  | 'plainHttp'
  | 'foreignHost'
  | 'lookAlikeHost'
  | 'sharedHosting'
  | 'sharedPlatform'
  | 'unrelatedDomain'
  | 'brandElsewhere'
  | 'brandInDomain'
  | 'vendorInFront'
  | 'lookAlikeDomain'
  | 'nearDomain'
  | 'throwawayHost'
  | 'userInfo'
  | 'oddPort'
  | 'rawAddress'
  | 'dynamicClient'
  | 'urlClient'
  | 'firstSeen'
  | 'otherName'
  | 'otherRedirect'
  | 'idUsedByOthers'
  | 'newScopes'
  | 'manyScopes'
  | 'orgScopes'
  | 'internalScopes'
  | 'oddAuthorizeHost';

export interface Warning {
  id: WarningId;
  severity: Severity;
  /** in the order of the text's placeholders; all of it untrusted text */
  params: (string | number)[];
  /** of two names or domains that are taken for each other: both, with what differs marked */
  apart?: Apart;
}

/** A request with all that the warnings ask about it, worked out once. */
export interface Subject {
  request: Sighting;
  name: string;
  skeleton: string;
  identity: string;
  redirect: RedirectFacts;
  /** see `redirectOwner` */
  owner: string;
  /** registered itself anew: its id says nothing */
  dynamic: boolean;
  /** the id is an https address of a metadata document */
  cimd: boolean;
  known?: KnownClient;
  index: WhoIndex;
}

export function subjectOf(request: Sighting, index: WhoIndex): Subject {
  const { app } = request;
  const known = knownClient(app.clientId);
  return {
    request,
    name: app.name,
    skeleton: skeleton(app.name),
    identity: clientIdentity(app),
    redirect: redirectFacts(app.redirect),
    owner: redirectOwner(app),
    dynamic: isDynamic(app),
    cimd: app.clientId?.startsWith('https://') ?? false,
    ...present({ known }),
    index,
  };
}

/**
 * True where the code goes to a domain of the very vendor that the name says: who stands there is no
 * imitator, whatever else came in under that name. Only a program on the web is at home anywhere.
 */
export function isAtHome({ name, skeleton: look, redirect, known }: Subject): boolean {
  const domain = redirect.kind === 'web' ? redirect.registrableDomain : undefined;
  if (!domain || redirect.platform || redirect.throwaway) return false;
  if (known?.domains.includes(domain)) return true;
  const same = knownByLook(look).filter((one) => nameSkeleton(one.name) === nameSkeleton(name));
  if (same.some(({ client }) => client.domains.includes(domain))) return true;
  const vendor = vendorOf(name);
  // Drawn like it is not written like it: the vendor spells its own name with its own letters.
  const letters = nameSkeleton(name);
  const spelled = [vendor?.name ?? '', ...(vendor?.also ?? [])].map(nameSkeleton);
  return vendor?.domains.includes(domain) === true && spelled.some((one) => letters.includes(one));
}

export const warning = (
  id: WarningId,
  severity: Severity,
  ...params: (string | number)[]
): Warning => ({ id, severity, params });

/** The same of two texts that are taken for each other. */
export const alike = (one: Warning, own: string, other: string): Warning => ({
  ...one,
  apart: tellApart(own, other),
});
