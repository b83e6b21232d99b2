import { expect, it } from 'vitest';
import { KNOWN_CLIENTS } from '../../../../lib/review/warnings/known-apps.ts';
import { asks, OTHER, to, who } from './support.ts';

const ids = (name: string, host: string, clientId = OTHER): string[] =>
  who(asks({ name, clientId, redirect: to(`https://${host}/cb`) }))
    .warnings.filter(({ severity }) => severity !== 'info')
    .map(({ id }) => id);

const HOMES = KNOWN_CLIENTS.flatMap(({ names, domains, clientId }) =>
  names.flatMap((name) =>
    domains.map((domain) => ({ name, domain, clientId, isShared: domain.endsWith('.github.io') })),
  ),
);

it.each(HOMES)(
  '$name at $domain is an imitator under no id',
  ({ name, domain, clientId, isShared }) => {
    for (const id of [clientId, OTHER]) {
      expect(ids(name, domain, id)).toEqual(isShared ? ['sharedHosting'] : []);
    }
  },
);

it.each(HOMES)('$name with its own id is warned of where the code goes elsewhere', (one) => {
  expect(ids(one.name, 'evil.example', one.clientId)).not.toEqual([]);
});

it('Atlassian’s own server is no imitator of itself, and nobody else is it', () => {
  expect(ids('Atlassian MCP', 'mcp.atlassian.com')).toEqual([]);
  expect(ids('Atlassian MCP', 'mcp.example')).toContain('sameNameKnown');
  expect(ids('Atlаssian MCP', 'mcp.atlassian.com')).toContain('mixedScripts');
});

it.each([
  ['Jira Cloud for Slack', 'api.slack.com', 'talk.example'],
  ['Confluence for Microsoft Teams', 'teams.microsoft.com', 'teams.example'],
])(
  '%s may return to the vendor that it works with, and to nobody else',
  (name, home, elsewhere) => {
    expect(ids(name, home)).toEqual([]);
    expect(ids(name, elsewhere)).toContain('claimsAtlassian');
    expect(ids(name.replace('for', 'by Atlassian for'), home)).toContain('claimsAtlassian');
  },
);

it.each(['stackoverflow.com.auth-portal.net', 'www.acme.org.sign-in.example'])(
  'a whole domain in front of another is seen, whoever’s it is: %s',
  (host) => {
    expect(ids('Planner', host)).toEqual(['vendorInFront']);
  },
);

it.each(['planner.com.au', 'app.planner.com.br', 'com.planner.io', 'intranet.net.planner.example'])(
  'is none at %s',
  (host) => {
    expect(ids('Planner', host)).toEqual([]);
  },
);

it('words that happen to be a vendor’s name when joined claim it only by themselves', () => {
  expect(ids('Git Hub', 'hub.example')).toContain('brandElsewhere');
  expect(ids('Git Hub Connector', 'hub.example')).toContain('brandElsewhere');
  expect(ids('New Relic Dashboards', 'relic.example')).toContain('brandElsewhere');
  expect(ids('Git Hub City Planner', 'hubcity.example')).toEqual([]);
});

it('a product in front of words about signing in is Atlassian’s, and not whoever’s they are', () => {
  expect(ids('Planner', 'jira.cloud-login.com')).toEqual(['brandInDomain']);
  expect(ids('Planner', 'github.cloud-login.com')).toEqual(['brandInDomain']);
  expect(ids('Planner', 'jira.planner.com')).toEqual([]);
  expect(ids('Cloud Login', 'www.cloud-login.com')).toEqual([]);
});

it('a name that ends in a little word is a whole', () => {
  expect(ids('Zoom In', 'zoomin.example')).toEqual([]);
  expect(ids('Zoom in Jira', 'jira-video.example')).toContain('brandElsewhere');
});

it.each(['abc.packetriot.net', 'abc.loophole.site', 'abc.tuna.am'])(
  'a tunnel is one: %s',
  (host) => {
    expect(ids('Planner', host)).toEqual(['throwawayHost']);
  },
);

it.each([
  'abc.azurecontainerapps.io',
  'abc.v0.app',
  'abc.cloudshell.dev',
  'abc.glide.page',
  'abc.tiiny.site',
  'abc.neocities.org',
])('anybody gets a name there: %s', (host) => {
  expect(ids('Planner', host)).toEqual(['sharedHosting']);
});
