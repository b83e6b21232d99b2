import { defineUnlistedScript } from '#imports';
import * as authorizeUrl from '../lib/atlassian/authorize-url.ts';
import * as hosts from '../lib/atlassian/hosts.ts';
import * as causes from '../lib/consent/causes.ts';
import * as pageText from '../lib/consent/page-text.ts';
import * as pageView from '../lib/consent/page-view.ts';
import * as quote from '../lib/consent/quote.ts';
import * as block from '../lib/consent/readers/block.ts';
import * as similarScreen from '../lib/consent/readers/similar-screen.ts';
import * as similarScreenWordings from '../lib/consent/similar-screen-wordings.ts';
import * as text from '../lib/consent/text.ts';
import * as wordings from '../lib/consent/wordings.ts';

declare global {
  /** what reads a consent page, for the scripts that come right after this one */
  var countersignReading: object;
}

/** What banner and guard share besides what draws: see page-ui.ts. */
export default defineUnlistedScript(() => {
  globalThis.countersignReading = {
    authorizeUrl,
    hosts,
    causes,
    similarScreenWordings,
    pageView,
    pageText,
    quote,
    block,
    similarScreen,
    text,
    wordings,
  };
});
