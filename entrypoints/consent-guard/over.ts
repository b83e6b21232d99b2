import { nativeApi } from '../../lib/browser/native-api.ts';

/**
 * Why the guard can do nothing any more:
 * - `orphaned`: the extension behind it was updated, reloaded or switched off
 * - `ended`: what it held had its time
 */
export type Over = 'orphaned' | 'ended';

/** True while the extension that put this script here is there. */
function isAlive(): boolean {
  try {
    return nativeApi().runtime?.id !== undefined;
  } catch {
    return false;
  }
}

/** Whether it is over with the guard at this moment; asked at every look and at every press. */
export function overOf(
  until: number | undefined,
  now: number,
  alive = isAlive(),
): Over | undefined {
  if (!alive) return 'orphaned';
  return until !== undefined && now >= until ? 'ended' : undefined;
}
