// Who may import whom, types included. docs/architecture.md has the picture; tests/build/boundaries
// plants a violation of each kind.

const FACTS = ['atlassian'];
const READING = ['consent', ...FACTS];
const LIFE = ['requests', ...READING];
const JUDGING = ['review', 'channels', ...LIFE];

/** Each room, and the rooms it may import besides itself. */
const ROOMS = {
  atlassian: [],
  consent: FACTS,
  requests: READING,
  review: LIFE,
  channels: LIFE,
  report: READING,
  messages: JUDGING,
  storage: ['messages', ...JUDGING],
  browser: ['storage', 'messages', 'report', ...JUDGING],
  background: ['storage', 'browser', 'messages', ...JUDGING, 'popup-url'],
  components: ['messages', 'review', ...LIFE, 'report', 'popup-url'],
};

/** Files of a room: a folder, or the file that joins its parts. */
const filesOf = (room) => (room === 'components' ? '^components/' : `^lib/${room}(/|\\.ts$)`);

/** What runs inside pages of others: it sends messages and draws. */
const CONTENT_SCRIPTS = [
  'consent-detector',
  'banner-trigger',
  'share-link',
  'page-ui',
  'page-reading',
  'admin-watch',
  'consent-banner',
  'consent-guard',
  'link-notice',
  'admin-panel',
];

const EXTENSION_API = '(^|/)(wxt|webextension-polyfill|@wxt-dev)(/|$)|^#imports$';
const UI = '(^|/)@?preact(/|$)';

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const roomRules = Object.entries(ROOMS).map(([room, allowed]) =>
  forbid(
    `${room}-imports`,
    `${room} may import ${allowed.join(', ') || 'no other room'}.`,
    { path: filesOf(room) },
    {
      path: '^(lib|components|entrypoints)/',
      pathNot: [...[room, ...allowed].map(filesOf), '^lib/(?:digest|present)\\.ts$'],
    },
  ),
);

module.exports = {
  forbidden: [
    ...roomRules,
    forbid('no-circles', 'Types included.', {}, { circular: true }),
    forbid(
      'no-extension-api',
      'Only background, browser and entrypoints know the extension API.',
      { path: '^(lib|components)/', pathNot: '^lib/(background|browser)/' },
      { path: EXTENSION_API },
    ),
    forbid('no-ui', 'lib knows no UI.', { path: '^lib/' }, { path: UI }),
    forbid(
      'zod-mini',
      'zod is five times the size and trips the store linter.',
      { path: '^(lib|components|entrypoints)/' },
      { path: '^zod$|node_modules/zod/', pathNot: 'node_modules/zod/mini/' },
    ),
    forbid(
      'content-scripts',
      'Content scripts use browser/{send, native-api, i18n} alone.',
      { path: `^entrypoints/(${CONTENT_SCRIPTS.join('|')})(/|\\.tsx?$)` },
      {
        path: '^lib/(storage|background|browser|channels|review)/|(^|/)(zod|idb)(/|$)',
        pathNot: '^lib/(browser/(send|native-api|i18n)|review/panel-item)\\.ts$',
      },
    ),
    forbid(
      'pages',
      'Pages read the store and send messages; the background alone writes.',
      { path: '^entrypoints/', pathNot: '^entrypoints/background\\.ts$' },
      {
        path: '^lib/(background/|storage/)',
        pathNot: '^lib/storage/(request-reader|first-rows|first-read)\\.ts$',
      },
    ),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      extensions: ['.ts', '.tsx', '.js', '.json', '.d.ts'],
      exportsFields: ['exports'],
      conditionNames: ['import', 'default'],
    },
  },
};

// For scripts/architecture-picture.mjs. Not enumerable: dependency-cruiser refuses keys it does not know.
Object.defineProperty(module.exports, 'ROOMS', { value: ROOMS });
