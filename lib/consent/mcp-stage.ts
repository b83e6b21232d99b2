import { plain } from './text.ts';

/** The server by whatever of its names: "Atlassian Rovo MCP server", "Atlassian MCP server". */
const SERVER = /\b(?:atlassian|rovo)\b.{0,20}?\bmcp server\b/i;

/**
 * The AI client that the first stage of a Rovo MCP sign-in (v1) names: heading "Atlassian Rovo MCP
 * server" or "Atlassian MCP server", sub-heading "{client} is requesting access" (observed, public code, April and May 2026).
 * Without both it names nobody.
 * @param text shown text of a page at the first stage's address
 * @returns the name, whole; hostile like every name
 */
export function stageClient(text: string): string | undefined {
  if (!SERVER.test(plain(text, 20_000))) return undefined;
  for (const line of text.split('\n')) {
    const name = /^(.+) is requesting access(?: to your atlassian account)?\.?$/i.exec(
      plain(line, 20_000),
    )?.[1];
    if (name) return name;
  }
  return undefined;
}
