import type { Block } from './causes.ts';

/** One wording of the block: the words, and the switch behind them. */
export interface BlockWording {
  /** names the wording in reports and in tests/pages; neither stored nor sent */
  reader: string;
  /**
   * the switch behind it. A new wording takes one that is there: older builds refuse a request with
   * a cause they do not know
   */
  cause: Block;
  /**
   * the sentence, over folded text (see text.ts), with every repetition bounded. Reports keep these
   * words unmasked, so they must not span a name
   */
  words: RegExp;
  /** a second sentence, where `words` alone also stand in documentation; it names app and site */
  detail?: RegExp;
}

/**
 * Every wording of the block. On a page with several the first answers. English alone gives
 * certainty. A site named right after `words` is read by the reader (readers/block.ts).
 */
export const BLOCK_WORDINGS: readonly BlockWording[] = [
  // "Your site admin must authorize this app for the site 'acme.atlassian.net' before the app can
  // access your account.": support.atlassian.com, knowledge base, updated 2025-09-26 (host without
  // quotes); Atlassian Community, March 2026 (single quotes; double quotes and no "site"); AWS
  // documentation (back-ticks). Observed in words, never by us on a live page.
  {
    reader: 'admin-must-authorize',
    cause: 'admin-must-authorize',
    words:
      /\b(?:your )?(?:site )?admin(?:istrator)? must (?:re[-\u2010]? ?)?authori[sz]e this app(?:lication)?\b/,
  },
  // "App is blocked by an admin" + "An admin has not allowed {app} to access data from {site}. Select
  // another site to authorize access to or contact your admin for more information.": Atlassian
  // staff, developer community, launch of the toggle, 2022. Whether it is still live is not known.
  {
    reader: 'app-blocked',
    cause: 'app-blocked',
    words: /\bapp(?:lication)? is blocked by an admin(?:istrator)?\b/,
    // The site never contains " to access data from "; an app's name may.
    detail:
      /(?<before>an admin(?:istrator)? has not allowed )(?<app>.{1,400}?) to access data from (?<site>(?:(?! to access data from ).){1,300}?) ?\. ?select another site(?: to authori[sz]e access to)?(?: or contact your admin(?:istrator)? for more information\.?)?/,
  },
];

/*
 * What the detector (detect.ts) looks for instead of the expressions above and those of
 * similar-screen-wordings.ts: they would weigh too much on every page.
 * tests/unit/consent/detector-words.test.ts says what is missing.
 */

/** Letters a to z of each wording, run together, with bars between: every text that a reader knows has one. */
export const DETECTOR_LETTERS =
  'mustauthorizethisapp|mustauthorisethisapp|mustreauthorizethisapp|mustreauthorisethisapp|' +
  'isblockedbyanadmin|mustauthorizeaccessfrom|mustauthoriseaccessfrom|' +
  'mustreauthorizeaccessfrom|mustreauthoriseaccessfrom|hasblockedthisdomain|' +
  'connectfromthisip|requiresaccessto|supportedsite|onlytheownerofthisapp|notbeenadded|' +
  'contextprovided|toretrieveclient|toretrievetheclient|headeristoolarge|somethingwentwrong';

/**
 * A word of each wording, in lower case as it is usually written ("don’t have", "have not been",
 * "isn’t associated": whatever the apostrophe). Better without a blank in it. The expression stands
 * in the function: as a constant, or as a string that is split, it stays in every page's memory.
 */
export const detectorWords = (text: string): boolean =>
  /must|blocked|t have|went wrong|t associated|only the owner|context provided|to retrieve |too large/.test(
    text,
  );
