import { describe, expect, it } from 'vitest';
import {
  BLOCKS,
  isBlock,
  isSimilarScreen,
  mayAsk,
  RESOLUTIONS,
  SIMILAR_SCREENS,
} from '../../../lib/consent/causes.ts';
import { saysBlocked } from '../../../lib/consent/detect.ts';
import { viewOf } from '../../../lib/consent/page-view.ts';
import { READERS, readBlock } from '../../../lib/consent/read-page.ts';

const CONSENT = 'https://api.atlassian.com/oauth2/authorize/server/consent?state=s7Qx2vLm9TzRk4';
const MCP = 'https://mcp.atlassian.com/v1/authorize?client_id=x';
const SITE = 'https://acme.atlassian.net/jira/your-work';
const error = (code: string, description = '') =>
  `https://id.atlassian.com/error?${new URLSearchParams({ error: code, error_description: description })}`;

/** Every text on record, and where it stands. */
const SCREENS: [cause: string, address: string, text: string][] = [
  [
    'admin-must-authorize',
    CONSENT,
    "Your site admin must authorize this app for the site 'acme.atlassian.net' before the app can access your account.",
  ],
  [
    'app-blocked',
    CONSENT,
    'App is blocked by an admin\nAn admin has not allowed BoardSync to access data from acme.atlassian.net . Select another site to authorize access to or contact your admin for more information.',
  ],
  [
    'domain-not-allowed',
    CONSENT,
    'Your organization admin must authorize access from a domain to this site',
  ],
  ['domain-not-allowed', CONSENT, 'Your organization admin must authorize access from this domain'],
  [
    'domain-not-allowed',
    CONSENT,
    'Your organisation admin must authorise access from this redirect URL.',
  ],
  [
    'domain-not-allowed',
    MCP,
    'Your organization admin must authorize access from this redirect URL',
  ],
  [
    'domain-not-allowed',
    CONSENT,
    'Access to this domain is restricted\nYour admin has blocked this domain in your organization’s settings.',
  ],
  ['domain-not-allowed', CONSENT, 'Your admin has blocked this domain'],
  [
    'no-access',
    CONSENT,
    'Access denied\nThis app requires access to a Jira & Confluence & User identity site which you don’t have or don’t have the permission to access.\nVisit http://www.atlassian.com to create a site.',
  ],
  [
    'no-access',
    CONSENT,
    'This app requires access to a Jira & Jira site which you don’t have or don’t have the permission to access.',
  ],
  [
    'no-access',
    MCP,
    "Your account isn't associated with a supported site. Rovo MCP connects with Atlassian sites that use apps like Jira or Confluence",
  ],
  ['no-access', CONSENT, 'Your account isn’t associated with a supported site'],
  [
    'in-development',
    CONSENT,
    'You don’t have access to this app.\nThis application is in development - only the owner of this application may grant it access to their account.',
  ],
  [
    'in-development',
    CONSENT,
    'This application is in development — only the owner of this application may grant it access',
  ],
  [
    'bad-callback',
    error(
      'unauthorized_client',
      'redirect_uri is not registered for client: https://ledger.example/cb?k=private',
    ),
    'Something went wrong',
  ],
  [
    'bad-parameters',
    error('invalid_request', 'Incorrect request parameters'),
    'Something went wrong',
  ],
  [
    'bad-callback',
    error(
      'unauthorized_client',
      'Callback URL mismatch. https://ledger.example/cb is not in the list of allowed callback URLs',
    ),
    'Something went wrong',
  ],
  ['bad-callback', error('unauthorized_client', 'In words of tomorrow'), 'Something went wrong'],
  [
    'stale-registration',
    error(
      'unauthorized_client',
      'redirect_uri is not registered for client: http://127.0.0.1:3118/cb',
    ),
    'Something went wrong',
  ],
  [
    'stale-registration',
    error(
      'unauthorized_client',
      'Callback URL mismatch. http://localhost:3118/cb is not in the list',
    ),
    '',
  ],
  ['bad-scopes', error('invalid_scope', 'Callback URL mismatch'), 'Something went wrong'],
  ['client-unknown', CONSENT, 'Something went wrong\nfailed to retrieve client'],
  ['client-unknown', CONSENT, 'failed to retrieve client'],
  ['client-unknown', error('invalid_client', 'x'), 'Something went wrong'],
  ['too-many-scopes', CONSENT, 'HTTP Status 400 – Bad Request\nRequest header is too large'],
  ['start-again', CONSENT, 'Invalid context provided. Please try authorizing again.'],
  [
    'start-again',
    CONSENT,
    'Something went wrong\nInvalid context provided. Please try authorizing again.',
  ],
  ['start-again', error('access_denied', 'The user said no'), 'Something went wrong'],
  ['other-error', error('server_error', 'No idea'), 'Something went wrong'],
  ['bad-scopes', error('invalid_scope', 'No'), 'Something went wrong'],
  ['bad-scopes', CONSENT, 'Something went wrong\nInformation for the owner of Ledger Sync'],
  [
    'bad-scopes',
    CONSENT,
    'The app requested scopes that have not been added to the app: write:jira-work',
  ],
  ['went-wrong', CONSENT, 'Something went wrong'],
  ['went-wrong', error('', ''), 'Something went wrong'],
  [
    'ip-not-allowed',
    CONSENT,
    "You don't have permission to connect from this IP address. Please ask your admin for access.",
  ],
  ['ip-not-allowed', SITE, 'You don’t have permission to connect from this IP address.'],
  ['product-request', SITE, 'Request access to Jira\nYour request is awaiting admin approval.'],
  [
    'marketplace-request',
    SITE,
    'Your site admin must install this app. Tell them that you are interested.',
  ],
  ['forge-consent', SITE, 'Ledger Sync needs your permission\nAllow access'],
];

