import { test as base, expect } from '@playwright/test';
import {
  type CorpusPage,
  corpus,
  type Expectation,
  FIELDS,
  generatorOf,
  isGenerated,
  secretsOf,
  storedBody,
} from './corpus.ts';
import type { Reading } from './harness.ts';
import { createReader, type Reader } from './serve.ts';

/** How much more work a page of eight times the size may be: 8 is linear, the rest is what adds up. */
const MOST_TIMES_MORE = 10;

const test = base.extend<object, { reader: Reader }>({
  reader: [
    async ({ browser }, use) => {
      const context = await browser.newContext();
      await use(await createReader(context));
      await context.close();
    },
    { scope: 'worker' },
  ],
});

const HELP = 'See docs/reading-pages.md.';

function actual(reading: Reading): Expectation {
  const { block, clear } = reading;
  return {
    reader: block?.reader ?? null,
    edition: reading.edition ?? null,
    site: block?.site ?? null,
    appName: block?.appName ?? null,
    clientId: block?.clientId ?? null,
    scopes: block?.scopes ?? null,
    redirectHost: block?.redirect?.host ?? null,
    resource: block?.resource ?? null,
    message: block?.message ?? null,
    clear,
  };
}

function holdToExpectation(page: CorpusPage, reading: Reading): void {
  const got = actual(reading);
  for (const field of FIELDS) {
    const where = `tests/pages/${page.slug}: ${field}`;
    if (page.knownGaps.includes(field)) {
      const fixed = `${where} is now read as expected. Good: take it out of knownGaps. ${HELP}`;
      expect.soft(got[field], fixed).not.toEqual(page.expect[field]);
    } else {
      const wrong = `${where} is not what the page says. If the page is right, mend lib/consent; never bend the expectation to the code. ${HELP}`;
      expect.soft(got[field], wrong).toEqual(page.expect[field]);
    }
  }
}

function holdHidden(page: CorpusPage, { block }: Reading): void {
  const what = `tests/pages/${page.slug}: what was hidden in the app's name. ${HELP}`;
  expect.soft(block?.nameHadHidden, what).toBe(page.expect.nameHadHidden);
}

/** The matrix: this page against every reader. */
function holdEveryReader(page: CorpusPage, reading: Reading, ids: string[]): void {
  const { reader } = page.expect;
  const known = reader === null || ids.includes(reader);
  expect(known, `tests/pages/${page.slug}: no reader is called "${reader}"; there are ${ids}`).toBe(
    true,
  );
  if (page.knownGaps.includes('reader')) return;
  for (const id of reading.isPage ? ids : []) {
    const answered = reading.answers[id] !== null;
    const text = answered
      ? `reader "${id}" answers for tests/pages/${page.slug}, which belongs to ${reader ?? 'no reader'}: make its words in lib/consent/wordings.ts or similar-screen-wordings.ts or its rule in lib/consent/readers narrower.`
      : `reader "${id}" is silent on tests/pages/${page.slug}: a wording is missing there, or the words are not seen by lib/consent/page-text.ts.`;
    expect.soft(answered, `${text} ${HELP}`).toBe(id === reader);
  }
  const fits = Object.values(reading.answers).some((answer) => answer !== null);
  const asleep = `tests/pages/${page.slug}: a reader knows the page but the detector in lib/consent/detect.ts does not call. Its words must never be narrower than the readers. ${HELP}`;
  if (fits) expect.soft(reading.detected, asleep).toBe(true);
}

/**
 * Whether the person is asked. A screen that is something else (`near-`) may look like a block to
 * whoever does not know it; a clean page never may.
 */
function holdPerhaps(page: CorpusPage, reading: Reading): void {
  const { perhaps = null, afterAccept = perhaps } = page;
  if (page.perhaps === undefined && page.slug.startsWith('near-')) return;
  const where = `tests/pages/${page.slug}`;
  const wrong = `${where}: what lib/consent/readers/unknown-wording.ts makes of it. ${HELP}`;
  expect.soft(reading.perhaps, wrong).toEqual(perhaps);
  const after = `${where}: the same, once Accept was pressed and the page is still there. ${HELP}`;
  expect.soft(reading.afterAccept, after).toEqual(afterAccept);
  const asleep = `${where}: it perhaps is blocked, but the detector in lib/consent/detect.ts does not call. ${HELP}`;
  if (afterAccept) expect.soft(reading.detected, asleep).toBe(true);
}

