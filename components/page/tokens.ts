import css from '../styles/tokens.css?inline';

/** The colors and sizes that every script's own element begins with. By name: see page-parts.ts. */
export const tokens = css;