const read = (address: string, text: string) => {
  const view = viewOf({ address, text, manual: true });
  return view && readBlock(view);
};

describe('every text on record', () => {
  it.each(SCREENS)('is %s at %s: %s', (cause, address, text) => {
    const view = viewOf({ address, text, manual: true });
    if (!view) throw new Error('no view');
    const answers = READERS.filter((reader) => reader.read(view)).map(({ id }) => id);
    expect(answers).toEqual([cause]);
  });

  it.each(SCREENS)('wakes the detector where it watches: %s at %s', (_cause, address, text) => {
    if (address === CONSENT) expect(saysBlocked(text)).toBe(true);
  });

  it('covers every cause', () => {
    // A dead end has no words of its own: tests/pages has some.
    const known = new Set([...SCREENS.map(([cause]) => cause), 'dead-end']);
    expect(known).toEqual(new Set([...BLOCKS, ...SIMILAR_SCREENS]));
  });

  it.each(SCREENS)('says nothing at other addresses: %s', (_cause, _address, text) => {
    for (const elsewhere of [
      'https://forum.example/',
      'https://support.atlassian.com/',
      'https://id.atlassian.com/login',
      'https://mcp.atlassian.com/',
      'http://api.atlassian.com/oauth2/authorize/server/consent',
      'https://api.atlassian.com.evil.example/oauth2/authorize/server/consent',
    ]) {
      expect(viewOf({ address: elsewhere, text, manual: true })).toBeUndefined();
    }
    expect(viewOf({ address: SITE, text })).toBeUndefined();
  });
});

describe('near misses', () => {
  it.each([
    'Your organization admin must authorize access from this device',
    'Access to this domain is restricted to members',
    'Your admin has unblocked this domain',
    'This app requires access to a Jira site.',
    'Your account is associated with a supported site',
    'This application is in development. Ask the owner of this application',
    'You have permission to connect from this IP address',
    'Scopes that have been added to the app',
    'Information for the owner of Ledger Sync',
    'Nothing went wrong',
    'Allow access to your files whenever you like',
    'redirect_uri is not registered for client: https://ledger.example/cb',
  ])('at the consent page: %s', (text) => {
    expect(read(CONSENT, text)).toBeUndefined();
  });

  it.each([
    'Members\nAllow access\nYes',
    'Setting\tValue\n\tAllow access\t\nOther\tNo',
    'People\nLedger Sync needs your permission\tAllow access\tnever',
  ])('a table on a site: %j', (text) => {
    expect(read(SITE, text)).toBeUndefined();
  });

  it('a toast on a living consent page is not the page', () => {
    const shown = { address: CONSENT, text: 'Something went wrong', appName: 'BoardSync' };
    const view = viewOf(shown);
    expect(view && readBlock(view)).toBeUndefined();
  });

  it('an app named like a similar screen is not one', () => {
    const text =
      'Something went wrong\nInformation for the owner of Your site admin must authorize this app';
    expect(read(CONSENT, text)).toMatchObject({
      cause: 'bad-scopes',
      appName: 'Your site admin must authorize this app',
    });
  });
});

describe('what a reading carries', () => {
  it('of a bad return address: the address without its query, and nothing of it in the words', () => {
    const uri = 'https://ledger.example/cb?k=private';
    const why = `redirect_uri is not registered for client: ${uri}`;
    const found = read(error('unauthorized_client', why), '');
    expect(found).toMatchObject({ redirect: { uri: 'https://ledger.example/cb', hadQuery: true } });
    expect(JSON.stringify(found)).not.toContain('private');
  });

  it('of an unknown error: its code, and not what anybody may have put into the address', () => {
    const found = read(error('server_error', 'Call +1 555 to be helped'), '');
    expect(found?.message).toBe('server_error');
  });

  it('of a site’s own page: the site', () => {
    expect(read(SITE, 'awaiting admin approval')).toMatchObject({ site: 'acme.atlassian.net' });
  });
});

describe('the table of resolutions', () => {
  it('offers a request where an admin can help, and never where only others can', () => {
    for (const cause of SIMILAR_SCREENS) {
      const { responsible, request } = RESOLUTIONS[cause];
      expect(request, cause).toBe(/admin/.test(responsible));
      expect(mayAsk(cause)).toBe(request);
    }
    for (const cause of BLOCKS) expect(mayAsk(cause)).toBe(true);
  });

  it('knows its own and nobody else', () => {
    expect(isBlock('app-blocked')).toBe(true);
    expect(isSimilarScreen('app-blocked')).toBe(false);
    for (const cause of ['toString', '', 'by-hand']) expect(isSimilarScreen(cause)).toBe(false);
  });
});
