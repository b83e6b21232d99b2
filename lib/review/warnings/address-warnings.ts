import { isAtlassianHost } from '../../atlassian/hosts.ts';
import { hasOtherScript } from './name.ts';
import {
  alike,
  isAtHome,
  registrableDomain,
  type Subject,
  type Warning,
  warning,
} from './subject.ts';
import { type Borrowed, borrowedIn, isRelated, vendorAt, vendorOf } from './vendors.ts';

/** 5. The code goes to a program on the person's computer: nobody can check which. */
export function uncheckedRedirect({ redirect }: Subject): Warning[] {
  if (redirect.kind === 'loopback') return [warning('loopback', 'amber', redirect.hostname)];
  if (redirect.kind === 'custom-scheme')
    return [warning('customScheme', 'amber', redirect.protocol)];
  return [];
}

/** 6. The code crosses the network where everybody on the way can read it. */
export function plainHttp({ redirect }: Subject): Warning[] {
  const plain = redirect.kind === 'web' && redirect.protocol === 'http:';
  return plain ? [warning('plainHttp', 'red', redirect.hostname)] : [];
}

/**
 * Labels of Latin letters and of the Cyrillic and Greek ones that no eye tells from them. Not the
 * whole table of look-alikes: by that one every Russian word is a Latin one.
 */
const TWINS = /^[a-z0-9асԁеһіјӏорԛѕԝхуѵгοναιρυκωτ-]+$/;

/** 7. A host in other letters than a to z; red where it looks as if it were written in them. */
export function foreignHost({ redirect: { hostname, unicodeHost } }: Subject): Warning[] {
  if (!unicodeHost) return [];
  const labels = unicodeHost.split('.');
  const looksLatin = labels.some((label) => hasOtherScript(label) && TWINS.test(label));
  if (looksLatin) return [warning('lookAlikeHost', 'red', unicodeHost, hostname)];
  return [warning('foreignHost', 'amber', unicodeHost, hostname)];
}

/** 8. A host under a suffix or on a platform where anybody gets one; red where it is made for tests. */
export function sharedHost({ redirect }: Subject): Warning[] {
  if (redirect.throwaway) return [warning('throwawayHost', 'red', redirect.hostname)];
  if (redirect.platform) return [warning('sharedPlatform', 'amber', redirect.platform)];
  return redirect.sharedHosting ? [warning('sharedHosting', 'amber', redirect.hostname)] : [];
}

/** A whole domain in front of another one, whoever's it is: `acme.com.sign-in.example`. */
const domainInFront = (host: string, domain: string): string | undefined =>
  /(?<![a-z0-9-])([a-z0-9-]{2,63}\.com|www\.[a-z0-9-]{2,63}\.(?:net|org))\.$/.exec(
    host.slice(0, -domain.length),
  )?.[1];

/** An address that is made to be taken for another one. */
function madeToLookLike(host: string, domain: string, borrowed?: Borrowed): Warning | undefined {
  const front = borrowed?.how === 'host' ? borrowed.domain : domainInFront(host, domain);
  if (front && !vendorAt(domain)) return warning('vendorInFront', 'red', front, domain);
  if (borrowed?.how !== 'looks' && borrowed?.how !== 'slip') return undefined;
  const found =
    borrowed.how === 'looks'
      ? warning('lookAlikeDomain', 'red', domain, borrowed.domain)
      : warning('nearDomain', 'amber', domain, borrowed.domain);
  return alike(found, domain, borrowed.domain);
}

/**
 * 9. What of a well-known vendor's is in name or address, where the address is not the vendor's own:
 * red where the address is made to be taken for the vendor's, amber where only the name or a word
 * says so. Else a note where the name and the domain have nothing in common, which is often honest (a
 * firm and its product). A name in other letters than Latin cannot be held against a domain.
 */
export function unrelatedDomain(asking: Subject): Warning[] {
  const { name, redirect, known } = asking;
  const { hostname, registrableDomain: domain, platform, unicodeHost } = redirect;
  if (!domain || platform || isAtHome(asking) || isAtlassianHost(domain)) return [];
  const borrowed = borrowedIn(hostname, domain);
  const made = madeToLookLike(hostname, domain, borrowed);
  if (made) return [made];
  const claimed = vendorOf(name);
  if (claimed?.domains.includes(domain)) return [];
  const home = known?.domains[0] ?? (vendorAt(domain) ? undefined : claimed?.domains[0]);
  if (home) return [warning('brandElsewhere', 'amber', domain, home)];
  if (borrowed) return [warning('brandInDomain', 'amber', domain, borrowed.vendor.name)];
  if (unicodeHost || hasOtherScript(name)) return [];
  return isRelated(name, domain) ? [] : [warning('unrelatedDomain', 'info', domain)];
}

/** 10. Things that an honest redirect address does without. */
export function oddAddress({ redirect }: Subject): Warning[] {
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
export function oddAuthorizeHost({ request }: Subject): Warning[] {
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
