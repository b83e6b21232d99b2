import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import addFormats from 'ajv-formats';
import { OpenAPIBackend, type Request } from 'openapi-backend';

/**
 * Atlassian's own description of the calls. It lies beside the project and is no part of it:
 * elsewhere COUNTERSIGN_OPENAPI names the folder.
 */
const FOLDER = process.env['COUNTERSIGN_OPENAPI'] ?? '../shared/openapi';
const FILE = join(FOLDER, 'jira-slim.json');
const DESK = join(FOLDER, 'jsm-slim.json');
export const hasContract = existsSync(FILE);
export const WHY_NOT = `${FILE} is not there: set COUNTERSIGN_OPENAPI to the folder that has it`;

export interface Exchange {
  method: string;
  url: URL;
  body: string | undefined;
  status: number;
  answer: string;
  type: string | null;
}

interface Described {
  schema?: object;
}

const ready = new Map<string, Promise<OpenAPIBackend>>();

async function load(file: string): Promise<OpenAPIBackend> {
  const api = new OpenAPIBackend({
    definition: JSON.parse(readFileSync(file, 'utf8')),
    quick: true,
    validate: true,
    ajvOpts: { strict: false, allErrors: true, formats: { int32: true, int64: true } },
    customizeAjv: (ajv) => {
      addFormats(ajv);
      return ajv;
    },
  });
  await api.init();
  return api;
}

const wordsOf = (errors: unknown): string =>
  (Array.isArray(errors) ? errors : [])
    .map(({ instancePath, message }) => `${instancePath} ${message}`)
    .join('; ');

function asRequest({ method, url, body }: Exchange): Request {
  const query: Record<string, string | string[]> = {};
  for (const name of new Set(url.searchParams.keys())) {
    const values = url.searchParams.getAll(name);
    query[name] = values.length > 1 ? values : (values[0] ?? '');
  }
  return {
    method,
    path: url.pathname,
    query,
    headers: { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body }),
  };
}

/** Whether the description has words on the body of an answer with this status. */
function isDescribed(operation: { responses?: object }, status: number): boolean {
  const all = operation.responses as Record<string, { content?: Record<string, Described> }>;
  const schema = all?.[status]?.content?.['application/json']?.schema;
  return schema !== undefined && Object.keys(schema).length > 0;
}

/** What Atlassian's description says against a call or its answer; nothing where it is not there. */
export async function violationsOf(exchange: Exchange): Promise<string[]> {
  if (!hasContract) return [];
  const file = exchange.url.pathname.startsWith('/rest/servicedeskapi/') ? DESK : FILE;
  const loading = ready.get(file) ?? load(file);
  ready.set(file, loading);
  const api = await loading;
  const request = asRequest(exchange);
  const operation = api.matchOperation(request);
  const name = `${exchange.method} ${exchange.url.pathname}`;
  if (!operation) return [`${name} is not described`];
  const asked = api.validateRequest(request, operation);
  const against = asked.valid ? [] : [`${name}: ${wordsOf(asked.errors)}`];
  const { status, answer, type } = exchange;
  if (answer === '' || !type?.startsWith('application/json')) return against;
  if (!isDescribed(operation, status)) return against;
  const answered = api.validateResponse(JSON.parse(answer), operation, status);
  return answered.valid ? against : [...against, `${name} ${status}: ${wordsOf(answered.errors)}`];
}
