import { requestKey } from '../requests/key.ts';
import type { ApprovalRequest } from '../requests/schema.ts';
import type { ChannelItem, FiledAsk } from './channel.ts';
import { askOf } from './payload.ts';

/** What a filed ask is about. */
export const keyOf = ({ payload }: FiledAsk, now: number): string =>
  requestKey(askOf(payload, now).ask);

/**
 * An issue as it counts for the request that it was filed for. Where text, property and label alike became
 * another app's since, it brings nobody new, and no decision but on the asks that are known.
 * @param named the request that this issue is known as
 */
export function asFiled(
  item: ChannelItem,
  named: ApprovalRequest | undefined,
  now: number,
): ChannelItem {
  const [own] = item.asks;
  if (!own || !named || keyOf(own, now) === named.key) return item;
  const isKnown = (id: string) => named.requesters.some((one) => one.id === id);
  const { decision, ...rest } = item;
  return {
    ...rest,
    asks: item.asks.filter(({ payload }) => isKnown(payload.id)),
    granted: item.granted.filter(isKnown),
    edited: true,
    ...(decision?.payload.ids.some(isKnown) && { decision }),
  };
}
