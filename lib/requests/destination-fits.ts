/** What a page may know of a destination, and all that a person chooses by. */
export interface DestinationView {
  /** a host name, or `*.` and a domain */
  site: string;
  label: string;
  /** its address is on the request's site: none before that is known */
  needsSite?: boolean;
  /** it is filed there by itself */
  files?: boolean;
  /** for pages of ours: where, to ask for the permission */
  host?: string;
}

/**
 * True where requests for this site go there. Where no site is known yet, what is for a whole
 * domain goes.
 */
function fitsSite(site: string, { site: pattern, needsSite }: DestinationView): boolean {
  if (!pattern.startsWith('*.')) return site === pattern;
  return site === '' ? !needsSite : site.endsWith(pattern.slice(1));
}

/** Where requests for this site can go, each label once: the first of a name counts. */
export function destinationsFor<D extends DestinationView>(all: readonly D[], site: string): D[] {
  const fitting = all.filter((one) => fitsSite(site, one));
  return fitting.filter(({ label }, at) => fitting.findIndex((one) => one.label === label) === at);
}
