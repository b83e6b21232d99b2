import type { ApprovalRequest } from '../requests/schema.ts';

/**
 * What can be done at Atlassian:
 * - `connect`: the app's own connect page, as an admin
 * - `authorise`: a consent page of our own making, guarded
 * - `connected-apps`: the list of the site's apps
 * - `allow-user-apps`: the switch "User installed apps" of the whole site
 */
export type StepName = 'connect' | 'authorize' | 'connected-apps' | 'allow-user-apps';

/**
 * How sure it is that a step is what is needed. `documented`: Atlassian or a vendor says so;
 * `observed`: seen in public code or reports, and no more; `unproved`: nobody could tell us.
 */
export type Sureness = 'documented' | 'observed' | 'unproved';

export interface Step {
  name: StepName;
  sure: Sureness;
}

/*
 * Sources, November 2026: a clean consent page for an admin, after which everybody on the site can
 * connect (AWS documentation; atlassian-mcp-server, README); that Accept alone is enough, without
 * the exchange of the code, is not known; the address of Connected apps in three public sources;
 * the switch in Atlassian's knowledge base and documentation, "not recommended" by AWS.
 */
const CONNECT: Step = { name: 'connect', sure: 'documented' };
const AUTHORIZE: Step = { name: 'authorize', sure: 'unproved' };
const CONNECTED_APPS: Step = { name: 'connected-apps', sure: 'observed' };
const ALLOW: Step = { name: 'allow-user-apps', sure: 'documented' };

/** For what no wording was read of (a request by hand, a new cause): nothing that opens a site. */
const DEFAULT: readonly Step[] = [CONNECT, AUTHORIZE, CONNECTED_APPS];

/** By cause, the best first. A cause that is not here has the default. */
const STEPS_BY_CAUSE: Partial<Record<string, readonly Step[]>> = {
  'admin-must-authorize': [CONNECT, AUTHORIZE, CONNECTED_APPS, ALLOW],
  // The wording of the switch itself (2022): taken for the same block, which is a guess, so the
  // way through the app's own page is no more than that here.
  'app-blocked': [{ ...CONNECT, sure: 'unproved' }, AUTHORIZE, CONNECTED_APPS, ALLOW],
};

/**
 * The steps that make an approval take effect, the best first; never none. In the Government Cloud the
 * switch cannot be used, because people cannot install apps of their own there (documented:
 * support.atlassian.com, manage your users' third-party apps).
 */
export function nextSteps({
  cause,
  edition,
}: Pick<ApprovalRequest, 'cause' | 'edition'>): readonly Step[] {
  const steps = STEPS_BY_CAUSE[cause] ?? DEFAULT;
  return edition === 'government' ? steps.filter((step) => step !== ALLOW) : steps;
}
