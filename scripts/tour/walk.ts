// Walks the whole journey without a display: `npm start -- --headless`.
import { launchChromium } from '../../tests/e2e/support/launch.ts';
import { startSimulator } from '../../tests/simulator/simulator.ts';
import { startAlbum } from './album.ts';
import { walk } from './journey.ts';

const FOLDER = '.output/tour';

const tell = (line: string) => process.stdout.write(`${line}\n`);
const simulator = await startSimulator();
const requester = await launchChromium({ simulator });
const reviewer = await launchChromium({ simulator });
const album = startAlbum(FOLDER, tell);
try {
  await walk({ requester, reviewer }, album);
  album.close();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  album.close(reason);
  process.stderr.write(`${reason}\n`);
  process.exitCode = 1;
} finally {
  await Promise.all([requester.close(), reviewer.close()]);
  await simulator.stop();
}
tell(`Pictures and an account: ${FOLDER}/README.md`);
