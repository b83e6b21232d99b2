// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root, runVisibly } from './run.mjs';
import { Stop } from './say.mjs';

/** @type {{ wireit: Record<string, { command?: string, dependencies?: string[] }> }} */
const { wireit } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

/** The steps are the entries `test:…` of `wireit` in package.json. @param {string[]} keys */
const named = (keys) =>
  keys.filter((key) => key.startsWith('test:')).map((key) => key.slice('test:'.length));

export const STEPS = named(Object.keys(wireit));

/** @type {Record<string, string[]>} names that stand for several steps */
export const GROUPS = {
  build: STEPS.filter((name) => name.startsWith('build-')),
  e2e: ['chromium', 'firefox'],
};

/** The steps whose result this one uses. @param {string} name */
export const needsOf = (name) => named(wireit[`test:${name}`]?.dependencies ?? []);

/** The program that runs it. @param {string} name */
export const runnerOf = (name) => wireit[`test:${name}`]?.command?.split(' ')[0];

/**
 * The steps named, and all that they need; without names all of them.
 * @param {string[]} names
 */
export function choose(names) {
  if (names.length === 0) return STEPS;
  const chosen = names.flatMap((name) => GROUPS[name] ?? [name]);
  const unknown = chosen.find((name) => !STEPS.includes(name));
  if (unknown) throw new Stop(`There is no step named ${unknown}; --help lists them.`);
  const wanted = [...chosen, ...chosen.flatMap(needsOf)];
  return STEPS.filter((name) => wanted.includes(name));
}

/**
 * Has wireit run steps, so many at a time. It runs what one script depends on, so that script is
 * written for it. Its log of events, not what it prints, says how each ended: a step that is not in
 * it has not run.
 * @param {string[]} names
 * @param {number} parallel
 * @returns {Promise<Map<string, 'passed' | 'failed'>>}
 */
export async function runSteps(names, parallel) {
  /** @type {Map<string, 'passed' | 'failed'>} */
  const ended = new Map();
  if (names.length === 0) return ended;
  const cwd = join(root, '.output', 'test');
  const file = join(cwd, 'package.json');
  const log = join(cwd, 'wireit.log');
  rmSync(cwd, { recursive: true, force: true });
  mkdirSync(cwd, { recursive: true });
  const dependencies = names.map((name) => `../..:test:${name}`);
  const scripts = { scripts: { steps: 'wireit' }, wireit: { steps: { dependencies } } };
  writeFileSync(file, JSON.stringify(scripts));
  const env = {
    WIREIT_PARALLEL: String(parallel),
    WIREIT_FAILURES: 'continue',
    WIREIT_CACHE: 'none',
    WIREIT_DEBUG_LOG_FILE: log,
    // As `npm run steps` sets them.
    npm_lifecycle_event: 'steps',
    npm_package_json: file,
    npm_config_user_agent: process.env['npm_config_user_agent'] ?? 'npm/10',
  };
  const code = await runVisibly('wireit', [], { cwd, env });
  const events = existsSync(log) ? readFileSync(log, 'utf8') : '';
  for (const [, sign, name = ''] of events.matchAll(/^(✅|❌|💀) \[\.\.\/\.\.:test:(\S+)\]/gmu)) {
    ended.set(name, sign === '✅' && ended.get(name) !== 'failed' ? 'passed' : 'failed');
  }
  const isExplained = names.some((name) => ended.get(name) !== 'passed');
  if (code !== 0 && !isExplained) throw new Stop(`wireit ended with ${code}.`);
  return ended;
}
