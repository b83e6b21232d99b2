/** Where a known client was seen is for whoever maintains the list, and does not ship. */
export const withoutSources = {
  name: 'without-sources',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    if (!id.endsWith('/lib/review/warnings/known-clients.json')) return;
    const clients = JSON.parse(code) as { source?: string }[];
    return { code: JSON.stringify(clients.map(({ source: _, ...rest }) => rest)), map: null };
  },
};
