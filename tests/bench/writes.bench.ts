import { type Page, test } from '@playwright/test';
import { ask } from '../unit/samples.ts';
import { compared, HEAD, measured, report } from './support/report.ts';
import { compare, ratio } from './support/stats.ts';
import {
  BOTH,
  openQuietPage,
  type Seeded,
  SIZES,
  type Size,
  sendMessage,
  startSeeded,
} from './support/store.ts';

const TIMES = 40;
const WARM_UP = 3;
const WRITES = { raiseRequest: 'a request raised', decideRequest: 'a request decided' } as const;
type Write = keyof typeof WRITES;

// Recording a trace would be measured along.
test.use({ trace: 'off' });

test('one write, in a small store and in a large one', async () => {
  const browsers: Record<Size, Seeded> = {
    small: await startSeeded(SIZES.small),
    large: await startSeeded(SIZES.large),
  };
  const times: Record<Write, Record<Size, number[]>> = {
    raiseRequest: { small: [], large: [] },
    decideRequest: { small: [], large: [] },
  };
  try {
    const pages: Record<Size, Page> = {
      small: await openQuietPage(browsers.small),
      large: await openQuietPage(browsers.large),
    };
    for (let round = -WARM_UP; round < TIMES; round += 1) {
      for (const size of round % 2 === 0 ? BOTH : BOTH.toReversed()) {
        const at = round + WARM_UP;
        const raised = await timeMessage(pages[size], 'raiseRequest', raising(at));
        const decided = await timeMessage(
          pages[size],
          'decideRequest',
          deciding(browsers[size].ids, at),
        );
        if (round < 0) continue;
        times.raiseRequest[size].push(raised);
        times.decideRequest[size].push(decided);
      }
    }
  } finally {
    for (const { close } of Object.values(browsers)) await close();
  }
  const rows = (Object.keys(WRITES) as Write[]).flatMap((name) => [
    ...BOTH.map((size) =>
      measured(
        `${WRITES[name]}, ${SIZES[size].toLocaleString('en')} requests`,
        times[name][size],
        'ms',
      ),
    ),
    compared('many ÷ few', compare(times[name].large, times[name].small, ratio), '×', 1.2),
  ]);
  report(
    '6-writes',
    'One write: from the message to its answer',
    [HEAD, ...rows],
    [
      'From a page of the extension to the background and back; each write is one strict transaction.',
      'In the rows of a ratio, the range is the 95 % interval (bootstrap of medians).',
    ],
  );
});

/** A new app each time, so that a new request is filed. */
function raising(at: number): object {
  const sample = ask();
  const clientId = `raised-client-${String(at).padStart(6, '0')}`;
  return { ...sample, app: { ...sample.app, name: `Raised app ${at}`, clientId } };
}

/** A reviewer may change their mind: with each round through the ten oldest the other decision. */
function deciding(ids: readonly string[], at: number): object {
  const kind = Math.floor(at / 10) % 2 === 0 ? 'approve' : 'deny';
  return { id: ids[at % 10], kind, reason: 'Measured.' };
}

async function timeMessage(page: Page, name: Write, data: object): Promise<number> {
  const { time, answer } = await sendMessage(page, { name, data });
  if (!answer.ok) throw new Error(`${name} was refused: ${answer.problem}.`);
  return time;
}
