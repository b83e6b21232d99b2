import texts from '../../../public/_locales/en/messages.json';

// Stands in for `wxt/browser` (vitest.config.ts): as much of it as the background uses, and in the
// place of a browser's own state a `world` that a test can look at and set.

type Listener = (...args: never[]) => unknown;

function event() {
  const listeners: Listener[] = [];
  return {
    addListener: (listener: Listener) => void listeners.push(listener),
    /** calls all of them; answers with what they returned */
    emit: (...args: unknown[]) => listeners.map((listener) => listener(...(args as never[]))),
    listeners,
  };
}

const EVENTS = {
  message: event(),
  installed: event(),
  startup: event(),
  alarm: event(),
  clicked: event(),
  permissionAdded: event(),
  permissionRemoved: event(),
  tabRemoved: event(),
  storageChanged: event(),
  beforeRequest: event(),
  responseStarted: event(),
  headersReceived: event(),
  errorOccurred: event(),
};

export interface Tab {
  id: number;
  url?: string;
  openerTabId?: number;
}
interface Script {
  id: string;
  js: string[];
  matches?: string[];
}
type Rule = { id: number; condition: object };
type Areas = Record<'local' | 'session' | 'sync' | 'managed', Map<string, unknown>>;

const newWorld = () => ({
  alarms: new Map<string, { name: string; periodInMinutes?: number; when?: number }>(),
  notifications: new Map<string, { title: string; message: string }>(),
  permissions: new Set<string>(),
  /** notifications were allowed when the worker began, and may be taken back since */
  couldNotify: false,
  /** how the extension came into this browser: `admin` by policy */
  installType: 'normal',
  origins: new Set<string>(),
  tabs: [] as Tab[],
  scripts: new Map<string, Script>(),
  /** scripts that were brought into tabs */
  drawn: [] as { tabId: number; file: string }[],
  rules: new Map<number, Rule>(),
  badge: { text: '', title: '', shown: 0 },
  areas: {
    local: new Map(),
    session: new Map(),
    sync: new Map(),
    managed: new Map(),
  } as Areas,
  /** parts of the browser that fail: `action`, `scripting` */
  broken: new Set<'action' | 'scripting' | 'tabs'>(),
});

/** What the browser holds; a new one for each test. */
export let world = newWorld();

export function freshBrowser(): void {
  world = newWorld();
  for (const one of Object.values(EVENTS)) one.listeners.length = 0;
}

export const events = EVENTS;

const failing = (part: 'action' | 'scripting' | 'tabs') => {
  if (world.broken.has(part)) throw new Error(`${part} fails`);
};

function area(name: keyof Areas) {
  const map = () => world.areas[name];
  return {
    async get(keys?: string | readonly string[] | null) {
      const wanted = typeof keys === 'string' ? [keys] : keys;
      const all = [...map()].filter(([key]) => !wanted || wanted.includes(key));
      return structuredClone(Object.fromEntries(all));
    },
    async set(values: object) {
      for (const [key, value] of Object.entries(values)) map().set(key, structuredClone(value));
    },
    async remove(keys: string | readonly string[]) {
      for (const key of [keys].flat()) map().delete(key as string);
    },
    clear: async () => map().clear(),
    setAccessLevel: async () => undefined,
  };
}

interface Wanted {
  permissions?: string[];
  origins?: string[];
}

export const EXTENSION = 'abcdefghijklmnopabcdefghijklmnop';
export const ORIGIN = `chrome-extension://${EXTENSION}`;

