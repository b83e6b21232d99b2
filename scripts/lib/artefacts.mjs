// @ts-check
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { root } from './run.mjs';

/** Where each build goes, and the arguments of `wxt build` that make it. */
export const BUILDS = {
  chrome: { folder: '.output/chrome-mv3', args: [] },
  edge: { folder: '.output/edge-mv3', args: ['-b', 'edge'] },
  firefox: { folder: '.output/firefox-mv3', args: ['-b', 'firefox'] },
  e2e: { folder: '.output/chrome-mv3-e2e', args: ['--mode', 'e2e'] },
};

/** What the scripts that run on every page of the consent hosts may weigh together, gzipped. */
const BUDGET = 3_072;

/** @typedef {{ problems: string[], note: string }} Finding */

/**
 * Anything web-accessible could be probed for by a page, so nothing may be.
 * @returns {Finding}
 */
export function checkNothingIsExposed() {
  const exposed = Object.values(BUILDS).filter(({ folder }) => {
    const { web_accessible_resources: resources = [] } = manifestOf(folder);
    return resources.length > 0;
  });
  return {
    problems: exposed.map(({ folder }) => `${folder}/manifest.json has web_accessible_resources.`),
    note: 'nothing web-accessible',
  };
}

/**
 * The declared content scripts load before anybody needs them: they have to be small.
 * @returns {Finding}
 */
export function checkContentScriptSize() {
  const { folder } = BUILDS.chrome;
  /** @type {{ js?: string[], css?: string[] }[]} */
  const declared = manifestOf(folder).content_scripts ?? [];
  const files = [...new Set(declared.flatMap(({ js = [], css = [] }) => [...js, ...css]))];
  const sizes = files.map(
    (file) => gzipSync(readFileSync(join(root, folder, file)), { level: 9 }).length,
  );
  const total = sizes.reduce((sum, size) => sum + size, 0);
  const note = `${total.toLocaleString('en')} of ${BUDGET.toLocaleString('en')} bytes`;
  const table = files.map((file, index) => `  ${sizes[index]} ${folder}/${file}`).join('\n');
  const tooMuch = `The content scripts weigh ${note} (gzip -9):\n${table}`;
  const none = `${folder}/manifest.json declares no content scripts.`;
  const problems = [...(total > BUDGET ? [tooMuch] : []), ...(files.length === 0 ? [none] : [])];
  return { problems, note };
}

/**
 * What the review code alone carries, by words that stand in it; `by`: who else may.
 * @type {{ what: string, word: string, by: string[] }[]}
 */
const REVIEW = [
  { what: 'the list of domains (tldts)', word: 'blogspot', by: ['background.js'] },
  { what: 'the table of permissions', word: 'manage:jira-configuration', by: ['background.js'] },
];

/**
 * What helps to judge a request is for the popup, its worker and the background; scripts in pages
 * stay small. The background has the lists inside a function that a rule about to approve calls: at
 * each of its many starts they would be built for nothing.
 * @returns {Finding}
 */
export function checkReviewStaysOut() {
  /** @type {string[]} */
  const problems = [];
  for (const { folder } of Object.values(BUILDS)) {
    const at = join(root, folder);
    const read = (/** @type {string} */ file) => readFileSync(join(at, file), 'utf8');
    // Scripts of pages and the background lie at the top; what our own pages load lies below.
    const top = readdirSync(at).filter((file) => file.endsWith('.js'));
    const worker = readdirSync(join(at, 'assets')).find((file) => file.startsWith('desk-worker'));
    for (const { what, word, by } of REVIEW) {
      const inside = top.filter((file) => read(file).includes(word) && !by.includes(file));
      problems.push(...inside.map((file) => `${folder}/${file} carries ${what}.`));
      // Where it should be it must be found, or the word says nothing any more.
      const known = worker && read(join('assets', worker)).includes(word);
      if (!known) problems.push(`${what} is not where it is looked for: change the word.`);
    }
  }
  return { problems, note: 'review code in the popup alone' };
}

/**
 * @param {string} folder
 * @returns {any}
 */
function manifestOf(folder) {
  return JSON.parse(readFileSync(join(root, folder, 'manifest.json'), 'utf8'));
}
