import { policyOf } from '../browser/policy.ts';
import type { DestinationsSeen } from '../messages/destinations.ts';
import type { Answer } from '../messages/types.ts';
import { type Destination, isSameDestination, readDestinations } from '../requests/destination.ts';
import { ownDestinations } from '../storage/stored-destinations.ts';

export const policyDestinations = async () => readDestinations(await policyOf('destinations'));

/** All of them, the policy's first: of two with the same site and label it wins. */
export async function seenDestinations(): Promise<Extract<Answer<DestinationsSeen>, { ok: true }>> {
  const [policy, own] = await Promise.all([policyDestinations(), ownDestinations.read()]);
  const isPolicy = (one: Destination) =>
    policy.destinations.some((other) => isSameDestination(one, other));
  return {
    ok: true,
    destinations: [
      ...policy.destinations.map((one) => ({ ...one, policy: true })),
      ...own.destinations.filter((one) => !isPolicy(one)).map((one) => ({ ...one, policy: false })),
    ],
    badPolicy: policy.bad,
    unreadable: own.bad.length,
  };
}

const withoutMark = ({ site, label, to }: Destination): Destination => ({ site, label, to });

export const allDestinations = async (): Promise<Destination[]> =>
  (await seenDestinations()).destinations.map(withoutMark);
