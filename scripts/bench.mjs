// @ts-check
import { run, runVisibly } from './lib/run.mjs';
import { runMain, Stop, say } from './lib/say.mjs';
import { ensureSetup } from './lib/setup.mjs';

const HELP = `npm run bench [-- argument …]

Builds the extension and measures what it costs; the tables come from tests/bench.
Arguments go to Playwright, for example a file's name. Leave the computer alone meanwhile.`;

await runMain(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help')) return say(HELP);
  await ensureSetup();
  for (const mode of ['production', 'e2e']) {
    say(`Building for ${mode} …`);
    const { code, output } = await run('wxt', ['build', '--mode', mode]);
    if (code !== 0) throw new Stop(`${output}\nThe build failed.`);
  }
  // One at a time: two measurements would disturb each other.
  return runVisibly('playwright', [
    'test',
    '--project=bench',
    '--workers=1',
    '--reporter=list',
    ...args,
  ]);
});
