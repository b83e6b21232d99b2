import type { Core } from '../core.ts';
import { type Call, html, json, type Reply, type Route, redirect } from '../http.ts';
import { escapeHtml, plainPage } from '../page.ts';
import { MCP_CALLBACK, MCP_CLIENT_ID, MCP_TOOL } from '../seed.ts';
import type { McpTool } from '../world.ts';

const HOST = 'mcp.atlassian.com';

/** A first stage that waits for its own approval, or for Atlassian's answer. */
interface Stage {
  tool: McpTool;
  state: string | null;
}

/**
 * `mcp.atlassian.com`: the first stage of a Rovo MCP v1 sign-in (heading, sentence and buttons
 * observed) and its callback. The consent page that follows names Atlassian's own client, not
 * the tool. The tool's own token exchange is not posed.
 */
export function mcpRoutes(core: Core): Route[] {
  const stages = new Map<string, Stage>();
  return [
    {
      host: HOST,
      method: 'GET',
      path: '/v1/authorize',
      handler: (call) => ask(core, stages, call),
    },
    { host: HOST, method: 'POST', path: '/v1/authorize', handler: (call) => decide(stages, call) },
    {
      host: HOST,
      method: 'GET',
      path: '/v1/callback',
      handler: (call) => goBack(core, stages, call),
    },
    {
      host: new URL(MCP_TOOL.redirectUri).host,
      method: 'GET',
      path: '/callback',
      handler: ({ url }) =>
        plainPage(
          MCP_TOOL.name,
          url.searchParams.has('code')
            ? '<h1>Scribe Agent is connected</h1>'
            : '<h1>Scribe Agent was not connected</h1>',
        ),
    },
  ];
}

function ask(core: Core, stages: Map<string, Stage>, call: Call): Reply {
  const query = call.url.searchParams;
  core.remember('state', query.get('state'));
  const tool = core.world.mcpTools.get(query.get('client_id') ?? '');
  if (!tool || query.get('redirect_uri') !== tool.redirectUri) {
    return json({ error: 'invalid_client' }, 400);
  }
  const stage = core.mint('state');
  stages.set(stage, { tool, state: query.get('state') });
  return html(
    `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Authorize</title>
<link rel="stylesheet" href="/sim/page.css">
</head>
<body><main>
<h1>Atlassian Rovo MCP server</h1>
<h2>${escapeHtml(tool.name)} is requesting access</h2>
<p>If you approve, you will be redirected to Atlassian to complete authentication.</p>
<form method="post" action="/v1/authorize">
<input type="hidden" name="stage" value="${stage}">
<button name="decision" value="approve">Approve</button>
<button name="decision" value="cancel">Cancel</button>
</form>
</main></body>
</html>`,
  );
}

function decide(stages: Map<string, Stage>, call: Call): Reply {
  const stage = call.form.get('stage') ?? '';
  const known = stages.get(stage);
  if (!known) return json({ error: 'invalid_request' }, 400);
  if (call.form.get('decision') !== 'approve') return answer(known, { error: 'access_denied' });
  const url = new URL('https://auth.atlassian.com/authorize');
  url.search = new URLSearchParams({
    audience: 'api.atlassian.com',
    client_id: MCP_CLIENT_ID,
    scope: 'read:jira-work write:jira-work read:me offline_access',
    redirect_uri: MCP_CALLBACK,
    state: stage,
    response_type: 'code',
    prompt: 'consent',
  }).toString();
  return redirect(url.href, 303);
}

function goBack(core: Core, stages: Map<string, Stage>, call: Call): Reply {
  const stage = stages.get(call.url.searchParams.get('state') ?? '');
  if (!stage) return json({ error: 'invalid_request' }, 400);
  const error = call.url.searchParams.get('error');
  return answer(stage, error ? { error } : { code: core.mint('code') });
}

function answer(stage: Stage, values: Record<string, string>): Reply {
  const target = new URL(stage.tool.redirectUri);
  target.search = new URLSearchParams({
    ...values,
    ...(stage.state ? { state: stage.state } : {}),
  }).toString();
  return redirect(target.href, 303);
}
