/**
 * Where the banner stands. In the page's flow it pushes the page down, and whatever the page puts
 * above its own flow stays above the banner, too: it can cover nothing. Where it could not be pressed
 * there (a layer of the page's lies over everything), it is raised above all layers, at a place where
 * none of the page's controls is, first whole, then small. A modal dialog takes all else out of reach,
 * whatever lies above it: there the banner stands in the dialog.
 */
const FLOW = ['top', 'end'] as const;
/** The most that the raised banner takes, in CSS pixels, one after the other; it scrolls by itself. */
const RAISED = [
  { where: 'raised', most: Number.POSITIVE_INFINITY },
  { where: 'raised', most: 320 },
  { where: 'raised', most: 180 },
  { where: 'small', most: 40 },
] as const;
/** How finely a free place is looked for, in CSS pixels. */
const STEP = 16;

const ROLES =
  'button link combobox listbox option menuitem checkbox radio switch tab textbox searchbox slider spinbutton treeitem gridcell';
const CONTROLS = [
  'a[href],area[href],button,input,select,textarea,summary,label,iframe,video[controls]',
  '[tabindex],[contenteditable],[onclick]',
  ...ROLES.split(' ').map((role) => `[role="${role}"]`),
].join();

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const within = (box: Box, area: Box): Box => ({
  left: Math.max(box.left, area.left),
  top: Math.max(box.top, area.top),
  right: Math.min(box.right, area.right),
  bottom: Math.min(box.bottom, area.bottom),
});
const isEmpty = ({ left, top, right, bottom }: Box) => right - left < 1 || bottom - top < 1;
const screenBox = (): Box => ({
  left: 0,
  top: 0,
  right: document.documentElement.clientWidth,
  bottom: window.innerHeight,
});

/** True where this element is what a press would meet somewhere in the box, were the banner away. */
function isPressable(control: Element, part: Box): boolean {
  const { left, top, right, bottom } = part;
  const points = [
    [(left + right) / 2, (top + bottom) / 2],
    [left + 1, top + 1],
    [right - 1, top + 1],
    [left + 1, bottom - 1],
    [right - 1, bottom - 1],
  ] as const;
  return points.some(([x, y]) =>
    document.elementsFromPoint(x, y).some((hit) => hit === control || control.contains(hit)),
  );
}

/** The parts of the page's controls that are on the screen and can be pressed. */
function controlsOnScreen(): Box[] {
  const boxes: Box[] = [];
  for (const control of document.querySelectorAll(CONTROLS)) {
    const part = within(control.getBoundingClientRect(), screenBox());
    if (!isEmpty(part) && isPressable(control, part)) boxes.push(part);
  }
  return boxes;
}

/** True where a person can scroll the page; many pages that are fixed to the window forbid it. */
const scrolls = () =>
  [document.documentElement, document.body].every(
    (one) => !one || !/hidden|clip/.test(getComputedStyle(one).overflowY),
  );

/** True where each of the banner's controls can be pressed, perhaps after some scrolling. */
function canBePressed(host: HTMLElement): boolean {
  const page = document.scrollingElement ?? document.documentElement;
  const left = scrolls() ? page.scrollHeight - window.innerHeight - page.scrollTop : 0;
  const raised = host.matches(':popover-open');
  const own = host.shadowRoot?.querySelectorAll('button, a[href], input, textarea, summary') ?? [];
  return [...own].every((control) => {
    const box = control.getBoundingClientRect();
    const part = within(box, screenBox());
    // Raised, it scrolls by itself.
    if (isEmpty(part)) return isEmpty(box) || raised || scrolls();
    const [x, y] = [(part.left + part.right) / 2, (part.top + part.bottom) / 2];
    const above = document.elementFromPoint(x, y);
    if (above === host || above === null) return true;
    // Under a bar at the window's foot: it comes out where the page can be scrolled so far.
    const cover = above.getBoundingClientRect();
    return cover.top > part.bottom - part.top && y - cover.top + (part.bottom - part.top) <= left;
  });
}

/** Where each stands; the attribute is for the styles alone, and the page can change it. */
const placed = new WeakMap<HTMLElement, string>();

/** The page's uppermost modal dialog. */
function modal(): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>('dialog:modal')].findLast(
    (dialog) => dialog.getBoundingClientRect().width > 0,
  );
}

