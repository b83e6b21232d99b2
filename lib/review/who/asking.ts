import { clientIdentity, isDynamic } from '../../requests/key.ts';
import type { ApprovalRequest } from '../../requests/schema.ts';
import { redirectOwner } from '../redirect-owner.ts';
import type { WhoIndex } from './index-requests.ts';
import { type KnownClient, knownClient } from './known.ts';
import { skeleton } from './name.ts';
import { type RedirectFacts, redirectFacts } from './redirect.ts';

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
  | 'userInfo'
  | 'oddPort'
  | 'rawAddress'
  | 'dynamicClient'
  | 'urlClient'
  | 'firstSeen'
  | 'otherName'
  | 'otherRedirect'
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
}

/** A request with all that the warnings ask about it, worked out once. */
export interface Asking {
  request: ApprovalRequest;
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

export function askingOf(request: ApprovalRequest, index: WhoIndex): Asking {
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
    ...(known ? { known } : {}),
    index,
  };
}

export const warning = (
  id: WarningId,
  severity: Severity,
  ...params: (string | number)[]
): Warning => ({ id, severity, params });
