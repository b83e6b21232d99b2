import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { defineConfig } from 'wxt';
import {
  BANNER_TRIGGER_MATCHES,
  CONSENT_MATCHES,
  OBSERVED_HOSTS,
  OPTIONAL_HOSTS,
  SHARE_LINK_MATCHES,
} from './lib/atlassian/matches.ts';
import { helpFiles } from './scripts/build/help.ts';
import { fewerLetters } from './scripts/build/letters.ts';
import { shortLists } from './scripts/build/lists.ts';
import {
  paintFirst,
  readingInPages,
  uiInPages,
  usedOfLibraries,
  withoutParts,
} from './scripts/build/page-parts.ts';
import { sharing } from './scripts/build/sharing.ts';
import { smallSuffixes } from './scripts/build/suffixes.ts';
import { shippedTexts } from './scripts/build/texts.ts';

/**
 * Preact carries one `innerHTML` assignment for a prop we never use. Taking it out keeps the store
 * linter silent, and makes sure that no mistake of ours can ever reach it.
 */
const noInnerHTML = {
  name: 'preact-no-inner-html',
  enforce: 'pre' as const,
  transform(code: string, id: string) {
    if (!/\/preact\/dist\//.test(id) || !code.includes('.innerHTML=')) return;
    return { code: code.replace(/\b\w+\.innerHTML=\w+\.__html/g, 'void 0'), map: null };
  },
};

/**
 * Calls a script's `main` and nothing else. WXT's own frame around it (a logger, and errors caught
 * to be thrown again) is 1.4 kB of memory on every consent page.
 */
const bareScripts = {
  name: 'bare-unlisted-scripts',
  transform(code: string, id: string) {
    if (!id.includes('virtual:wxt-unlisted-script-entrypoint')) return;
    const [definition] = code.split(';', 1);
    return { code: `${definition};definition.main();`, map: null };
  },
};

/**
 * A service worker knows no `import()`. Written as `require()`, rolldown has what is loaded in a file
 * that is shared with our pages, and runs it where it stands in the code and not at each start.
 */
const lateInBackground = {
  name: 'late-in-background',
  transform(code: string, id: string) {
    if (!/\/lib\/background\//.test(id) || !code.includes('import(')) return;
    return { code: code.replace(/\bimport\((['"])/g, 'require($1'), map: null };
  },
};

/** A fixed id for end-to-end builds alone: the stores give the real one. */
const E2E_KEY =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAyZ7HCDagQuA83kHwbCIIX8jvb4fjpPa4tw6doiVSoSjR5co8XOL+NY6xnTPw7m+Gm7mmi88oqLAZBE7RWzww24+gvBOobSDRfR5tQJ01MXtwsiLvxCYlZHRilBz2Q0olegGLAyCsAheM93zdpCiX3gjMczy4BKtbcKR/5Am2IDxc8Y0DMIl7KyyWXEeETdUwQWa+gJF5QnP9ObFHUvFH3bVK039/P/J4Z9uOqEkABVh+YybOqeCb/vhk53g06jAUPjJXiEldQmoZLoaMVrmHpEKOckv8pNtYZ8JLHP2UCexcAxHvsU4SRj8wPuEXle+SnGZ+GF3mI6xN9Ei0OtrrZwIDAQAB';

export default defineConfig({
  imports: false,
  manifestVersion: 3,
  hooks: {
    // The popup's worker is built with pages and background: what they share is in one file.
    'vite:build:extendConfig': (entrypoints, config) => {
      const [first] = entrypoints;
      if (first?.type === 'unlisted-script') config.plugins?.push(withoutParts(first.name));
      if (first?.name === 'page-ui') config.plugins?.push(usedOfLibraries);
      const { input, output } = config.build?.rollupOptions ?? {};
      if (!entrypoints.some(({ name }) => name === 'popup') || !input || !output) return;
      config.plugins?.push(uiInPages, readingInPages, paintFirst);
      Object.assign(input, { 'queue-worker': resolve('entrypoints/popup/queue.worker.ts') });
      Object.assign(output, { codeSplitting: { groups: sharing() } });
    },
    'build:publicAssets': (_wxt, files) => {
      files.push(...helpFiles());
      files.forEach((file, at) => {
        const { relativeDest } = file;
        if (!('absoluteSrc' in file) || !relativeDest.endsWith('.json')) return;
        const source = readFileSync(file.absoluteSrc, 'utf8');
        const isTexts = relativeDest.startsWith('_locales');
        const contents = isTexts ? shippedTexts(source) : JSON.stringify(JSON.parse(source));
        files[at] = { relativeDest, contents };
      });
    },
  },
  vite: () => ({
    // Inlined constants had the list of suffixes in the code three times.
    build: {
      rolldownOptions: { optimization: { inlineConst: false } },
      modulePreload: { polyfill: false },
    },
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    plugins: [noInnerHTML, bareScripts, lateInBackground, smallSuffixes, fewerLetters, shortLists],
  }),
  manifest: ({ browser, mode }) => ({
    name: '__MSG_extensionName__',
    short_name: 'Countersign',
    description: '__MSG_extensionDescription__',
    default_locale: 'en',
    permissions: [
      'storage',
      'activeTab',
      'scripting',
      'webRequest',
      'declarativeNetRequestWithHostAccess',
      'alarms',
      // Chromium's rules hold a redirect where it is sent; in Firefox a listener has to.
      ...(browser === 'firefox' ? (['webRequestBlocking'] as const) : []),
      ...(mode === 'e2e' ? (['notifications'] as const) : []),
    ],
    ...(mode === 'e2e' ? {} : { optional_permissions: ['notifications'] }),
    host_permissions: [...OBSERVED_HOSTS, ...(mode === 'e2e' ? OPTIONAL_HOSTS : [])],
    ...(mode === 'e2e' ? { key: E2E_KEY } : { optional_host_permissions: [...OPTIONAL_HOSTS] }),
    content_scripts: [
      { matches: [...CONSENT_MATCHES], js: ['consent-detector.js'], run_at: 'document_end' },
      { matches: [...BANNER_TRIGGER_MATCHES], js: ['banner-trigger.js'], run_at: 'document_end' },
      { matches: [...SHARE_LINK_MATCHES], js: ['share-link.js'], run_at: 'document_start' },
    ],
    // Firefox takes policies without a schema, and its store's linter knows no such key.
    ...(browser === 'firefox' ? {} : { storage: { managed_schema: 'managed_schema.json' } }),
    action: { default_title: '__MSG_actionTitle__' },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'countersign@countersign.example',
              strict_min_version: '140.0',
              data_collection_permissions: { required: ['none'] },
            },
            gecko_android: { strict_min_version: '142.0' },
          },
        }
      : { minimum_chrome_version: '120' }),
  }),
});