const lower = (host: HTMLElement) => {
  if (host.matches(':popover-open')) host.hidePopover();
  host.removeAttribute('popover');
  for (const side of ['left', 'top', 'maxHeight'] as const) host.style[side] = '';
};

function put(host: HTMLElement, where: string, parent: Element, before: Element | null): void {
  if (where !== 'raised' && where !== 'small') lower(host);
  host.dataset.place = where;
  placed.set(host, where);
  if (host.parentElement !== parent || host.nextSibling !== before) {
    parent.insertBefore(host, before);
  }
}

/** Above all layers, in a place of at most this size that is free of controls. */
function raise(host: HTMLElement, { where, most: limit }: (typeof RAISED)[number]): boolean {
  put(host, where, document.documentElement, document.body);
  for (const side of ['left', 'top', 'maxHeight'] as const) host.style[side] = '';
  host.popover = 'manual';
  if (!host.matches(':popover-open')) host.showPopover();
  const area = screenBox();
  const { width, height } = host.getBoundingClientRect();
  const most = Math.min(height, limit, area.bottom);
  const taken = controlsOnScreen();
  const free = (left: number, top: number) => {
    const box = { left, top, right: left + width, bottom: top + most };
    return taken.every((other) => isEmpty(within(box, other)));
  };
  // From the corner at the foot, where such things are looked for, upwards and across.
  for (let top = area.bottom - most; top >= 0; top -= STEP) {
    for (let left = area.right - width; left >= 0; left -= STEP) {
      if (!free(left, top)) continue;
      Object.assign(host.style, { left: `${left}px`, top: `${top}px`, maxHeight: `${most}px` });
      return true;
    }
  }
  Object.assign(host.style, {
    left: `${Math.max(0, area.right - width)}px`,
    top: `${area.bottom - most}px`,
    maxHeight: `${most}px`,
  });
  return false;
}

/** True where it stands well: nothing of the page is covered, and nothing of its own. */
function isWellPlaced(host: HTMLElement): boolean {
  const dialog = modal();
  if (dialog || host.parentElement !== document.documentElement) {
    return host.parentElement === dialog;
  }
  if (!host.matches(':popover-open')) return canBePressed(host);
  const own = host.getBoundingClientRect();
  return controlsOnScreen().every((box) => isEmpty(within(own, box))) && canBePressed(host);
}

function find(host: HTMLElement): void {
  const dialog = modal();
  if (dialog) {
    put(
      host,
      'inside',
      dialog,
      dialog.firstElementChild === host ? host.nextElementSibling : dialog.firstElementChild,
    );
    return;
  }
  for (const where of FLOW) {
    put(host, where, document.documentElement, where === 'end' ? null : document.body);
    if (canBePressed(host)) return;
  }
  for (const size of RAISED) if (raise(host, size)) return;
}

let watched: HTMLElement | undefined;

/** Layers come and go without the banner changing: it is looked at again, once a frame at most. */
function watch(host: HTMLElement): void {
  if (watched === host) return;
  watched = host;
  let due = false;
  const look = () => {
    due = false;
    if (host.isConnected) place(host);
  };
  const soon = () => {
    if (!due) requestAnimationFrame(look);
    due = true;
  };
  const ours = ({ target, addedNodes, removedNodes }: MutationRecord) =>
    target === host || [...addedNodes, ...removedNodes].includes(host);
  new MutationObserver((records) => {
    if (!records.every(ours)) soon();
  }).observe(document.documentElement, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ['open', 'class', 'style', 'hidden', 'aria-expanded', 'popover'],
  });
  document.addEventListener('scroll', soon, { capture: true, passive: true });
}

/**
 * Puts the host where it covers no control of the page and can be pressed; called whenever either
 * has changed size. Not shown on a page with the guard.
 */
export function place(host: HTMLElement): void {
  if (globalThis.countersignGuarded) {
    host.remove();
    return;
  }
  watch(host);
  const before = placed.get(host);
  if (before) host.dataset.place = before;
  if (host.isConnected && before && isWellPlaced(host)) return;
  // Moving an element takes the focus from what is in it.
  const focused = host.shadowRoot?.activeElement;
  find(host);
  if (focused instanceof HTMLElement && host.shadowRoot?.activeElement !== focused) {
    focused.focus({ preventScroll: true });
  }
}
