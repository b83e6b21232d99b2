// @ts-check
import { execFile } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/**
 * How often to look, in milliseconds: what a process does after the last look at it is lost, so
 * often; each look costs some milliseconds, so not oftener.
 */
const EVERY = 500;
/** Clock ticks a second in /proc: 100 on every Linux that Node runs on. */
const TICKS = 100;

/**
 * One process, as seen at a look. `key`: its id and, where it is known, its start, since an id may be
 * used again. `waited`: of the children that ended and that it waited for.
 * @typedef {{ key: string, parent: string, own: number, waited: number }} Seen
 * @typedef {Map<string, Seen>} Look all processes, by id
 */

/** @returns {Look} */
function lookInProc() {
  /** @type {Look} */
  const found = new Map();
  for (const id of readdirSync('/proc')) {
    if (!/^\d+$/.test(id)) continue;
    try {
      const stat = readFileSync(`/proc/${id}/stat`, 'latin1');
      // The name of the program, in brackets, may hold anything.
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const ticks = (/** @type {number} */ at) => Number(fields[at]) + Number(fields[at + 1]);
      const times = { own: ticks(11) / TICKS, waited: ticks(13) / TICKS };
      found.set(id, { key: `${id}/${fields[19]}`, parent: fields[1] ?? '', ...times });
    } catch {
      // It ended in the meantime.
    }
  }
  return found;
}

/** The same where there is no /proc; nobody says there what was waited for. */
function lookByPs() {
  return new Promise((/** @type {(found: Look) => void} */ done) => {
    execFile('ps', ['-A', '-o', 'pid=,ppid=,time='], (_error, output = '') => {
      /** @type {Look} */
      const found = new Map();
      for (const line of output.split('\n')) {
        const [id = '', parent = '', time = ''] = line.trim().split(/\s+/);
        const own = time.split(/[-:]/).reduce((sum, part) => sum * 60 + Number(part), 0);
        if (id) found.set(id, { key: id, parent, own, waited: 0 });
      }
      done(found);
    });
  });
}

/**
 * Counts the CPU seconds, user and system, of this process and all that it starts, theirs included.
 * `times` of the shell leaves out whatever nobody waits for, and those are the browsers' inner
 * processes: half of the work. So this looks again and again; a process once seen below ours is
 * ours, whoever its parent is afterwards. What lives for less than a look counts only where its
 * parent waited for it (and not on a Mac).
 * @returns {() => Promise<number | undefined>} ends the counting; undefined where nothing can be seen
 */
export function countCpu() {
  const isLinux = process.platform === 'linux';
  const root = String(process.pid);
  let rootKey = '';
  /** @type {Map<string, Seen>} as last seen, by key; its parent by key, too */
  const ours = new Map();

  const look = async () => {
    const found = isLinux ? lookInProc() : await lookByPs();
    rootKey = found.get(root)?.key ?? rootKey;
    /** Ours: itself, what was ours before, and the children of those. @param {Seen} seen */
    const take = (seen) => {
      const known = ours.get(seen.key);
      const parent = seen.key === rootKey ? '' : (found.get(seen.parent)?.key ?? '');
      if (!known && seen.key !== rootKey && !ours.has(parent)) return false;
      // The parent of the first look: later it may be whoever adopts orphans.
      ours.set(seen.key, { ...seen, parent: known?.parent ?? parent });
      return true;
    };
    let others = [...found.values()];
    let before = 0;
    // Children may be listed before their parents.
    while (others.length !== before) {
      before = others.length;
      others = others.filter((seen) => !take(seen));
    }
  };
  const safely = () => look().catch(() => undefined);
  const timer = setInterval(safely, EVERY);
  timer.unref();

  /** @param {string} key @returns {number} */
  const sum = (key) => {
    const { own, waited } = ours.get(key) ?? { own: 0, waited: 0 };
    let children = 0;
    for (const [child, { parent }] of ours) if (parent === key) children += sum(child);
    return own + Math.max(waited, children);
  };
  return async () => {
    clearInterval(timer);
    await safely();
    return ours.has(rootKey) ? sum(rootKey) : undefined;
  };
}
