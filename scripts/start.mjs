// @ts-check
import { run, runVisibly } from './lib/run.mjs';
import { runMain, Stop, say } from './lib/say.mjs';
import { ensureSetup } from './lib/setup.mjs';

const HELP = `npm start [-- --headed | --headless]

Shows Countersign at work, against a stand-in for Atlassian on this computer alone.

With a display: opens Chromium with the extension on a blocked consent page, and stays open.
Without one:    walks the whole journey, from the block to the connection, and leaves pictures and
                an account of it in .output/tour/. Exit code 0 if every step was seen.

  --headed     open the window, whatever the environment says
  --headless   walk the journey, whatever the environment says`;

await runMain(async () => {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) return say(HELP);
  const unknown = args.find((arg) => arg !== '--headed' && arg !== '--headless');
  if (unknown) throw new Stop(`There is no option ${unknown}.\n\n${HELP}`);
  await ensureSetup();
  say('Building the extension …');
  const { code, output } = await run('wxt', ['build', '--mode', 'e2e']);
  if (code !== 0) throw new Stop(`${output}\nThe build failed.`);
  return runVisibly('tsx', [`scripts/tour/${isHeaded(args) ? 'open' : 'walk'}.ts`]);
});

/** @param {string[]} args */
function isHeaded(args) {
  if (args.includes('--headed') || args.includes('--headless')) return args.includes('--headed');
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform === 'darwin' || Boolean(DISPLAY || WAYLAND_DISPLAY);
}
