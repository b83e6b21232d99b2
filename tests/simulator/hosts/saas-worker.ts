import type { Core } from '../core.ts';
import { type Call, html, type Reply, type Route } from '../http.ts';

/** Goes onto the app's front page: registers its service worker, and says when it is at work. */
export const REGISTERS =
  '<p id="offline"></p><script type="module" src="/register-worker.js"></script>';

const REGISTER = `await navigator.serviceWorker.register('/worker.js');
const { active } = await navigator.serviceWorker.ready;
const say = () => {
  if (active.state === 'activated') document.getElementById('offline').textContent = 'Works offline';
};
active.addEventListener('statechange', say);
say();`;

/** Takes over at once, like the workers of most frameworks. */
const AT_ONCE = `addEventListener('install', () => skipWaiting());
addEventListener('activate', (event) => event.waitUntil(clients.claim()));
const tell = (address) => fetch('/told', { method: 'POST', body: address });
const isPage = ({ request }) => request.mode === 'navigate';`;

const ON_FETCH = {
  none: '',
  /** hands every page on as it is */
  fetch: 'if (isPage(event)) event.respondWith(fetch(event.request));',
  /** an app shell: one page for all addresses, whose script tells the server where it is */
  shell: `if (isPage(event) && !event.request.url.includes('/connect'))
    event.respondWith(new Response('<!doctype html><title>App</title><h1>App</h1><script type="module" src="/shell.js"></script>',
      { headers: { 'content-type': 'text/html' } }));`,
  /** answers nothing, and reads where people go */
  reader: 'if (isPage(event)) event.waitUntil(tell(event.request.url));',
} as const;

/**
 * The app's service worker, in three sorts. Each gets a code to the app before any rule of the
 * browser about the app's host is asked: navigations are given to the worker first.
 */
export function workerRoutes(
  core: Core,
  host: string,
  callback: (call: Call) => Reply | Promise<Reply>,
): Route[] {
  const script = (path: string, body: () => string): Route => ({
    host,
    method: 'GET',
    path,
    handler: () => ({ status: 200, headers: { 'content-type': 'text/javascript' }, body: body() }),
  });
  return [
    script('/register-worker.js', () => REGISTER),
    script(
      '/worker.js',
      () =>
        `${AT_ONCE}\naddEventListener('fetch', (event) => { ${ON_FETCH[core.switches.saasWorker]} });`,
    ),
    script('/shell.js', () => "fetch('/told', { method: 'POST', body: location.href });"),
    {
      host,
      method: 'POST',
      path: '/told',
      handler: (call) => {
        const url = URL.canParse(call.body) ? new URL(call.body) : call.url;
        return url.pathname === '/oauth/callback' ? callback({ ...call, url }) : html('');
      },
    },
  ];
}
