import { neighbourReader } from './neighbour.ts';

/**
 * Requests that Atlassian's own sites take: for a product, for a Marketplace app, and a Forge app's
 * own consent. Read only where a person asks for it, because no host of a site is covered. That
 * these screens exist is documented or observed; their words are guesses.
 */
export const SITE_READERS = [
  neighbourReader('product-request'),
  neighbourReader('marketplace-request'),
  neighbourReader('forge-consent'),
];