/** A page that only looks like something else (`near-`, an attack) may well be a dead end. */
function holdDeadEnd(page: CorpusPage, reading: Reading): void {
  if (!page.deadEnd && !/^(?:clean|perhaps|must|app)-/.test(page.slug)) return;
  const wrong = `tests/pages/${page.slug}: what lib/consent/readers/unknown-wording.ts makes of it. ${HELP}`;
  expect.soft(reading.deadEnd, wrong).toBe(page.deadEnd ?? false);
}

function holdSecrets(page: CorpusPage, reading: Reading): void {
  const outcome = JSON.stringify([reading.block, reading.clear, reading.answers]);
  const decoded = `${outcome}\n${decodeURIComponent(outcome.replace(/%(?![0-9a-f]{2})/gi, '%25'))}`;
  for (const secret of secretsOf(page)) {
    const leak = `tests/pages/${page.slug}: "${secret}" is secret and stands in the outcome. ${HELP}`;
    expect.soft(decoded.includes(secret), leak).toBe(false);
  }
}

for (const entry of corpus()) {
  test(entry.slug, async ({ reader: { page, open } }) => {
    const generator = await generatorOf(entry.slug);
    const body = generator ? generator.html(1) : storedBody(entry.slug);
    const others = await open(entry.url, body, entry.status);
    expect(page.url(), 'the page must be read at the address it was written for').toBe(entry.url);
    if (generator?.prepare) await page.evaluate(generator.prepare, 1);
    const { byHand: manual = false, host } = entry;
    const how = { manual, ...(host ? { host } : {}) };
    const { reading, ids } = await page.evaluate((how) => {
      const { read, readerIds } = window.countersignHarness;
      return { reading: read(how), ids: readerIds };
    }, how);
    expect(reading.client, 'the AI client that the page names').toBe(entry.client ?? null);
    holdToExpectation(entry, reading);
    if (entry.cause) expect.soft(reading.block?.cause, 'cause').toBe(entry.cause);
    holdEveryReader(entry, reading, ids);
    holdHidden(entry, reading);
    holdPerhaps(entry, reading);
    holdDeadEnd(entry, reading);
    holdSecrets(entry, reading);
    expect(others, 'a page of the corpus must not fetch anything').toEqual([]);
  });
}

test.describe('work grows no faster than the page', () => {
  for (const entry of corpus().filter(isGenerated)) {
    test(entry.slug, async ({ reader: { page, open } }) => {
      const generator = await generatorOf(entry.slug);
      if (!generator) throw new Error(`tests/pages/${entry.slug} has no page.gen.ts`);
      const session = await page.context().newCDPSession(page);
      await session.send('Profiler.enable');
      // Before the scripts load: only what is loaded then is counted block by block.
      await session.send('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
      /** How often all blocks of code have run since the last call. */
      const blocks = async () => {
        const { result } = await session.send('Profiler.takePreciseCoverage');
        const ranges = result.flatMap(({ functions }) => functions.flatMap((one) => one.ranges));
        return ranges.reduce((sum, { count }) => sum + count, 0);
      };
      const work = async (share: number): Promise<number> => {
        await open(entry.url, generator.html(share));
        if (generator.prepare) await page.evaluate(generator.prepare, share);
        await blocks();
        await page.evaluate(() => window.countersignHarness.readOnce());
        const own = await blocks();
        return own + (await page.evaluate(() => window.countersignHarness.handedOn()));
      };
      const small = await work(1 / 8);
      const full = await work(1);
      await session.detach();
      const line = `${entry.slug}: ${small} at 1/8, ${full} in full`;
      test.info().annotations.push({ type: 'cost', description: line });
      process.stdout.write(`${line}\n`);
      const slow = `${line}: reading is not linear. Look for a loop in a loop, or an expression that starts again at every character. ${HELP}`;
      expect(full / small, slow).toBeLessThanOrEqual(MOST_TIMES_MORE);
    });
  }
});

test('every consent page of the corpus carries something secret in its address', () => {
  const consent = corpus().filter(({ expect: { edition } }) => edition !== null);
  const bare = consent.filter((page) => secretsOf(page).length === 0).map(({ slug }) => slug);
  expect(bare, `give these a state, code_challenge or context of real shape. ${HELP}`).toEqual([]);
});
