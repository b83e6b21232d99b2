/** What a page may know of a destination, and all that a person chooses by. */
export interface DestinationView {
  /** a host name, or `*.` and a domain */
  site: string;
  label: string;
}

/**
 * True where requests for this site go there. Where no site is known yet, what holds for a whole
 * domain does.
 */
export function fitsSite(site: string, pattern: string): boolean {
  if (!pattern.startsWith('*.')) return site === pattern;
  return site === '' || site.endsWith(pattern.slice(1));
}

/** Where requests for this site can go, each label once: the first of a name counts. */
export function destinationsFor<D extends DestinationView>(all: readonly D[], site: string): D[] {
  const fitting = all.filter((one) => fitsSite(site, one.site));
  return fitting.filter(({ label }, at) => fitting.findIndex((one) => one.label === label) === at);
}
