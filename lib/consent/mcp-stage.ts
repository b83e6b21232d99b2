import type { PageView } from './blocked-consent.ts';
import { plain } from './fold.ts';

/**
 * The AI client that the first stage of a Rovo MCP sign-in names: heading "Atlassian Rovo MCP
 * server", sub-heading "{client} is requesting access" (observed, public code, April and May 2026).
 * Whatever else such a page says, without the first words it names nobody.
 * @returns the name as shown, at most 120 characters
 */
export function mcpClient(page: PageView): string | undefined {
  if (page.place !== 'mcp' || !page.folded.includes('atlassian rovo mcp server')) return undefined;
  for (const line of page.text.split('\n')) {
    const name = /^(.+) is requesting access(?: to your atlassian account)?\.?$/i.exec(
      plain(line, 20_000),
    )?.[1];
    if (name) return plain(name, 120);
  }
  return undefined;
}
