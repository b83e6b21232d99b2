/**
 * Who owns which ids among the session rules of declarativeNetRequest, first and last. Each owner
 * makes, reads and takes away its own alone: the clean-up of one never touches another's.
 */
export const RULE_IDS = {
  /** what keeps the answers of guarded consents from the apps (response-blocks.ts) */
  responseBlocks: [1000, 1149],
  /** free for channels: requests of ours to a site, with the headers that it wants */
  channels: [2000, 2099],
} as const satisfies Record<string, readonly [number, number]>;

/** True for the rules of this owner. */
export function isRuleOf(owner: keyof typeof RULE_IDS, { id }: { id: number }): boolean {
  const [first, last] = RULE_IDS[owner];
  return id >= first && id <= last;
}
