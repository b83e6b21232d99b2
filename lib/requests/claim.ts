/** The stored name of an ask's own facts. Apart from the schema: content scripts carry no zod. */
export const CLAIM = 'said';

/** An ask's own facts, if they differ from the request's. */
export const claimOf = <T extends { [CLAIM]?: unknown }>(ask: T): T[typeof CLAIM] => ask[CLAIM];

/** The ask with these facts of its own, or with none. */
export function withClaim<T extends { [CLAIM]?: unknown }>(ask: T, claim: T[typeof CLAIM]): T {
  const { [CLAIM]: _, ...rest } = ask;
  return (claim === undefined ? rest : { ...rest, [CLAIM]: claim }) as T;
}
