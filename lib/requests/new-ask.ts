import { parseHostName } from '../atlassian/hosts.ts';
import type { BlockedConsent } from '../consent/blocked-consent.ts';
import { plain } from '../consent/text.ts';
import { present } from '../present.ts';
import { MAX } from './limits.ts';
import type { Ask } from './schema.ts';
import { storedCauseOf } from './screen.ts';

/** What the person adds to what the page says. */
export interface Typed {
  site: string;
  app: string;
  name: string;
  reason: string;
}

/** A site as people write it: a host name, or the address of one of its pages. */
function typedSite(text: string): string {
  return parseHostName(text.replace(/^https?:\/\//, '').split('/', 1)[0] ?? '') ?? '';
}

/** Exactly what Send request sends: what the page says, and what the person typed beside it. */
export function askOf(consent: BlockedConsent, typed: Typed, afterAccept: boolean): Ask {
  const { clientId, scopes, redirect, resource, startPage, nameHadHidden, falseHost } = consent;
  const name = consent.appName ?? plain(typed.app, MAX.app);
  return {
    edition: consent.edition,
    site: consent.site ?? typedSite(typed.site),
    ...storedCauseOf(consent.cause),
    ...present({ dataCenter: consent.dataCenter }),
    app: {
      // A nameless app goes by what is known of it.
      name: name || redirect?.host.slice(0, MAX.app) || clientId?.slice(0, MAX.app) || '?',
      ...present({ nameHadHidden, clientId }),
      scopes,
      ...present({ redirect, resource, falseHost, via: consent.via }),
    },
    message: consent.message,
    ...present({ startPage }),
    name: plain(typed.name, MAX.name),
    reason: plain(typed.reason, MAX.reason),
    ...present({ afterAccept }),
  };
}
