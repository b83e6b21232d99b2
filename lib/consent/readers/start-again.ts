import { neighbourReader } from './neighbour.ts';

/**
 * What usually goes away when the connection is started again: "Something went wrong" without a
 * reason (a consent page lives for minutes), and "Incorrect request parameters" on the error page.
 * "Invalid context provided", a no, a registration that a tool keeps and that is out of date.
 * "Incorrect request parameters" is also what a domain that is not allowed can lead to after Accept (observed, both).
 */
export const START_AGAIN_READERS = [
  neighbourReader('went-wrong'),
  neighbourReader('start-again'),
  neighbourReader('stale-registration'),
  neighbourReader('bad-parameters'),
];
