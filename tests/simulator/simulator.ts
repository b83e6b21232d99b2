import { createCertificate } from './certificate.ts';
import { createCore } from './core.ts';
import { EDITIONS } from './editions.ts';
import type { Secret, SimulatorEvent } from './events.ts';
import { adminRoutes } from './hosts/admin.ts';
import { authorizeRoutes } from './hosts/authorize.ts';
import { consentRoutes } from './hosts/consent.ts';
import { CONTROL_HOST, controlRoutes } from './hosts/control.ts';
import { dataCenterRoutes } from './hosts/data-center.ts';
import { createDataCenters } from './hosts/data-center-base.ts';
import { identityRoutes } from './hosts/identity.ts';
import { createJiras, jiraRoutes } from './hosts/jira.ts';
import { LEDGER_LINK, ledgerLinkRoutes } from './hosts/ledger-link.ts';
import { mcpRoutes } from './hosts/mcp.ts';
import { mcpToolRoutes } from './hosts/mcp-tools.ts';
import { quotingRoutes } from './hosts/quoting-pages.ts';
import { createSaas, type Saas } from './hosts/saas.ts';
import { siteRoutes } from './hosts/site.ts';
import { tokenRoutes } from './hosts/token.ts';
import { type Handler, html, type Route } from './http.ts';
import type { Jira } from './jira/jira.ts';
import { createOutgoingFetch, listenHttps, listenProxy } from './network.ts';
import { assetRoutes } from './page.ts';
import { SAAS_APPS, type SaasConfig } from './seed.ts';
import { openSession, SERVICE_COOKIE, SITE_COOKIE } from './session.ts';
import { defaultSwitches, parseSwitches, type Switches } from './switches.ts';
import { createWorld, type Deps } from './world.ts';

/** A running stand-in for Atlassian and for the apps that connect to it. */
export interface Simulator {
  /** Port of the HTTPS server on 127.0.0.1, for all hosts. */
  port: number;
  /** Base64 SHA-256 of the certificate's public key. */
  spki: string;
  /** Port of the CONNECT proxy on 127.0.0.1. */
  proxyPort: number;
  /** Hosts in the certificate; `*.` stands for any name. */
  hosts: string[];
  /** Hosts that were asked for anything; whoever needs to know empties it beforehand. */
  visited: Set<string>;
  world: Deps;
  switches: Switches;
  /** The SaaS apps by host. */
  saas: Map<string, Saas>;
  /** The Jira of a site; another one after a reset. */
  jira: (site: string) => Jira;
  /** Changes switches; holds from the next request on. Throws on a value that does not exist. */
  set: (switches: Partial<Switches>) => void;
  /** Everything that happened so far, oldest first. */
  events: () => SimulatorEvent[];
  /** Every secret of every flow so far; survives a reset. */
  secrets: () => Secret[];
  /**
   * Signs a person in without the login page: the cookie that it would have set for the Atlassian
   * services, or the one that a site would have.
   */
  signIn: (name: string, site?: string) => SessionCookie;
  /** World, apps, switches and posed pages as after the start. */
  reset: () => void;
  /** Poses a page, or a handler for GET, at an exact path of a host; the latest wins. */
  servePage: (host: string, path: string, page: string | Handler) => void;
  /** Arguments that make Chromium see only the simulator, whatever host it asks for. */
  chromiumArgs: () => string[];
  /** Preferences that do the same for Firefox; start it with `acceptInsecureCerts`. */
  firefoxPrefs: () => Record<string, unknown>;
  /** Closes servers and all connections. */
  stop: () => Promise<void>;
}

/** The cookie of the Atlassian services, for whoever sets it in a browser. */
export interface SessionCookie {
  name: string;
  value: string;
  domain: string;
  path: string;
  secure: boolean;
  httpOnly: boolean;
  sameSite: 'Lax';
}

/** What may be chosen at the start. */
export interface SimulatorOptions {
  switches?: Partial<Switches>;
  /** Apps beside the usual three. Their clients are registered as well. */
  saas?: SaasConfig[];
}

const OTHER_HOSTS = [
  'forum.example',
  'scribe.example',
  'mcp.atlassian.com',
  CONTROL_HOST,
  '*.acme.example',
  LEDGER_LINK,
  'cf.mcp.atlassian.com',
];

