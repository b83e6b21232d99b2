/**
 * Why a connection stops: each screen of Atlassian's that Countersign knows, and its own cure.
 * Screens and words: see readers/ and neighbour-wordings.ts, with their sources.
 */

/** The wordings of the switch "User installed apps": the block proper. */
export const BLOCKS = ['admin-must-authorize', 'app-blocked'] as const;

/** Screens that look alike and are something else. */
export const NEIGHBOURS = [
  'domain-not-allowed',
  'ip-not-allowed',
  'product-request',
  'marketplace-request',
  'no-access',
  'in-development',
  'bad-callback',
  'stale-registration',
  'client-unknown',
  'bad-scopes',
  'too-many-scopes',
  'start-again',
  'bad-parameters',
  'other-error',
  'went-wrong',
  'dead-end',
  'forge-consent',
] as const;

export type Block = (typeof BLOCKS)[number];
export type Neighbour = (typeof NEIGHBOURS)[number];
/**
 * `admin-must-authorize` and `app-blocked` are two wordings of the same switch, kept apart because it
 * is not known which one is live.
 */
export type Cause = Block | Neighbour;

/**
 * Who can end it. `you`: the person in front of the page, without anybody's help; `you-first`: the
 * same, and who gives access to products where that is not enough.
 */
type Fixer = 'org-admin' | 'site-admin' | 'developer' | 'you' | 'you-first';

interface Cure {
  fixer: Fixer;
  /** asking an admin helps: then the banner offers a request, which carries the cause */
  request: boolean;
  /** keys of texts: headline, what it is in one sentence, the next step */
  title: string;
  what: string;
  next: string;
  /** key of the sentence that begins a note for the app's developer, where he can mend it */
  note?: string;
  /** keys of the admin's steps, in order; placeholders: site, what to allow */
  steps?: readonly string[];
  /** where those steps are: a function of lib/atlassian/links.ts */
  link?: 'administration';
}

/**
 * The cure of every neighbour. The block proper has its own texts, because it is what the whole
 * banner is about. Sources: docs/atlassian.md, "Screens that are something else".
 */
export const CURES = {
  'domain-not-allowed': {
    fixer: 'org-admin',
    request: true,
    title: 'cause_domain_title',
    what: 'cause_domain_what',
    next: 'cause_domain_next',
    steps: ['cause_domain_step1', 'cause_domain_step2', 'cause_domain_step3'],
    link: 'administration',
  },
  'ip-not-allowed': {
    fixer: 'org-admin',
    request: true,
    title: 'cause_ip_title',
    what: 'cause_ip_what',
    next: 'cause_ip_next',
    steps: ['cause_ip_step1', 'cause_ip_step2'],
    link: 'administration',
  },
  'product-request': {
    fixer: 'site-admin',
    request: true,
    title: 'cause_product_title',
    what: 'cause_product_what',
    next: 'cause_product_next',
    steps: ['cause_product_step1', 'cause_product_step2'],
    link: 'administration',
  },
  'marketplace-request': {
    fixer: 'site-admin',
    request: true,
    title: 'cause_marketplace_title',
    what: 'cause_marketplace_what',
    next: 'cause_marketplace_next',
    steps: ['cause_marketplace_step1', 'cause_marketplace_step2'],
    link: 'administration',
  },
  'no-access': {
    fixer: 'you-first',
    request: false,
    title: 'cause_noAccess_title',
    what: 'cause_noAccess_what',
    next: 'cause_noAccess_next',
  },
  'in-development': {
    fixer: 'developer',
    request: false,
    title: 'cause_development_title',
    what: 'cause_development_what',
    next: 'cause_development_next',
    note: 'cause_development_note',
  },
  'bad-callback': {
    fixer: 'developer',
    request: false,
    title: 'cause_callback_title',
    what: 'cause_callback_what',
    next: 'cause_callback_next',
    note: 'cause_callback_note',
  },
  // A tool that registers itself, and a return to one's own computer that is not registered.
  'stale-registration': {
    fixer: 'you',
    request: false,
    title: 'cause_registration_title',
    what: 'cause_registration_what',
    next: 'cause_registration_next',
    note: 'cause_callback_note',
  },
  'client-unknown': {
    fixer: 'developer',
    request: false,
    title: 'cause_client_title',
    what: 'cause_client_what',
    next: 'cause_development_next',
    note: 'cause_client_note',
  },
  'too-many-scopes': {
    fixer: 'developer',
    request: false,
    title: 'cause_header_title',
    what: 'cause_header_what',
    next: 'cause_development_next',
    note: 'cause_header_note',
  },
  'start-again': {
    fixer: 'you',
    request: false,
    title: 'cause_again_title',
    what: 'cause_again_what',
    next: 'cause_again_next',
  },
  'dead-end': {
    fixer: 'you',
    request: false,
    title: 'cause_deadEnd_title',
    what: 'cause_deadEnd_what',
    next: 'cause_deadEnd_next',
    note: 'cause_deadEnd_note',
  },
  'bad-scopes': {
    fixer: 'developer',
    request: false,
    title: 'cause_scopes_title',
    what: 'cause_scopes_what',
    next: 'cause_scopes_next',
    note: 'cause_scopes_note',
  },
  'bad-parameters': {
    fixer: 'you',
    request: false,
    title: 'cause_parameters_title',
    what: 'cause_parameters_what',
    next: 'cause_parameters_next',
    note: 'cause_parameters_note',
  },
  'other-error': {
    fixer: 'developer',
    request: false,
    title: 'cause_error_title',
    what: 'cause_error_what',
    next: 'cause_error_next',
    note: 'cause_error_note',
  },
  'went-wrong': {
    fixer: 'you',
    request: false,
    title: 'cause_wrong_title',
    what: 'cause_wrong_what',
    next: 'cause_wrong_next',
    note: 'cause_wrong_note',
  },
  'forge-consent': {
    fixer: 'you',
    request: false,
    title: 'cause_forge_title',
    what: 'cause_forge_what',
    next: 'cause_forge_next',
  },
} as const satisfies Record<Neighbour, Cure>;

/** True for the block proper: the switch "User installed apps". */
export function isBlock(cause: string): cause is Block {
  return (BLOCKS as readonly string[]).includes(cause);
}

/** True for a neighbour this version knows. */
export function isNeighbour(cause: string): cause is Neighbour {
  return (NEIGHBOURS as readonly string[]).includes(cause);
}

/** True where asking an admin helps. */
export function mayAsk(cause: string): boolean {
  return !isNeighbour(cause) || CURES[cause].request;
}
