// @ts-check
import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root, without a slash at its end. */
export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

const bin = join(root, 'node_modules', '.bin');

/** @typedef {{ env?: Record<string, string>, cwd?: string }} Options */

/**
 * Runs a program to its end and keeps what it printed.
 * @param {string} command
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<{ code: number, output: string }>} code 1 also where it could not be started
 */
export async function run(command, args, options) {
  let output = '';
  const code = await start(command, args, 'pipe', options, (text) => (output += text));
  return { code, output };
}

/**
 * Runs a program in the foreground: the person sees what it prints and may press Ctrl-C.
 * @param {string} command
 * @param {string[]} args
 * @param {Options} [options]
 * @returns {Promise<number>} its exit code
 */
export function runVisibly(command, args, options) {
  return start(command, args, 'inherit', options, (text) => process.stderr.write(text));
}

/**
 * node_modules/.bin comes first in PATH: a newer Node may live there. Not for npm, which would
 * delete the very Node it runs on. A signal is passed on (a terminal sends Ctrl-C to the child, too)
 * and the child waited for, so that what it has started ends with it.
 * @param {string} command
 * @param {string[]} args
 * @param {'pipe' | 'inherit'} stdio
 * @param {Options | undefined} options
 * @param {(text: string) => void} hear
 * @returns {Promise<number>}
 */
function start(command, args, stdio, { env = {}, cwd = root } = {}, hear) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== bin);
  const PATH = (command === 'npm' ? folders : [bin, ...folders]).join(delimiter);
  // What is kept, or read in a log, is plain text.
  const colors = process.stdout.isTTY ? {} : { NO_COLOR: '1', FORCE_COLOR: undefined };
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...colors, ...env, PATH },
    stdio: stdio === 'inherit' ? stdio : ['ignore', stdio, stdio],
  });
  const passOn = (/** @type {NodeJS.Signals} */ signal) => {
    if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
  };
  process.on('SIGINT', passOn).on('SIGTERM', passOn);
  child.stdout?.on('data', hear);
  child.stderr?.on('data', hear);
  return new Promise((done) => {
    const end = (/** @type {number | null} */ code) => {
      process.off('SIGINT', passOn).off('SIGTERM', passOn);
      done(code ?? 1);
    };
    child.on('error', (error) => {
      hear(`${command}: ${error.message}\n`);
      end(1);
    });
    child.on('close', end);
  });
}