/** Starts everything on loopback, on ports that are free. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const apps = [...SAAS_APPS, ...(options.saas ?? [])];
  const hosts = certificateHosts(apps);
  const certificate = await createCertificate(hosts);
  const initial = { ...defaultSwitches(), ...parseSwitches(options.switches ?? {}) };
  const core = createCore(createWorld(apps), { ...initial });
  const saas = new Map<string, Saas>();
  const served: Route[] = [];
  let posed: Route[] = [];
  let jiras = new Map<string, Jira>();
  const visited = new Set<string>();
  const server = await listenHttps(certificate, (host) => {
    visited.add(host);
    return [...served, ...posed];
  });
  const fetch = createOutgoingFetch(server.port, certificate.cert);
  const proxy = await listenProxy(server.port);

  const pose = () => {
    for (const app of apps) saas.set(app.host, createSaas(core, app, fetch));
    const centers = createDataCenters();
    jiras = createJiras(core);
    const links = [
      ...apps.map((app) => app.host),
      'admin.atlassian.com',
      'id.atlassian.com/logout',
    ];
    posed = [
      ...[...saas.values()].flatMap((app) => app.routes),
      ...Object.values(EDITIONS).flatMap((edition) => [
        ...authorizeRoutes(core, edition),
        ...consentRoutes(core, edition),
        ...tokenRoutes(core, edition),
        ...identityRoutes(core, edition),
        ...adminRoutes(core, edition),
        ...siteRoutes(core, edition),
      ]),
      ...jiraRoutes(core, jiras),
      ...mcpRoutes(core),
      ...centers.flatMap((center) => dataCenterRoutes(core, center)),
      ...ledgerLinkRoutes(core, centers, fetch),
      ...mcpToolRoutes(core, fetch),
      ...quotingRoutes(),
      ...controlRoutes(
        core,
        links.map((link) => `https://${link}`),
      ),
      ...hosts.flatMap(assetRoutes),
    ];
  };
  pose();

  return {
    port: server.port,
    spki: certificate.spki,
    proxyPort: proxy.port,
    hosts,
    visited,
    world: core.world,
    switches: core.switches,
    saas,
    set: (switches) => Object.assign(core.switches, parseSwitches(switches)),
    events: () => [...core.world.log],
    secrets: core.secrets,
    jira: (site) => {
      const jira = jiras.get(site);
      if (!jira) throw new Error(`There is no site ${site}.`);
      return jira;
    },
    signIn: (name, site) => {
      const account = core.world.accounts.find((one) => one.name === name);
      if (!account) throw new Error(`There is no account of ${name}.`);
      const { domain } = EDITIONS.cloud;
      return {
        ...(site
          ? { name: SITE_COOKIE, domain: site }
          : { name: SERVICE_COOKIE, domain: `.${domain}` }),
        value: openSession(core, account),
        ...{ path: '/', secure: true, httpOnly: true, sameSite: 'Lax' },
      };
    },
    reset: () => {
      // In place: tests and handlers hold on to these objects.
      Object.assign(core.world, createWorld(apps));
      Object.assign(core.switches, initial);
      for (const { secret } of core.world.clients.values()) core.remember('client_secret', secret);
      served.length = 0;
      pose();
    },
    servePage: (host, path, page) => {
      const handler = typeof page === 'string' ? () => html(page) : page;
      served.unshift({ host, method: 'GET', path, handler });
    },
    chromiumArgs: () => chromiumArgs(server.port, certificate.spki),
    firefoxPrefs: () => firefoxPrefs(proxy.port),
    stop: async () => {
      await Promise.all([server.close(), proxy.close()]);
    },
  };
}

function certificateHosts(apps: SaasConfig[]): string[] {
  const editions = Object.values(EDITIONS);
  return [
    ...editions.flatMap(({ domain, siteDomain }) => [`*.${domain}`, `*.${siteDomain}`]),
    ...apps.map((app) => app.host),
    ...OTHER_HOSTS,
  ];
}

function chromiumArgs(port: number, spki: string): string[] {
  return [
    `--host-resolver-rules=MAP * 127.0.0.1:${port}, EXCLUDE 127.0.0.1`,
    `--ignore-certificate-errors-spki-list=${spki}`,
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
  ];
}

function firefoxPrefs(port: number): Record<string, unknown> {
  return {
    'network.proxy.type': 1,
    'network.proxy.http': '127.0.0.1',
    'network.proxy.http_port': port,
    'network.proxy.ssl': '127.0.0.1',
    'network.proxy.ssl_port': port,
    'network.proxy.no_proxies_on': '',
  };
}
