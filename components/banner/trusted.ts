/**
 * Lets a handler run only for what a person did. A script of the page can reach into the open
 * shadow root and click there; such an event is not `isTrusted`.
 */
export function trusted<E extends { isTrusted: boolean }>(
  handler: (event: E) => void,
): (event: E) => void {
  return (event) => {
    if (event.isTrusted) handler(event);
  };
}