export const browser = {
  runtime: {
    id: EXTENSION,
    getURL: (path: string) => `${ORIGIN}${path}`,
    onMessage: EVENTS.message,
    onInstalled: EVENTS.installed,
    onStartup: EVENTS.startup,
  },
  storage: {
    local: area('local'),
    session: area('session'),
    sync: area('sync'),
    managed: area('managed'),
    onChanged: EVENTS.storageChanged,
  },
  alarms: {
    onAlarm: EVENTS.alarm,
    get: async (name: string) => world.alarms.get(name),
    getAll: async () => [...world.alarms.values()],
    create: async (name: string, info: object) => void world.alarms.set(name, { name, ...info }),
    clear: async (name: string) => world.alarms.delete(name),
  },
  // As the browser has it: not there until it is allowed.
  get notifications() {
    if (!world.permissions.has('notifications') && !world.couldNotify) return undefined;
    return {
      onClicked: EVENTS.clicked,
      create: async (id: string, shown: { title: string; message: string }) =>
        void world.notifications.set(id, shown),
      clear: async (id: string) => world.notifications.delete(id),
      getAll: async () =>
        Object.fromEntries([...world.notifications.keys()].map((id) => [id, true])),
    };
  },
  permissions: {
    onAdded: EVENTS.permissionAdded,
    onRemoved: EVENTS.permissionRemoved,
    contains: async ({ permissions = [], origins = [] }: Wanted) =>
      permissions.every((one) => world.permissions.has(one)) &&
      origins.every((one) => world.origins.has(one)),
    getAll: async () => ({ permissions: [...world.permissions], origins: [...world.origins] }),
    async remove({ origins = [] }: Wanted) {
      for (const one of origins) world.origins.delete(one);
      return true;
    },
  },
  tabs: {
    onRemoved: EVENTS.tabRemoved,
    query: async () => [...world.tabs],
    async get(id: number) {
      const tab = world.tabs.find((one) => one.id === id);
      if (!tab) throw new Error(`No tab with id: ${id}.`);
      return tab;
    },
    async create({ url, openerTabId }: Omit<Tab, 'id'>) {
      failing('tabs');
      const id = Math.max(100, ...world.tabs.map((one) => one.id)) + 1;
      const tab: Tab = { id, ...(url ? { url } : {}), ...(openerTabId ? { openerTabId } : {}) };
      world.tabs.push(tab);
      return tab;
    },
    async update(id: number, change: Partial<Tab>) {
      return Object.assign(await browser.tabs.get(id), change);
    },
    async remove(id: number) {
      world.tabs = world.tabs.filter((one) => one.id !== id);
    },
  },
  scripting: {
    async executeScript({ target, files }: { target: { tabId: number }; files: string[] }) {
      failing('scripting');
      for (const file of files) world.drawn.push({ tabId: target.tabId, file });
    },
    async getRegisteredContentScripts({ ids }: { ids?: string[] } = {}) {
      failing('scripting');
      return [...world.scripts.values()].filter(({ id }) => !ids || ids.includes(id));
    },
    async registerContentScripts(scripts: Script[]) {
      for (const one of scripts) {
        if (world.scripts.has(one.id)) throw new Error(`Duplicate script ID '${one.id}'`);
        world.scripts.set(one.id, one);
      }
    },
    async unregisterContentScripts({ ids }: { ids?: string[] } = {}) {
      for (const id of ids ?? [...world.scripts.keys()]) world.scripts.delete(id);
    },
  },
  declarativeNetRequest: {
    getSessionRules: async () => [...world.rules.values()],
    async updateSessionRules({
      removeRuleIds = [],
      addRules = [],
    }: {
      removeRuleIds?: number[];
      addRules?: Rule[];
    }) {
      for (const id of removeRuleIds) world.rules.delete(id);
      for (const rule of addRules) {
        if (world.rules.has(rule.id)) throw new Error(`Rule with id ${rule.id} is there.`);
        world.rules.set(rule.id, rule);
      }
    },
  },
  webRequest: {
    onBeforeRequest: EVENTS.beforeRequest,
    onResponseStarted: EVENTS.responseStarted,
    onHeadersReceived: EVENTS.headersReceived,
    onErrorOccurred: EVENTS.errorOccurred,
  },
  action: {
    async setBadgeText({ text }: { text: string }) {
      failing('action');
      world.badge.text = text;
      world.badge.shown += 1;
    },
    setBadgeBackgroundColor: async () => undefined,
    setBadgeTextColor: async () => undefined,
    async setTitle({ title }: { title: string }) {
      world.badge.title = title;
    },
  },
  management: { getSelf: async () => ({ installType: world.installType }) },
  i18n: {
    getMessage(key: keyof typeof texts, values: string[] = []) {
      const { message, placeholders = {} } = texts[key] as {
        message: string;
        placeholders?: Record<string, { content: string }>;
      };
      return message.replace(/\$(\w+)\$/g, (_, name: string) => {
        const { content = '' } =
          Object.entries(placeholders).find(
            ([one]) => one.toLowerCase() === name.toLowerCase(),
          )?.[1] ?? {};
        return content.replace(/\$(\d)/g, (_all, at: string) => values[Number(at) - 1] ?? '');
      });
    },
  },
};
