// Opens a window on a blocked consent page, to try it by hand: `npm start -- --headed`.
import { once } from 'node:events';
import { launchChromium } from '../../tests/e2e/support/launch.ts';
import { CONTROL_HOST } from '../../tests/simulator/hosts/control.ts';
import { startSimulator } from '../../tests/simulator/simulator.ts';
import { connect } from './people.ts';

const WHAT_NEXT = `
Chromium is open. You are Alice, and acme.atlassian.net has just blocked BoardSync for you.

  1. Press "Request approval", say why, and press "Copy message".
  2. Become the admin: https://id.atlassian.com/login?prompt=select_account → Bob Admin.
  3. Open the link at the end of the message. The request is in Countersign's popup: Review → Approve → Confirm.
  4. Open the app's connect page from there, and accept: this unblocks the site.
  5. Become Alice again, and connect BoardSync at https://boardsync.example/.

Everything is posed on this computer; nothing reaches Atlassian. Its switches: https://${CONTROL_HOST}/
Close the window or press Ctrl-C to end.
`;

const simulator = await startSimulator();
// Asked for this early: a Ctrl-C while the browser starts must end it as well.
const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
const chromium = await launchChromium({ simulator, headless: false });
const closed = chromium.context.waitForEvent('close', { timeout: 0 });
try {
  const page = chromium.context.pages()[0] ?? (await chromium.context.newPage());
  await page.goto('https://boardsync.example/connect');
  await connect(page, 'Alice Requester');
  process.stdout.write(WHAT_NEXT);
  await Promise.race([closed, interrupted]);
} finally {
  await chromium.close();
  await simulator.stop();
}
