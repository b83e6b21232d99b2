import leven from 'leven';

/** Names shorter than this have honest neighbours one letter away (Loom and Zoom). */
const SHORTEST = 5;
/** Names looked at for one half; more share it only where names are numbered through. */
const MOST = 200;

/**
 * Finds names that are one letter away, without walking them all: one edit leaves the first or the
 * second half of a name as it was, so each name is filed under both of its halves.
 */
export interface NearNames {
  add(skeleton: string): void;
  /** the first name exactly one edit away that fits, or undefined */
  find(skeleton: string, fits: (name: string) => boolean): string | undefined;
}

function halves(length: number, name: string): [string, string] {
  const half = Math.floor(length / 2);
  const rest = length - half;
  return [`${length}<${name.slice(0, half)}`, `${length}>${name.slice(name.length - rest)}`];
}

export function createNearNames(): NearNames {
  const filed = new Map<string, string[]>();
  const known = new Set<string>();
  return {
    add(skeleton) {
      if (skeleton.length < SHORTEST || known.has(skeleton)) return;
      known.add(skeleton);
      for (const key of halves(skeleton.length, skeleton)) {
        const list = filed.get(key);
        if (!list) filed.set(key, [skeleton]);
        else if (list.length < MOST) list.push(skeleton);
      }
    },
    find(skeleton, fits) {
      if (skeleton.length < SHORTEST) return undefined;
      for (const length of [skeleton.length, skeleton.length - 1, skeleton.length + 1]) {
        for (const key of halves(length, skeleton)) {
          const near = filed.get(key)?.find((name) => leven(name, skeleton) === 1 && fits(name));
          if (near) return near;
        }
      }
      return undefined;
    },
  };
}
