import { expect, type Page } from '@playwright/test';
import type { Simulator } from './simulator.ts';
import { test } from './simulator-test.ts';

const SITE = 'acme.atlassian.net';

interface Answer {
  status: number;
  text: string;
}

/** A call out of whatever page is open. */
const call = (page: Page, path: string, body?: object): Promise<Answer> =>
  page.evaluate(
    async ([address, sent]) => {
      const init = sent
        ? { method: 'POST', body: sent, headers: { 'content-type': 'application/json' } }
        : {};
      const response = await fetch(`/rest/api/3${address}`, init);
      return { status: response.status, text: await response.text() };
    },
    [path, body && JSON.stringify(body)] as const,
  );

const ISSUE = {
  fields: { project: { key: 'ITAPPS' }, issuetype: { id: '10001' }, summary: 'One' },
};

async function at(sim: Simulator, page: Page, person?: string): Promise<Page> {
  if (person) await page.context().addCookies([sim.signIn(person, SITE)]);
  await page.goto(`https://${SITE}/`);
  return page;
}

test('a site has a Jira, for whoever is signed in there', async ({ sim, as }) => {
  const nobody = await at(sim, await as());
  expect((await call(nobody, '/myself')).status).toBe(401);
  expect((await call(nobody, '/search/jql?jql=project%3DITAPPS')).text).toContain('"issues":[]');
  const alice = await at(sim, await as(), 'Alice Requester');
  expect((await call(alice, '/myself')).text).toContain('Alice Requester');
});

test('a page of the site writes there; an answer can get lost', async ({ sim, as }) => {
  const page = await at(sim, await as(), 'Alice Requester');
  expect((await call(page, '/issue', ISSUE)).status).toBe(201);
  sim.set({ jiraCut: 'after' });
  await expect(call(page, '/issue', ISSUE)).rejects.toThrow('Failed to fetch');
  sim.set({ jiraCut: 'none', jiraTrouble: 'burst' });
  expect((await call(page, '/issue', ISSUE)).status).toBe(429);
  expect([...sim.jira(SITE).world.issues.keys()]).toHaveLength(2);
  sim.reset();
  expect([...sim.jira(SITE).world.issues.keys()]).toHaveLength(0);
});
