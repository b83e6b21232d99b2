import type { AuthorizeFacts } from '../atlassian/authorize-url.ts';
import type { Product } from '../atlassian/custom-hosts.ts';
import type { Edition, PlaceKind } from '../atlassian/hosts.ts';
import type { Cause } from './causes.ts';
import type { DataCenterCause } from './data-center/causes.ts';

/**
 * The AI client that the first stage of a Rovo MCP sign-in named: the consent page that follows
 * says "Atlassian MCP" whatever tool a person uses. Seen in the same tab; proves nothing.
 */
export interface Via {
  /** as the first stage showed it, at most 120 characters */
  name: string;
  /** where that client sends people back to; never a query */
  redirect?: AuthorizeFacts['redirect'];
  /** the address of its metadata document; absent for a client that registered itself anew */
  clientId?: string;
}

/**
 * What a reader found on a page that stops a connection. It has no field for anything secret:
 * the address went through `readAuthorizeUrl`, the texts are bounded and free of invisible
 * characters.
 */
export interface BlockedConsent extends AuthorizeFacts {
  /** which wording was seen; for reports and tests, neither stored nor sent */
  reader: string;
  /** which switch is behind it; each has its own resolution, see causes.ts; `by-hand`: no reader knows the words; a
   * person says that it is a block
   */
  cause: Cause | DataCenterCause | 'by-hand';
  edition: Edition;
  /** host name of the blocked site; absent where the page does not name it */
  site?: string;
  /** the app's name as the page shows it, at most 120 characters */
  appName?: string;
  /** characters nobody sees that stood inside that name, by code: `U+202E` */
  nameHadHidden?: string;
  /** the wording, word for word but for invisible characters, at most 400 characters */
  message: string;
  /** which AI client asked through Atlassian's MCP server, where its first stage was seen */
  via?: Via;
  /** Data Center alone: which product, and its base address; the host in it is `site` */
  dataCenter?: { product: Product; base: string };
}

/** One page as the readers see it. Built once for all of them. */
export interface PageView {
  /** rank 1 of all evidence: what kind of page the address is */
  place: PlaceKind;
  edition: Edition;
  facts: AuthorizeFacts;
  /** shown text, blocks set apart by line feeds; on the error page after what its address says */
  text: string;
  /** `text` through fold(): what the wordings are matched against */
  folded: string;
  /** the app named by the page's heading, or by the section for its owner */
  appName?: string;
  /** the page has the consent page's own heading */
  heading: boolean;
  /** see `BlockedConsent` */
  nameHadHidden?: string;
  /** the site chosen in the picker, or the only site the page names */
  chosenSite?: string;
  /** `chosenSite` is the one that was picked, and not only named somewhere */
  picked?: true;
  /** on the first stage of an MCP sign-in: the AI client that it names */
  client?: string;
  /** on a site's own pages: its host */
  site?: string;
  /** the error page's own code (RFC 6749 §4.1.2.1) */
  error?: string;
}

/** Recognises one wording. Pure: the same page always gives the same answer. */
export interface Reader {
  /** names the wording; the cause is in what it answers */
  id: string;
  read(page: PageView): BlockedConsent | undefined;
}
