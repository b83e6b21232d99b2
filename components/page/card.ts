import css from '../banner/banner.css?inline';

/** The card that banner, guard and notice are drawn in. By name: see page-parts.ts. */
export const card = css;
