import { describe, expect, it } from 'vitest';
import { fetchFrom } from '../../../simulator/jira/fetch.ts';
import { createJira, type Jira } from '../../../simulator/jira/jira.ts';
import { type JiraSwitches, jiraDefaults } from '../../../simulator/jira/switches.ts';
import { createJiraWorld } from '../../../simulator/jira/world.ts';
import { account, idOf, SITE } from './support.ts';

/** What others recorded of the real service; the numbers are the rows of that list. */
const ROOT = `https://${SITE}/rest/api/3`;
const JSON_TYPE = 'application/json;charset=UTF-8';
const PROBLEM = 'application/problem+json;charset=UTF-8';

const open = (switches: Partial<JiraSwitches> = {}): Jira =>
  createJira(createJiraWorld(SITE, [account('alice')]), { ...jiraDefaults(), ...switches });

async function ask(jira: Jira, path: string, init: RequestInit = {}, signedIn = true) {
  const fetch = fetchFrom(jira, signedIn ? { accountId: idOf('alice') } : {});
  const response = await fetch(ROOT + path, init);
  const text = await response.text();
  const type = response.headers.get('content-type');
  return { status: response.status, headers: response.headers, text, type };
}

const json = (body: unknown, method = 'POST'): RequestInit => ({
  method,
  headers: { 'content-type': 'application/json' },
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

const CREATE = {
  fields: { project: { key: 'ITAPPS' }, issuetype: { id: '10001' }, summary: 'One' },
};

describe('the posed Jira', () => {
  it('sends the headers of row 1, the quota of row 3 and the media type of row 2', async () => {
    const { headers, type } = await ask(open(), '/myself');
    expect(type).toBe(JSON_TYPE);
    expect(headers.get('atl-request-id')?.replaceAll('-', '')).toBe(headers.get('atl-traceid'));
    expect(headers.get('x-aaccountid')).toBe(idOf('alice'));
    expect(headers.get('x-ratelimit-limit')).toBe('350');
    expect(headers.get('ratelimit-policy')).toBe('"jira-burst-based";q=100;w=1');
    const anonymous = await ask(open(), '/serverInfo', {}, false);
    expect(anonymous.status).toBe(200);
    expect(anonymous.headers.has('x-ratelimit-limit')).toBe(false);
  });

  it.each([
    ['application/json', 'application/json'],
    ['*/*', 'text/html;charset=UTF-8'],
    [undefined, 'text/plain'],
  ])('asks for a session by one line, labeled after %s (row 6)', async (accept, type) => {
    const headers: Record<string, string> = accept ? { accept } : {};
    const answer = await ask(open(), '/myself', { headers }, false);
    expect(answer).toMatchObject({
      ...{ status: 401, type, text: 'Client must be authenticated to access this resource.' },
    });
    expect(answer.headers.get('www-authenticate')).toBe(
      'OAuth realm="https%3A%2F%2Facme.atlassian.net"',
    );
  });

  it('answers everything else anonymously with nothing (rows 7 to 9)', async () => {
    const jira = open();
    await ask(jira, '/issue', json(CREATE));
    const search = await ask(jira, '/search/jql?jql=project%20%3D%20ITAPPS', {}, false);
    expect(search.text).toBe('{"issues":[],"isLast":true}');
    const projects = await ask(jira, '/project/search', {}, false);
    expect(JSON.parse(projects.text)).toMatchObject({ values: [] });
    const hidden = await ask(jira, '/issue/ITAPPS-1', {}, false);
    const missing = await ask(jira, '/issue/ITAPPS-99');
    expect(hidden.status).toBe(404);
    expect(hidden.text).toBe(missing.text);
  });

  it('minds the content type before the session, and that before the page (rows 12, 15)', async () => {
    const jira = open();
    const untyped = await ask(jira, '/issue/1/watchers', { method: 'POST' }, false);
    expect(untyped).toMatchObject({ status: 415, type: PROBLEM });
    expect(untyped.text).toContain("Content-Type 'null' is not supported.");
    expect((await ask(jira, '/issue', json(CREATE), false)).status).toBe(401);
    const fetch = fetchFrom(jira, { accountId: idOf('alice'), origin: 'https://evil.example' });
    const forged = await fetch(`${ROOT}/issue`, json(CREATE));
    expect([forged.status, await forged.text()]).toEqual([403, 'XSRF check failed']);
    expect(forged.headers.get('content-type')).toContain('text/html');
    expect((await fetch(`${ROOT}/myself`)).status).toBe(200);
  });

  it('knows no other paths and methods (rows 13, 14)', async () => {
    const none = await ask(open(), '/nothing');
    expect(none).toMatchObject({ status: 404, type: PROBLEM });
    expect(none.text).toContain('No endpoint GET /rest/api/3/nothing.');
    const method = await ask(open(), '/myself', json({}));
    expect([method.status, method.headers.get('allow')]).toEqual([405, 'GET']);
  });

  it('pages by tokens that hold the query (rows 18 to 20)', async () => {
    const jira = open({ jiraPage: 1 });
    for (const summary of ['One', 'Two']) {
      await ask(jira, '/issue', json({ fields: { ...CREATE.fields, summary } }));
    }
    const path = '/search/jql?fields=summary&jql=project%20%3D%20ITAPPS';
    const first = JSON.parse((await ask(jira, path)).text);
    expect(Object.keys(first)).toEqual(['issues', 'nextPageToken', 'isLast']);
    expect(first.issues[0]).toMatchObject({ id: '10100', fields: { summary: 'One' } });
    const token = encodeURIComponent(first.nextPageToken);
    const second = JSON.parse((await ask(jira, `${path}&nextPageToken=${token}`)).text);
    expect(second).toMatchObject({ issues: [{ fields: { summary: 'Two' } }], isLast: true });
    expect(second).not.toHaveProperty('nextPageToken');
    const other = '/search/jql?jql=project%20%3D%20OTHER';
    expect((await ask(jira, `${other}&nextPageToken=${token}`)).status).toBe(400);
  });

  it('checks the token, the size, the bound and the project, in this order (rows 21 to 24)', async () => {
    const tokenSize = await ask(open(), '/search/jql?nextPageToken=x&maxResults=0');
    expect(tokenSize.text).toContain('token');
    const sizeBound = await ask(open(), '/search/jql?maxResults=0&jql=ORDER%20BY%20created');
    expect(sizeBound.text).toContain('maxResults');
    expect((await ask(open(), '/search/jql?maxResults=5001&jql=project%3DITAPPS')).status).toBe(
      400,
    );
    expect((await ask(open(), '/search/jql?maxResults=5000&jql=project%3DITAPPS')).status).toBe(
      200,
    );
    const bound = await ask(open(), '/search/jql?jql=ORDER%20BY%20created%20ASC');
    expect(bound.text).toContain('Unbounded');
    const project = await ask(open(), '/search/jql?jql=project%3DNONE');
    expect([project.status, project.text.includes('NONE')]).toEqual([400, true]);
    const number = await ask(open(), '/search/jql?maxResults=abc');
    expect(number).toMatchObject({ status: 400, type: PROBLEM });
  });

  it.each([
    [{ jql: 'project = ITAPPS', startAt: 0 }, 400],
    [{ jql: 'project = ITAPPS', reconcileIssues: null }, 500],
    [{ jql: 'project = ITAPPS', properties: ['a', null] }, 500],
    ['', 400],
    ['{', 400],
    [{ jql: 'project = ITAPPS', fields: ['summary'] }, 200],
  ])('searches by POST as measured: %j is %i (rows 25 to 27)', async (body, status) => {
    expect((await ask(open(), '/search/jql', json(body))).status).toBe(status);
  });

  it('has no old search (row 28)', async () => {
    const old = await ask(open(), '/search?jql=project%3DITAPPS');
    expect([old.status, old.text.includes('CHANGE-2046')]).toEqual([410, true]);
  });

  it('names a field that is not on the screen, and uses up the number (row 33)', async () => {
    const jira = open({ jiraScreen: 'no-labels' });
    const labels = { fields: { ...CREATE.fields, labels: ['x'] } };
    const refused = await ask(jira, '/issue', json(labels));
    expect([refused.status, Object.keys(JSON.parse(refused.text).errors)]).toEqual([
      400,
      ['labels'],
    ]);
    const created = await ask(jira, '/issue', json(CREATE));
    expect(JSON.parse(created.text)).toMatchObject({ key: 'ITAPPS-2' });
  });

  it('refuses a transition that no longer fits by 400 (row 32)', async () => {
    const jira = open();
    await ask(jira, '/issue', json(CREATE));
    const move = json({ transition: { id: '21' } });
    expect((await ask(jira, '/issue/ITAPPS-1/transitions', move)).status).toBe(204);
    expect((await ask(jira, '/issue/10100/transitions', move)).status).toBe(400);
    expect((await ask(jira, '/issue/010100')).status).toBe(404);
  });

  it('stores properties with what they are of (rows 43, 44, 48)', async () => {
    const jira = open();
    const property = { key: 'a.b', value: { v: 1 } };
    await ask(jira, '/issue', json({ ...CREATE, properties: [property] }));
    const kept = await ask(jira, '/issue/ITAPPS-1/properties/a.b');
    expect(JSON.parse(kept.text)).toEqual(property);
    const body = { type: 'doc', version: 1, content: [] };
    for (let at = 0; at < 2; at++) {
      await ask(jira, '/issue/ITAPPS-1/comment', json({ body, properties: [property] }));
    }
    const path = '/issue/ITAPPS-1/comment?maxResults=1&startAt=1';
    const page = JSON.parse((await ask(jira, `${path}&expand=properties`)).text);
    expect(page).toMatchObject({ total: 2, startAt: 1, comments: [{ properties: [property] }] });
    expect(JSON.parse((await ask(jira, path)).text).comments[0]).not.toHaveProperty('properties');
  });

  it('speaks the account’s language, and keeps what is fixed in English', async () => {
    const jira = open({ jiraLanguage: 'ko' });
    const missing = await ask(jira, '/issue/ITAPPS-9');
    expect(missing.text).toMatch(/\p{Script=Hangul}/u);
    expect((await ask(jira, '/myself', {}, false)).text).toContain('Client must be authenticated');
  });

  it.each([
    ['burst', 429, { 'retry-after': '1', 'ratelimit-reason': 'jira-burst-based' }],
    ['cost', 429, { 'retry-after': '89', 'ratelimit-reason': 'jira-cost-based' }],
    ['gateway-429', 429, { 'x-failure-category': 'FAILURE CLIENT RATE LIMITED' }],
  ] as const)('has the limits of rows 37 to 39: %s', async (jiraTrouble, status, headers) => {
    const answer = await ask(open({ jiraTrouble }), '/myself');
    expect(answer.status).toBe(status);
    expect(Object.fromEntries(answer.headers)).toMatchObject(headers);
    expect(answer.headers.has('retry-after')).toBe(jiraTrouble !== 'gateway-429');
  });

  it.each([
    ['before', 0],
    ['after', 1],
  ] as const)('breaks off %s the effect (rows 45, 46)', async (when, count) => {
    const jira = open();
    jira.cutWrite(0, when);
    await expect(ask(jira, '/issue', json(CREATE))).rejects.toThrow('broke');
    expect(jira.world.issues.size).toBe(count);
  });
});
