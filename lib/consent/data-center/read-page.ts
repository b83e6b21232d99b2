import { present } from '../../present.ts';
import type { BlockedConsent } from '../blocked-consent.ts';
import { withoutOpaque } from '../quote.ts';
import type { UnblockedConsent } from '../read-page.ts';
import { plain } from '../text.ts';
import type { DataCenterReader } from './reader.ts';
import { oauth2Refused, oauthProblem, tokenRefused } from './readers.ts';
import type { DataCenterView } from './view.ts';

/** Every reader. At most one may answer for a page: tests/pages checks it. */
export const DATA_CENTER_READERS: readonly DataCenterReader[] = [
  oauthProblem,
  tokenRefused,
  oauth2Refused,
];

/**
 * The line in which the clue stands, and the HTTP status: one line of words, because a Data
 * Center's page also shows who is signed in. Whatever the address carried is taken out of it.
 */
function messageOf({ text, secrets, status, problem }: DataCenterView, clue?: RegExp): string {
  const found = clue && text.split('\n').find((line) => clue.test(plain(line, 2000)));
  let line = found ?? '';
  for (const secret of secrets) {
    if (secret !== problem) line = line.replaceAll(secret, '…');
  }
  const parts = [
    withoutOpaque(line, 200),
    problem && !line.includes(problem) ? `oauth_problem=${problem}` : '',
    status && status >= 400 ? `HTTP ${status}` : '',
  ];
  return parts.filter(Boolean).join(' · ');
}

/** What is refused on this page. A page that asks for a yes or no is never called blocked. */
export function readDataCenterBlock(page: DataCenterView): BlockedConsent | undefined {
  if (page.asks) return undefined;
  for (const reader of DATA_CENTER_READERS) {
    const found = reader.read(page);
    if (!found) continue;
    return {
      ...page.facts,
      reader: reader.id,
      cause: found.cause,
      edition: 'data-center',
      site: page.site,
      ...present({ appName: page.appName }),
      message: messageOf(page, found.clue),
      dataCenter: { product: page.product, base: page.base },
    };
  }
  return undefined;
}

/** The page as a sound consent page: it asks for a yes or no, and shows no error. */
export function readDataCenterClear(page: DataCenterView): UnblockedConsent | undefined {
  if (!page.asks || page.problem || page.errorName || page.showsError) return undefined;
  const { clientId, redirect } = page.facts;
  // Without a name or an id nobody could say which app this is.
  if (!page.appName && !clientId) return undefined;
  return {
    appName: page.appName ?? '',
    site: page.site,
    ...present({ clientId, redirect }),
  };
}
