/** The editions of Atlassian Cloud that the simulator poses as; an Isolated Cloud has one domain. */
export const EDITIONS = {
  cloud: { id: 'cloud', domain: 'atlassian.com', siteDomain: 'atlassian.net' },
  government: {
    id: 'government',
    domain: 'atlassian-us-gov-mod.com',
    siteDomain: 'atlassian-us-gov-mod.net',
  },
  isolated: {
    id: 'isolated',
    domain: 'acme.atlassian-isolated.example',
    siteDomain: 'acme.atlassian-isolated.example',
  },
} as const;

/** Name of an edition. */
export type EditionId = keyof typeof EDITIONS;

/** One edition: its service domain and the domain of its customers' sites. */
export type Edition = (typeof EDITIONS)[EditionId];

/** Services that exist once in every edition. */
export type Service = 'auth' | 'api' | 'id' | 'admin';

/** Host of a service, for example `auth.atlassian.com`. */
export function serviceHost(edition: Edition, service: Service): string {
  return `${service}.${edition.domain}`;
}

/** True for the edition's own hosts and its customers' sites: where a login may lead back to. */
export function belongsTo(edition: Edition, host: string): boolean {
  return host.endsWith(`.${edition.domain}`) || host.endsWith(`.${edition.siteDomain}`);
}
