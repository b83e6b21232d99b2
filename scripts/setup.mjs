// @ts-check
import { runMain, say } from './lib/say.mjs';
import { ensureForBuilding, ensureSetup } from './lib/setup.mjs';

const HELP = `node scripts/setup.mjs [--no-browsers]

Installs what is missing: packages, generated types, a Chromium and, where that is easy, a Firefox.
Does nothing, and says nothing, where all is there.

  --no-browsers   only what a build needs
Environment: CHROMIUM_PATH and FIREFOX_PATH name the browsers to use.`;

await runMain(async () => {
  const options = process.argv.slice(2);
  if (options.includes('--help')) return say(HELP);
  if (options.includes('--no-browsers')) return ensureForBuilding();
  const { firefox, whyNoFirefox } = await ensureSetup();
  if (!firefox) say(`Firefox tests will be skipped: ${whyNoFirefox}.`);
});
