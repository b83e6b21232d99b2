import { neighbourReader } from './neighbour.ts';

/**
 * Not the app but the person, or the network, may not: no access to the product that the app needs
 * ("Access denied", or "Your account isn't associated with a supported site" with MCP; observed), and
 * a network that is not on the organisation's IP allowlist (documented).
 */
export const ACCESS_READERS = [neighbourReader('no-access'), neighbourReader('ip-not-allowed')];
