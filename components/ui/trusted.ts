/** Events that we dispatched ourselves, for a trusted one that was kept from the page. */
const vouched = new WeakSet<Event>();

/** Lets an event of our own count like the trusted one that it stands for. */
export function vouch(event: Event): void {
  vouched.add(event);
}

/** True for what a person did: scripts of the page can reach into the open shadow root. */
export function isPersons(event: { isTrusted: boolean }): boolean {
  return event.isTrusted || vouched.has(event as Event);
}

/**
 * Lets a handler run only for what a person did. A script of the page can reach into the open
 * shadow root and click there; such an event is not `isTrusted`.
 */
export function trusted<E extends { isTrusted: boolean }>(
  handler: (event: E) => void,
): (event: E) => void {
  return (event) => {
    if (isPersons(event)) handler(event);
  };
}
