import { isLoopback, type Redirect } from '../atlassian/authorize-url.ts';
import type { PlaceKind } from '../atlassian/hosts.ts';
import type { PageView } from './blocked-consent.ts';
import type { SimilarScreen } from './causes.ts';

/**
 * The words of similar screens, over folded text (see text.ts); none was seen by us on a live
 * page. The first rule that fits is the page's: a page is one thing, and what says more comes first.
 * Every repetition is bounded, so that a text costs in proportion to its length.
 */
export interface SimilarScreenWords {
  cause: SimilarScreen;
  /** rank 1: where such a screen can be; words anywhere else are a quotation */
  places: readonly PlaceKind[];
  words: RegExp;
  /** what the page must be besides */
  and?: (page: PageView) => boolean;
  /** the group of `words` that says where the app sends people back to */
  origin?: number;
}

const ADMIN = '(?:your )?(?:organi[sz]ation |org |site )?admin(?:istrator)?';

/**
 * From where a tool comes, as the list of domains knows it: in words ("this redirect URL"), or the
 * address, scheme or host itself, with or without quotes. Then which site, in words or by number.
 */
const NAMED_ORIGIN =
  "(?:(?:(?:an?|the|this|your) )?(?:[a-z]{1,12} )?(?:ur[il]|domain|host|address|origin)s?:? (?='?[a-z0-9.+-]{1,100}[.:/]\\S))?";
const ORIGIN = `(?:${NAMED_ORIGIN}'?(?!(?:an?|the|this|your) )([^\\s']{1,2000}?)'?(?=[.,;:!]{0,3}(?:\\s|$))|(?:an?|the|this|your) (?!(?:browser|computer|country|device|ip|location|machine|network)\\b)[a-z-]{1,40}(?: ur[il]\\b)?)(?: to (?:this site\\b|'?cloud ?id:? ?'?[0-9a-f-]{1,40}))?\\.?`;

const BAD_CALLBACK =
  /\bredirect_uri is not registered for (?:this )?client\b|\bcallback url mismatch\b\.?|\bis not in the list of allowed callback urls\b\.?/;

/** How an app asks for something (guesses; of the button alone the words are observed). */
const ASKS =
  /\b(?:needs?|requires?|wants?|would like|is requesting|requests)\b.{0,60}\b(?:access|permissions?|authori[sz]ation|consent)\b|\bpermissions? required\b|\bon your behalf\b/;

const toOwnComputer = (redirect: Redirect | undefined): boolean =>
  redirect !== undefined &&
  URL.canParse(redirect.uri) &&
  isLoopback(new URL(redirect.uri).hostname);

