/**
 * Why a connection stops: each screen of Atlassian's that Countersign knows, and its own resolution.
 * Screens and words: see readers/ and similar-screen-wordings.ts, with their sources.
 */

/** The wordings of the switch "User installed apps": the block proper. */
export const BLOCKS = ['admin-must-authorize', 'app-blocked'] as const;

/** Screens that look alike and are something else. */
export const SIMILAR_SCREENS = [
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
export type SimilarScreen = (typeof SIMILAR_SCREENS)[number];
/**
 * `admin-must-authorize` and `app-blocked` are two wordings of the same switch, kept apart because it
 * is not known which one is live.
 */
export type Cause = Block | SimilarScreen;

/**
 * Who can end it. `you`: the person in front of the page, without anybody's help; `you-first`: the
 * same, and who gives access to products where that is not enough.
 */
type Responsible = 'org-admin' | 'site-admin' | 'developer' | 'you' | 'you-first';

interface Resolution {
  responsible: Responsible;
  /** asking an admin helps: then the banner offers a request, which carries the cause */
  request: boolean;
  /** keys of texts: headline, what it is in one sentence, the next step */
  title: string;
  what: string;
  next: string;
  /** key of what the app's developer can do, in a note for him */
  note?: string;
  /** keys of the admin's steps, in order; placeholders: app, site, what to allow */
  steps?: readonly string[];
  /** where those steps are: a function of lib/atlassian/links.ts */
  link?: 'administration';
}

/**
 * The resolution of every similar screen. The block proper has its own texts, because it is what the whole
 * banner is about. Sources: docs/atlassian.md, "Screens that are something else".
 */
export const RESOLUTIONS = {
  'domain-not-allowed': {
    responsible: 'org-admin',
    request: true,
    title: 'cause_domain_title',
    what: 'cause_domain_what',
    next: 'cause_domain_next',
    steps: ['cause_step1', 'cause_domain_step2'],
    link: 'administration',
  },
  'ip-not-allowed': {
    responsible: 'org-admin',
    request: true,
    title: 'cause_ip_title',
    what: 'cause_ip_what',
    next: 'cause_ip_next',
    steps: ['cause_step1', 'cause_ip_step2'],
    link: 'administration',
  },
  'product-request': {
    responsible: 'site-admin',
    request: true,
    title: 'cause_product_title',
    what: 'cause_product_what',
    next: 'cause_product_next',
    steps: ['cause_step1', 'cause_product_step2'],
    link: 'administration',
  },
  'marketplace-request': {
    responsible: 'site-admin',
    request: true,
    title: 'cause_marketplace_title',
    what: 'cause_marketplace_what',
    next: 'cause_marketplace_next',
    steps: ['cause_step1', 'cause_marketplace_step2'],
    link: 'administration',
  },
  'no-access': {
    responsible: 'you-first',
    request: false,
    title: 'cause_noAccess_title',
    what: 'cause_product_what',
    next: 'cause_noAccess_next',
  },
  'in-development': {
    responsible: 'developer',
    request: false,
    title: 'cause_broken_title',
    what: 'cause_development_what',
    next: 'cause_note_next',
    note: 'cause_share_note',
  },
  'bad-callback': {
    responsible: 'developer',
    request: false,
    title: 'cause_broken_title',
    what: 'cause_callback_what',
    next: 'cause_note_next',
    note: 'cause_callback_note',
  },
  // A tool that registers itself, and a return to one's own computer that is not registered.
  'stale-registration': {
    responsible: 'you',
    request: false,
    title: 'cause_registration_title',
    what: 'cause_registration_what',
    next: 'cause_registration_next',
    note: 'cause_callback_note',
  },
  'client-unknown': {
    responsible: 'developer',
    request: false,
    title: 'cause_broken_title',
    what: 'cause_client_what',
    next: 'cause_note_next',
    note: 'cause_share_note',
  },
  'too-many-scopes': {
    responsible: 'developer',
    request: false,
    title: 'cause_broken_title',
    what: 'cause_header_what',
    next: 'cause_note_next',
    note: 'cause_header_what',
  },
  'start-again': {
    responsible: 'you',
    request: false,
    title: 'cause_stopped_title',
    what: 'cause_again_what',
    next: 'banner_tryInApp',
  },
  'dead-end': {
    responsible: 'you',
    request: false,
    title: 'cause_stopped_title',
    what: 'cause_deadEnd_what',
    next: 'cause_againNote_next',
    note: 'cause_again_note',
  },
  'bad-scopes': {
    responsible: 'developer',
    request: false,
    title: 'cause_broken_title',
    what: 'cause_scopes_what',
    next: 'cause_note_next',
    note: 'cause_scopes_note',
  },
  'bad-parameters': {
    responsible: 'you',
    request: false,
    title: 'cause_stopped_title',
    what: 'cause_parameters_what',
    next: 'cause_againNote_next',
    note: 'cause_again_note',
  },
  'other-error': {
    responsible: 'developer',
    request: false,
    title: 'cause_stopped_title',
    what: 'cause_error_what',
    next: 'cause_againNote_next',
    note: 'cause_again_note',
  },
  'went-wrong': {
    responsible: 'you',
    request: false,
    title: 'cause_stopped_title',
    what: 'cause_again_what',
    next: 'cause_againNote_next',
    note: 'cause_again_note',
  },
  'forge-consent': {
    responsible: 'you',
    request: false,
    title: 'cause_forge_title',
    what: 'cause_forge_what',
    next: 'cause_forge_next',
  },
} as const satisfies Record<SimilarScreen, Resolution>;

/** True for the block proper: the switch "User installed apps". */
export function isBlock(cause: string): cause is Block {
  return (BLOCKS as readonly string[]).includes(cause);
}

/** True for a similar screen this version knows. */
export function isSimilarScreen(cause: string): cause is SimilarScreen {
  return (SIMILAR_SCREENS as readonly string[]).includes(cause);
}

/** True where asking an admin helps. */
export function mayAsk(cause: string): boolean {
  return !isSimilarScreen(cause) || RESOLUTIONS[cause].request;
}
