import { type Page, test } from '@playwright/test';
import { ulid } from 'ulid';
import { labelOf } from '../../lib/channels/channel.ts';
import { createJiraChannel } from '../../lib/channels/jira/channel.ts';
import { ownPage, plant, tell } from '../e2e/support/extension.ts';
import { launchChromium } from '../e2e/support/launch.ts';
import { fetchFrom } from '../simulator/jira/fetch.ts';
import type { Jira } from '../simulator/jira/jira.ts';
import { startSimulator } from '../simulator/simulator.ts';
import { requestPayload } from '../unit/samples.ts';
import { compared, counted, HEAD, measured, report } from './support/report.ts';
import { compare, ratio } from './support/stats.ts';

const SITE = 'acme.atlassian.net';
const TARGET = { site: SITE, project: 'ITAPPS', issueType: '10001' };
const QUEUE = { site: SITE, label: 'IT queue', to: `jira://${SITE}/ITAPPS/10001` };
/** Issues of one look, and looks at as many fresh ones: a thousand issues. */
const ISSUES = 200;
const LOOKS = 5;

// Recording a trace would be measured along.
test.use({ trace: 'off' });

/** Somebody who asks. */
const asking = (jira: Jira) =>
  createJiraChannel({
    ...{ transport: fetchFrom(jira, { accountId: '712020:alice' }), now: Date.now },
    say: (key) => key,
  });

/** So many issues, each about another app. */
async function file(jira: Jira, round: number): Promise<void> {
  jira.world.issues.clear();
  const alice = asking(jira);
  for (let at = 0; at < ISSUES; at += 1) {
    const app = { name: `App ${at}`, clientId: `bench-${round}-client-${at}`, scopes: ['read:me'] };
    const payload = requestPayload({ id: ulid(), app, reason: `For the boards of team ${at}` });
    const sent = await alice.submit(TARGET, { payload, label: await labelOf(payload) });
    if (!sent.ok) throw new Error(JSON.stringify(sent));
  }
}

interface Look {
  ms: number;
  calls: number;
  asks: number;
}

/** The popup is opened: everything is read anew, or only what changed. */
async function look(page: Page, jira: Jira, whole: boolean): Promise<Look> {
  const key = `jira:${SITE}/ITAPPS`;
  const [at, wholeAt] = [Date.now() - 3_600_000, Date.now()];
  const value = whole ? {} : { [key]: { at, next: at, wholeAt, tries: 0 } };
  await plant(page, 'kept', [{ name: 'looks', value }]);
  const before = jira.calls.length;
  const start = performance.now();
  const answer = await tell(page, 'lookNow', {});
  const ms = performance.now() - start;
  if (!answer.ok) throw new Error(answer.problem);
  return { ms, calls: jira.calls.length - before, asks: answer.asks };
}

interface Costs {
  merged: number[];
  read: number[];
  first: number;
  idle: number;
}

/** Fresh issues, the same again, and a look at what changed, which is nothing. */
async function oneRound(page: Page, jira: Jira, round: number, costs: Costs): Promise<void> {
  await file(jira, round);
  const fresh = await look(page, jira, true);
  const known = await look(page, jira, true);
  if (fresh.asks !== ISSUES || known.asks !== 0) throw new Error('Not all of them came.');
  for (const issue of jira.world.issues.values()) {
    for (const one of [issue, issue.indexed]) if (one) one.updated -= 24 * 3_600_000;
  }
  costs.first = Math.max(costs.first, fresh.calls);
  costs.idle = Math.max(costs.idle, (await look(page, jira, false)).calls);
  // The first one warms up.
  if (round === 0) return;
  costs.merged.push(fresh.ms);
  costs.read.push(known.ms);
}

/** Calls of one request that is filed. */
async function submitted(jira: Jira): Promise<number> {
  jira.world.issues.clear();
  const before = jira.calls.length;
  const payload = requestPayload({ id: ulid() });
  await asking(jira).submit(TARGET, { payload, label: await labelOf(payload) });
  return jira.calls.length - before;
}

test('a reviewer’s looks at a queue in Jira', async () => {
  const sim = await startSimulator();
  const browser = await launchChromium({ simulator: sim, allFrames: true });
  const costs: Costs = { merged: [], read: [], first: 0, idle: 0 };
  const jira = sim.jira(SITE);
  try {
    await browser.context.addCookies([sim.signIn('Bob Admin', SITE)]);
    const page = await ownPage(browser);
    await tell(page, 'addDestination', QUEUE);
    await tell(page, 'watchQueue', { ...QUEUE, on: true });
    for (let round = 0; round <= LOOKS; round += 1) await oneRound(page, jira, round, costs);
  } finally {
    await browser.close();
    await sim.stop();
  }
  const { merged, read, first, idle } = costs;
  report(
    '8-jira',
    'A queue in Jira',
    [
      HEAD,
      counted('calls of a look that finds nothing new', idle, 'calls', 2),
      counted(`calls of the first look at ${ISSUES} issues`, first, 'calls', 6),
      counted('calls of a request that is filed', await submitted(jira), 'calls', 6),
      measured(`a look that takes ${ISSUES} new ones in`, merged, 'ms'),
      measured(`a look that reads the same ${ISSUES} again`, read, 'ms'),
      compared('the one ÷ the other', compare(merged, read, ratio), '×', 3),
    ],
    [
      'The second reads and takes nothing in: what is more in the first is the merging.',
      'In real Chromium, with the store on its disk, against the posed Jira.',
    ],
  );
});
