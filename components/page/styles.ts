import bannerCss from '../banner/banner.css?inline';
import tokensCss from '../styles/tokens.css?inline';

// By name: see page-parts.ts.

/** The colors and sizes that every script's own element begins with. */
export const tokens = tokensCss;

/** The card that banner, guard and notice are drawn in. */
export const card = bannerCss;
