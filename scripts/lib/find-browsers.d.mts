/** See find-browsers.mjs; the tests use the same rules as the set-up. */
export function findChromium(playwrightsOwn: string | undefined): string | undefined;
/** See find-browsers.mjs. */
export function findFirefox(): string | undefined;
