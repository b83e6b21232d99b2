declare global {
  /** shadow roots of ours in this page, whichever script of ours drew them */
  var countersignRoots: WeakSet<Node> | undefined;
}

/** An element of ours in a page of somebody else's. */
export interface OwnElement {
  host: HTMLElement;
  root: ShadowRoot;
  /** what is drawn goes in here */
  mount: HTMLElement;
}

/** A page may have made a custom element of this name, which would run in the place of ours. */
function freeName(name: string): string {
  return document.createElement(name).matches(':defined') ? `${name}-${crypto.randomUUID()}` : name;
}

/**
 * Makes a host with a shadow root. Nothing that the page has or defines under this name is in its
 * way: the element is made in a document without scripts, because a definition of the page's that
 * throws, or that forbids shadow roots, would make ours fail here.
 */
export function ownElement(name: string, css: string): OwnElement {
  const plain = document.implementation.createHTMLDocument('');
  const host = plain.createElement(freeName(name));
  const root = host.attachShadow({ mode: 'open' });
  document.adoptNode(host);
  const style = document.createElement('style');
  style.textContent = css;
  const mount = document.createElement('div');
  root.append(style, mount);
  globalThis.countersignRoots ??= new WeakSet();
  globalThis.countersignRoots.add(root);
  return { host, root, mount };
}

/** True for what happens in an element of ours. */
export function isInOurs(event: Event): boolean {
  const [inner] = event.composedPath();
  const root = inner instanceof Node ? inner.getRootNode() : undefined;
  return root !== undefined && globalThis.countersignRoots?.has(root) === true;
}

/** Takes away what another script of ours drew under this name, and nothing of the page's. */
export function removeOwn(name: string): void {
  for (const host of document.querySelectorAll(name)) {
    if (host.shadowRoot && globalThis.countersignRoots?.has(host.shadowRoot)) host.remove();
  }
}
