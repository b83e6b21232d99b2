const itemsIn = (menu: HTMLElement | null) => [
  ...(menu?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? []),
];

export const focusFirst = (menu: HTMLElement | null): void => itemsIn(menu)[0]?.focus();

/**
 * What keys do in an open menu (WAI-ARIA "menu button").
 * @param onClose closed by the person: focus goes back
 * @param onLeave focus goes on to what follows
 */
export function pressInMenu(event: KeyboardEvent, onClose: () => void, onLeave: () => void): void {
  const all = itemsIn(event.currentTarget as HTMLElement);
  const at = all.indexOf(event.target as HTMLElement);
  const to = {
    ArrowDown: (at + 1) % all.length,
    ArrowUp: (at - 1 + all.length) % all.length,
    Home: 0,
    End: all.length - 1,
  }[event.key];
  if (event.key === 'Tab') onLeave();
  if (event.key === 'Escape') onClose();
  else if (to === undefined) return;
  else all[to]?.focus();
  event.preventDefault();
  event.stopPropagation();
}
