import type { AuthorizeFacts } from '../atlassian/authorize-url.ts';
import type { Edition } from '../atlassian/hosts.ts';

/**
 * Why the page is blocked, by the wording that was seen: each has its own cure.
 * `admin-must-authorize` and `app-blocked` are two wordings of the same switch ("User installed
 * apps"), kept apart because it is not known which one is live.
 */
export type Cause = 'admin-must-authorize' | 'app-blocked';

/**
 * What a reader found on a blocked consent page. There is no room in it for anything secret: the
 * address went through `readAuthorizeUrl`, the texts are bounded and free of invisible characters.
 */
export interface BlockedConsent extends AuthorizeFacts {
  reader: string;
  cause: Cause;
  edition: Edition;
  /** host name of the blocked site; absent where the page does not name it */
  site?: string;
  /** the app's name as the page shows it, at most 120 characters */
  appName?: string;
  /** characters nobody sees that stood inside that name, by code: `U+202E` */
  nameHadHidden?: string;
  /** the block's wording, word for word but for invisible characters, at most 400 characters */
  message: string;
}

/** One page as the readers see it. Built once for all of them. */
export interface PageView {
  edition: Edition;
  facts: AuthorizeFacts;
  /** shown text, blocks set apart by line feeds */
  text: string;
  /** `text` through fold(): what the wordings are matched against */
  folded: string;
  /** the app named by the page's heading */
  appName?: string;
  /** see `BlockedConsent` */
  nameHadHidden?: string;
  /** the site chosen in the picker, or the only site the page names */
  chosenSite?: string;
}

/** Recognises one wording. Pure: the same page always gives the same answer. */
export interface Reader {
  id: Cause;
  read(page: PageView): BlockedConsent | undefined;
}