/** What the error page's address says stands in front of its text: `{error} {error_description}`. */
export const SIMILAR_SCREEN_WORDS: readonly SimilarScreenWords[] = [
  // "Your organization admin must authorize access from a domain to this site", "… from this
  // domain", "… from this redirect URL": six public files, one an Auth0 sample;
  // mattermost-plugin-agents issue 447; atlassian-mcp-server issue 254. "… from {redirect URI} to
  // cloudId: {id}": public code that quotes Atlassian's page on the server's permissions (observed).
  // Whatever may follow "from" (see ORIGIN), except what is no tool's address: this device.
  // "Access to this domain is restricted. Your admin has blocked this domain (in your organization's
  // settings)", Accept greyed out: two public files; atlassian-mcp-server issue 254, September 2026.
  {
    cause: 'domain-not-allowed',
    places: ['consent', 'mcp', 'error'],
    words: new RegExp(
      `\\b${ADMIN} must (?:re-?)?authori[sz]e access from ${ORIGIN}|(?:\\baccess to this domain is restricted\\b\\.? ?)?\\b${ADMIN} has blocked this domain\\b(?: in your organi[sz]ation's settings\\b)?\\.?`,
      'd',
    ),
    origin: 1,
  },
  // "You don't have permission to connect from this IP address. Please ask your admin for access.":
  // atlassian/atlassian-mcp-server README (documented).
  {
    cause: 'ip-not-allowed',
    places: ['consent', 'mcp', 'error', 'site'],
    words:
      /\b(?:you )?(?:don't|do not) have permission to connect from this ip address\b\.?(?: please ask your admin(?:istrator)? for access\b\.?)?/,
  },
  // "This application is in development - only the owner of this application may grant it access to
  // their account.": two public files (observed).
  {
    cause: 'in-development',
    places: ['consent', 'error'],
    words:
      /\b(?:this )?app(?:lication)? is in development\b.{1,5}?\bonly the owner of this app(?:lication)? may grant it access\b(?: to their account\b)?\.?/,
  },
  // "This app requires access to a Jira & Confluence & User identity site which you don't have or
  // don't have the permission to access.", under "Access denied": public code, verbatim 2026-04-30;
  // raycast/extensions issue 5670. The list of products varies (observed).
  // "Your account isn't associated with a supported site": atlassian/trello-mcp-server issue 13.
  {
    cause: 'no-access',
    places: ['consent', 'mcp', 'error'],
    words:
      /\b(?:this )?app(?:lication)? requires access to an? .{1,200}? ?site (?:which|that) you (?:don't|do not) have\b(?: or (?:don't|do not) have the permission to access\b)?\.?|\b(?:your )?account (?:isn't|is not) associated with a supported site\b\.?/,
  },
  // error=unauthorized_client, "redirect_uri is not registered for client: <uri>": humanlayer issue
  // 1068; github/copilot-cli issue 4901; atlassian-mcp-server issue 246. "Callback URL mismatch. <url>
  // is not in the list of allowed callback URLs": community.developer.atlassian.com/t/41372
  // (observed). Where the return is to one's own computer, the tool registered itself, and what it
  // keeps of that is out of date (atlassian-mcp-server issue 246).
  {
    cause: 'stale-registration',
    places: ['error'],
    words: BAD_CALLBACK,
    and: ({ error, facts }) => error !== 'invalid_scope' && toOwnComputer(facts.redirect),
  },
  {
    cause: 'bad-callback',
    places: ['error'],
    // The address behind it is not quoted: its query may be private.
    words: BAD_CALLBACK,
    and: ({ error }) => error !== 'invalid_scope',
  },
  // A code counts before whatever sentence stands behind it. With a refresh token it is another
  // matter: an answer to a program, which has to sign in anew.
  {
    cause: 'bad-callback',
    places: ['error'],
    words: /^unauthorized_client\b(?!.{0,200}\b(?:refresh.?token|grant)\b)/,
    and: ({ error }) => error !== undefined,
  },
  {
    cause: 'bad-scopes',
    places: ['error'],
    words: /^invalid_scope\b/,
    and: ({ error }) => error !== undefined,
  },
  // "failed to retrieve client": community.developer.atlassian.com/t/100834 (unconfirmed); public
  // code. error=invalid_client: RFC 6749 (guess).
  {
    cause: 'client-unknown',
    places: ['consent', 'mcp', 'error'],
    words: /\bfailed to retrieve (?:the )?client\b\.?|^invalid_client\b/,
  },
  // "HTTP Status 400 … Request header is too large", with about 80 scopes:
  // community.developer.atlassian.com/t/56311 (observed).
  {
    cause: 'too-many-scopes',
    places: ['consent', 'mcp', 'error'],
    words: /\brequest header is too large\b\.?/,
  },
  // "Invalid context provided. Please try authorizing again.": claude-code issue 69035;
  // atlassian-mcp-server issue 187 (observed). error=access_denied: RFC 6749, the person's own no.
  {
    cause: 'start-again',
    places: ['consent', 'mcp', 'error'],
    words:
      /\binvalid context provided\b\.?(?: please try authori[sz]ing again\b\.?)?|^access_denied\b/,
    and: ({ place, error, folded }) =>
      place === 'error' ? error !== undefined || !folded.startsWith('access_denied') : true,
  },
  // "requested scopes that have not been added to the app": public code. "Something went wrong" with
  // a collapsed "Information for the owner of {App}": helixml/helix; Microsoft's guide to its Jira
  // connector says the scopes do not match then (observed).
  {
    cause: 'bad-scopes',
    places: ['consent', 'error'],
    words:
      /\b(?:the app )?(?:has )?(?:requested |requests )?scopes that have not been added to the app\b\.?|\binformation for the owner of\b/,
    and: ({ folded, error }) =>
      error !== undefined || /something went wrong|have not been added to the app/.test(folded),
  },
  // error=invalid_request, "Incorrect request parameters": two public files. After Accept it can be
  // a domain that is not allowed; or the request was left open too long (observed, both).
  {
    cause: 'bad-parameters',
    places: ['error'],
    words: /\bincorrect request parameters\b\.?/,
  },
  // Any other error that the address names. The codes are those of RFC 6749.
  {
    cause: 'other-error',
    places: ['error'],
    words: /^[a-z][a-z_]{2,60}\b/,
    and: ({ error }) => error !== undefined,
  },
  // "request access … awaiting admin approval": support.atlassian.com, product access requests. That
  // there is such a state is documented; the words on the page are a guess.
  {
    cause: 'product-request',
    places: ['site'],
    words:
      /\bawaiting (?:an? |your )?(?:site )?admin(?:istrator)?(?:'s)? approval\b\.?|\brequest access to (?:jira|confluence|this (?:product|app|site))\b/,
  },
  // User interest in a Marketplace app: Atlassian Community, qaq-p/3202036. The words are a guess.
  {
    cause: 'marketplace-request',
    places: ['site'],
    words:
      /\b(?:your )?(?:site )?admin(?:istrator)? (?:must|needs to|has to) install this app(?:lication)?\b\.?|\brequest this app(?:lication)?\b/,
  },
  // A Forge app's own consent, "Allow access", which the switch does not govern: docs.meta-inf.hu;
  // CLOUD-12942 (observed).
  {
    cause: 'forge-consent',
    places: ['site'],
    words: /\ballow access\b/,
    // A button of its own, under words of an app that asks; not a word in a sentence or a table.
    and: ({ text, folded }) => /^ *allow access *$/im.test(text) && ASKS.test(folded),
  },
  // "Something went wrong" and no reason: after a few minutes on the page (public code, two files).
  {
    cause: 'went-wrong',
    places: ['consent', 'mcp', 'error'],
    words: /\bsomething went wrong\b\.?/,
    // A live consent page (its heading names the app) shows it as a passing message at most.
    and: ({ heading }) => !heading,
  },
];
