// @ts-check
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, without a slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const bin = join(root, 'node_modules', '.bin');

/**
 * What is running now, so that Ctrl-C ends it too: each is the leader of its own group.
 * @type {Set<import('node:child_process').ChildProcess>}
 */
const running = new Set();

/**
 * The child in the foreground, which shares our group.
 * @type {import('node:child_process').ChildProcess | undefined}
 */
let visible;

/**
 * PATH for a child. `tools` puts node_modules/.bin first, where a newer Node may live; `system`
 * takes it out, for npm, which would otherwise delete the very Node it runs on.
 * @param {'tools' | 'system'} kind
 */
function searchPath(kind) {
  const others = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== bin);
  return (kind === 'tools' ? [bin, ...others] : others).join(delimiter);
}

/**
 * Environment of a child: plain text, because its output is kept, parsed or read in a log.
 * @param {'tools' | 'system'} path
 * @param {Record<string, string>} more
 * @returns {NodeJS.ProcessEnv}
 */
function environment(path, more) {
  const { FORCE_COLOR: _, ...inherited } = process.env;
  return { ...inherited, NO_COLOR: '1', ...more, PATH: searchPath(path) };
}

/** Only what hangs is stopped: nobody's machine is so slow that a command needs two hours. */
const MINUTES = 120;

/**
 * Runs a program to its end and keeps what it printed.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string>, path?: 'tools' | 'system' }} [options]
 * @returns {Promise<{ code: number, output: string }>} code 1 also where it could not be started
 */
export function run(command, args, { env = {}, path = 'tools' } = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      env: environment(path, env),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    running.add(child);
    let output = '';
    child.stdout.on('data', (/** @type {Buffer} */ text) => (output += text));
    child.stderr.on('data', (/** @type {Buffer} */ text) => (output += text));
    const timer = setTimeout(() => {
      output += `\nStopped: not done after ${MINUTES} minutes.\n`;
      stop(child);
    }, MINUTES * 60_000);
    const end = (/** @type {number | null} */ code) => {
      clearTimeout(timer);
      running.delete(child);
      done({ code: code ?? 1, output });
    };
    child.on('error', (error) => {
      output += `${command}: ${error.message}\n`;
      end(1);
    });
    child.on('close', end);
  });
}

/**
 * Runs a program in the foreground: the person sees what it prints and may press Ctrl-C.
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 * @returns {Promise<number>} its exit code
 */
export function runVisibly(command, args, env = {}) {
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env, PATH: searchPath('tools') },
      stdio: 'inherit',
    });
    visible = child;
    const end = (/** @type {number | null} */ code) => {
      visible = undefined;
      done(code ?? 1);
    };
    child.on('error', (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      end(1);
    });
    child.on('close', end);
  });
}

/**
 * Ends a child and what it started: politely first, so that Playwright can close its browsers and
 * say which tests have not run.
 * @param {import('node:child_process').ChildProcess} child
 */
function stop(child) {
  signal(child, 'SIGINT');
  setTimeout(() => signal(child, 'SIGKILL'), 60_000).unref();
}

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} name
 */
function signal(child, name) {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // It ended in the meantime.
  }
}

/** @param {NodeJS.Signals} name */
function leave(name) {
  if (visible) {
    // The terminal sends Ctrl-C to the child itself; it tidies up, and we wait for it.
    if (name !== 'SIGINT') visible.kill(name);
    return;
  }
  for (const child of running) signal(child, 'SIGINT');
  setTimeout(() => process.exit(130), running.size > 0 ? 3_000 : 0);
}

process.on('SIGINT', leave);
process.on('SIGTERM', leave);
