// Starts the simulator by hand: `npx tsx tests/simulator/main.ts`, until Ctrl+C.
import { once } from 'node:events';
import { CONTROL_HOST } from './hosts/control.ts';
import { startSimulator } from './simulator.ts';

// Listening before anything is said, so that whoever reads the words may stop it at once.
const stopped = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
const simulator = await startSimulator();

process.stdout.write(
  `${[
    `Simulator on https://127.0.0.1:${simulator.port}, proxy on 127.0.0.1:${simulator.proxyPort}`,
    'Chromium arguments:',
    ...simulator.chromiumArgs().map((argument) => `  '${argument}'`),
    'Firefox preferences:',
    `  ${JSON.stringify(simulator.firefoxPrefs())}`,
    `Switches: https://${CONTROL_HOST}/`,
  ].join('\n')}\n`,
);

await stopped;
await simulator.stop();
