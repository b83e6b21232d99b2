/** Stands in for WXT's `#imports`: the background is what its function does. */
export const defineBackground = (main: () => void): (() => void) => main;
