import { isAtlassianHost } from '../../atlassian/hosts.ts';
import { type Asking, type Warning, warning } from './asking.ts';
import { BRANDS } from './known.ts';
import { hasOtherScript, skeleton, words } from './name.ts';
import { registrableDomain } from './redirect.ts';

/** 5. The code goes to a program on the person's computer: nobody can check which. */
export function uncheckedRedirect({ redirect }: Asking): Warning[] {
  if (redirect.kind === 'loopback') return [warning('loopback', 'amber', redirect.hostname)];
  if (redirect.kind === 'custom-scheme')
    return [warning('customScheme', 'amber', redirect.protocol)];
  return [];
}

/** 6. The code crosses the network where everybody on the way can read it. */
export function plainHttp({ redirect }: Asking): Warning[] {
  const plain = redirect.kind === 'web' && redirect.protocol === 'http:';
  return plain ? [warning('plainHttp', 'red', redirect.hostname)] : [];
}

/**
 * Labels of Latin letters and of the Cyrillic and Greek ones that no eye tells from them. Not the
 * whole table of look-alikes: by that one every Russian word is a Latin one.
 */
const TWINS = /^[a-z0-9асԁеһіјӏорԛѕԝхуѵгοναιρυκωτ-]+$/;

/** 7. A host in other letters than a to z; red where it looks as if it were written in them. */
export function foreignHost({ redirect: { hostname, unicodeHost } }: Asking): Warning[] {
  if (!unicodeHost) return [];
  const labels = unicodeHost.split('.');
  const looksLatin = labels.some((label) => hasOtherScript(label) && TWINS.test(label));
  if (looksLatin) return [warning('lookAlikeHost', 'red', unicodeHost, hostname)];
  return [warning('foreignHost', 'amber', unicodeHost, hostname)];
}

/** 8. A host under a suffix or on a platform where anybody gets one. */
export function sharedHost({ redirect }: Asking): Warning[] {
  if (redirect.platform) return [warning('sharedPlatform', 'amber', redirect.platform)];
  return redirect.sharedHosting ? [warning('sharedHosting', 'amber', redirect.hostname)] : [];
}

/** Words that say what the app works with or what kind of thing it is: no vendor's name. */
const COMMON = new Set(
  'jira confluence atlassian rovo trello bitbucket compass cloud server app apps for with and the by of to in on from connector connection connect integration integrations plugin addon extension mcp client agent bot api oauth sync importer exporter dev test staging prod demo my our new inc llc ltd gmbh'
    .split(' ')
    .map(skeleton),
);

/** The labels of a registrable domain without its suffix: `draw` of draw.example. */
const vendorLabel = (domain: string): string => skeleton(domain.split('.')[0] ?? '');

function related(name: string, domain: string): boolean {
  const label = vendorLabel(domain);
  const all = words(name).map(skeleton);
  const telling = all.filter((word) => !COMMON.has(word) && word.length > 1);
  if (telling.length === 0) return true;
  const initials = telling.map((word) => word[0]).join('');
  const whole = all.join('');
  return (
    telling.some((word) => (word.length > 2 ? label.includes(word) : label === word)) ||
    (label.length > 2 && whole.includes(label)) ||
    (initials.length > 1 && label === initials)
  );
}

const brandsByLook = new Map([...BRANDS].map(([brand, domains]) => [skeleton(brand), domains]));

/** A well-known brand in the name, and the domains that are its own. */
function brandOf(name: string): readonly string[] | undefined {
  const all = words(name).map(skeleton);
  // "VS Code" is two words of one brand.
  const pairs = all.slice(1).map((word, at) => `${all[at]}${word}`);
  return [...all, ...pairs].map((word) => brandsByLook.get(word)).find(Boolean);
}

/**
 * 9. The name and the domain have nothing in common: often honest (a firm and its product), so a
 * note; amber where the name is a brand whose own domains are known. A name in other letters than
 * Latin cannot be held against a domain.
 */
export function unrelatedDomain({ name, redirect, known }: Asking): Warning[] {
  const { registrableDomain: domain, platform, unicodeHost } = redirect;
  if (!domain || platform || unicodeHost || known?.domains.includes(domain)) return [];
  if (hasOtherScript(name) || isAtlassianHost(domain)) return [];
  const brand = brandOf(name);
  if (brand?.includes(domain)) return [];
  if (brand) return [warning('brandElsewhere', 'amber', domain, brand[0] ?? '')];
  return related(name, domain) ? [] : [warning('unrelatedDomain', 'info', domain)];
}

/** 10. Things that an honest redirect address does without. */
export function oddAddress({ redirect }: Asking): Warning[] {
  const { kind, userInfo, port, rawAddress, hostname } = redirect;
  if (kind !== 'web') return [];
  return [
    ...(userInfo ? [warning('userInfo', 'red', hostname)] : []),
    ...(port ? [warning('oddPort', 'amber', port)] : []),
    ...(rawAddress ? [warning('rawAddress', 'amber', hostname)] : []),
  ];
}

const SIGN_IN = /^(?:auth|api|id|mcp)\./;

/** A cloud of one customer's own has sign-in and sites under one domain of theirs. */
const isNeighbour = (host: string, site: string): boolean => {
  const domain = host.slice(host.indexOf('.'));
  return site !== '' && domain.lastIndexOf('.') > 0 && `.${site}`.endsWith(domain);
};

/**
 * 14. The consent was not asked for at Atlassian's, but on a host that poses as it: on a consent page
 * the address comes first, so this is known only of a request by hand. Data Center sites, and
 * customers with a cloud of their own, sign people in themselves.
 */
export function oddAuthorizeHost({ request }: Asking): Warning[] {
  const { app, edition, site } = request;
  const host = app.falseHost;
  if (host === undefined || edition === 'data-center' || isNeighbour(host, site)) return [];
  if (!URL.canParse(`https://${host}`)) return [warning('oddAuthorizeHost', 'red', host)];
  const { hostname, port } = new URL(`https://${host}`);
  const domain = hostname.replace(SIGN_IN, '');
  const sound =
    SIGN_IN.test(hostname) && isAtlassianHost(domain) && registrableDomain(domain) === domain;
  return port === '' && sound ? [] : [warning('oddAuthorizeHost', 'red', host)];
}
