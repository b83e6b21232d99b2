import { neighbourReader } from './neighbour.ts';

/**
 * "Your organization admin must authorize access from a domain to this site", "… from this redirect
 * URL", "Access to this domain is restricted. Your admin has blocked this domain": the list of
 * domains of the Rovo MCP server, a block of its own with its own cure. Observed from 2025 on; that a
 * listed domain can be refused all the same is a known fault (atlassian-mcp-server issue 254).
 */
export const domainNotAllowed = neighbourReader('domain-not-allowed');
