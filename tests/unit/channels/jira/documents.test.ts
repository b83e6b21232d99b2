import { describe, expect, it } from 'vitest';
import { labelOf } from '../../../../lib/channels/channel.ts';
import {
  bullets,
  code,
  codeBlocks,
  decisionBody,
  doc,
  issueBody,
  joinBody,
  noteBody,
  paragraph,
  text,
  wireInDocument,
  wireInProperty,
} from '../../../../lib/channels/jira/documents.ts';
import type { RequestPayload } from '../../../../lib/channels/payload.ts';
import { MAX } from '../../../../lib/requests/limits.ts';
import { faultOf } from '../../../simulator/jira/documents.ts';
import { decisionPayload, requestPayload } from '../../samples.ts';
import { say } from './support.ts';

const TARGET = { project: 'ITAPPS', issueType: '10001' };
const ALL = { labels: true, description: true, properties: true };
const LABEL = 'countersign-0123456789abcdef';

interface Body {
  fields: { summary: string; labels?: string[]; description?: unknown };
  properties?: { key: string; value: unknown }[];
}

const bodyFor = async (payload: RequestPayload, parts = ALL) =>
  (await issueBody(say, TARGET, { payload, label: LABEL }, parts)) as Body;

/** Everything at its limit, and of letters that JSON writes longer. */
function huge(): RequestPayload {
  const small = requestPayload();
  const long = (max: number) => '"'.repeat(max);
  return {
    ...small,
    message: long(MAX.message),
    name: long(MAX.name),
    reason: long(MAX.reason),
    app: {
      ...small.app,
      name: long(MAX.app),
      scopes: Array.from(
        { length: MAX.scopes },
        (_, at) => `read:${String(at).padStart(3, '0')}:${'x'.repeat(MAX.scope - 9)}`,
      ),
    },
  };
}

describe('a document', () => {
  it('has no empty text, no empty list and nothing beside code', () => {
    expect(doc(paragraph(text('')), bullets([[], code('')]), paragraph())).toEqual({
      ...{ type: 'doc', version: 1, content: [] },
    });
  });

  it.each([
    undefined,
    null,
    'x',
    { content: 'x' },
    { content: [null, 7, { type: 'codeBlock' }, { type: 'codeBlock', content: [{ text: 7 }] }] },
    { content: [{ type: 'codeBlock', content: Array(100).fill({ text: 'x' }) }] },
    { content: [{ type: 'panel', content: [{ type: 'codeBlock', content: [{ text: 'x' }] }] }] },
  ])('from anywhere gives no code: %j', (document) => {
    expect(codeBlocks(document)).toEqual([]);
  });
});

describe('a request as an issue', () => {
  it('says it in words, and carries it as data twice', async () => {
    const payload = requestPayload();
    const { fields, properties } = await bodyFor(payload);
    expect(fields.summary).toBe('Approval needed: Draw for Jira for acme.atlassian.net');
    expect(fields.labels).toEqual(['countersign', LABEL]);
    expect(faultOf(fields.description)).toBeUndefined();
    expect(wireInDocument(fields.description)).toEqual(payload);
    expect(wireInProperty(properties?.[0]?.value)).toEqual(payload);
    const words = JSON.stringify(fields.description);
    for (const word of [payload.reason, payload.app.clientId, 'app.draw.example', 'read:me']) {
      expect(words).toContain(word);
    }
  });

  it('has its label in the summary where there is no other place', async () => {
    const app = { ...requestPayload().app, name: 'x'.repeat(MAX.app) };
    const site = `${'a'.repeat(60)}.${'b'.repeat(60)}.example`;
    const { fields, properties } = await bodyFor(requestPayload({ app, site }), {
      ...{ labels: false, description: false, properties: false },
    });
    expect(fields.summary).toMatch(/… \[countersign-0123456789abcdef\]$/);
    expect(fields.summary.length).toBe(200);
    expect(fields).not.toHaveProperty('labels');
    expect(fields).not.toHaveProperty('description');
    expect(properties).toBeUndefined();
  });

  it('fits Jira’s limits at its own, and still says the same twice', async () => {
    const { fields, properties } = await bodyFor(huge());
    expect(JSON.stringify(fields.description).length).toBeGreaterThan(28_000);
    expect(faultOf(fields.description)).toBeUndefined();
    const read = wireInDocument(fields.description);
    expect(read).toMatchObject({ type: 'request', reason: '"'.repeat(MAX.reason) });
    const app = read?.type === 'request' ? read.app : undefined;
    expect(app?.scopes).toHaveLength(MAX.scopes);
    expect(wireInProperty(properties?.[0]?.value)).toEqual(read);
    expect(JSON.stringify(properties?.[0]?.value).length).toBeLessThanOrEqual(32_768);
  });
});

describe('a comment', () => {
  it.each([
    ['join', joinBody(say, requestPayload())],
    ['huge join', joinBody(say, huge())],
    ['decision', decisionBody(say, decisionPayload(), 'Denied.\n\nToo expensive.')],
    [
      'decision for five hundred',
      decisionBody(
        say,
        decisionPayload({
          ids: Array.from({ length: 500 }, (_, at) => `01KA${String(at).padStart(22, '0')}`),
        }),
        '',
      ),
    ],
    ['note', noteBody(say, { type: 'granted', ask: requestPayload().id }, requestPayload())],
  ])('is a sound document whose text and property agree: %s', async (_what, made) => {
    const { body, properties } = (await made) as { body: unknown; properties: Body['properties'] };
    expect(faultOf(body)).toBeUndefined();
    const read = wireInDocument(body);
    expect(read).toBeDefined();
    expect(wireInProperty(properties?.[0]?.value)).toEqual(read);
  });
});

describe('a label', () => {
  it('is the same for the same app on the same site, whoever asks', async () => {
    const one = await labelOf(requestPayload());
    expect(one).toMatch(/^countersign-[0-9a-f]{16}$/);
    expect(await labelOf(requestPayload({ name: 'Zoe', reason: 'Because.' }))).toBe(one);
    expect(await labelOf(requestPayload({ site: 'globex.atlassian.net' }))).not.toBe(one);
  });
});
