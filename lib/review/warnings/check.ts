import { present } from '../../present.ts';
import {
  foreignHost,
  oddAddress,
  oddAuthorizeHost,
  plainHttp,
  sharedHost,
  uncheckedRedirect,
  unrelatedDomain,
} from './address-warnings.ts';
import { firstOrChanged, oddScopes, unfixedClient } from './client-warnings.ts';
import { isSupportedRedirect } from './known-apps.ts';
import { type NamePart, nameParts } from './name.ts';
import { claimsToBeOfficial, hiddenInName, lookAlike, mixedScripts } from './name-warnings.ts';
import type { Sighting, WhoIndex } from './seen-before.ts';
import { type Severity, type Subject, subjectOf, type Warning } from './subject.ts';

/** Who asks, as far as the request says; what the app could do is another answer. */
export interface WhoIsAsking {
  /** red first */
  warnings: Warning[];
  /** who answers for the redirect's host; to be shown in bold, the whole address as text */
  registrableDomain?: string;
  /** the redirect's host as people read it, where it differs */
  unicodeHost?: string;
  loopback: boolean;
  customScheme: boolean;
  sharedHosting: boolean;
  dynamic: boolean;
  cimd: boolean;
  /** on the list of hosts that Atlassian's MCP servers allow from the start */
  supportedRedirect: boolean;
  /** the client id is one of Atlassian's own; in a link it is only what the link says */
  firstParty: boolean;
  /** what the client with this id is known as */
  knownAs?: string;
  nameParts: NamePart[];
}

const SIGNS: readonly ((asking: Subject) => Warning[])[] = [
  hiddenInName,
  mixedScripts,
  lookAlike,
  claimsToBeOfficial,
  uncheckedRedirect,
  plainHttp,
  foreignHost,
  sharedHost,
  unrelatedDomain,
  oddAddress,
  unfixedClient,
  firstOrChanged,
  oddScopes,
  oddAuthorizeHost,
];

/** True where somebody should look twice. A note, such as "never seen before", is no reason to. */
export const isReason = ({ severity }: Warning): boolean => severity !== 'info';

const ORDER: readonly Severity[] = ['red', 'amber', 'info'];

/**
 * The signs that a request is not from whom it says. Each is one function of its own; none of them
 * proves anything, and their absence proves nothing: a correct name and id say nothing about who
 * started the connection.
 * @param index `buildWhoIndex` of every request in the store
 */
export function checkRequester(request: Sighting, index: WhoIndex): WhoIsAsking {
  const asking = subjectOf(request, index);
  const { redirect, known } = asking;
  const warnings = SIGNS.flatMap((sign) => sign(asking));
  return {
    warnings: warnings.sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity)),
    ...present({
      registrableDomain: redirect.registrableDomain,
      unicodeHost: redirect.unicodeHost,
    }),
    loopback: redirect.kind === 'loopback',
    customScheme: redirect.kind === 'custom-scheme',
    sharedHosting: redirect.sharedHosting || redirect.platform !== undefined,
    supportedRedirect: isSupportedRedirect(redirect),
    dynamic: asking.dynamic,
    cimd: asking.cimd,
    firstParty: known?.firstParty ?? false,
    ...(known?.names[0] ? { knownAs: known.names[0] } : {}),
    nameParts: nameParts(request.app.name),
  };
}
