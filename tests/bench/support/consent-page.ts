import type { Simulator } from '../../simulator/simulator.ts';

/** The posed page's address: one of those on which a block can appear. */
export const CONSENT_URL =
  'https://api.atlassian.com/oauth2/authorize/server/consent?client_id=bS7kQ2mX9vT4nR8wY1cZ6dF3gH5jL0pA&scope=read%3Ajira-work';

/** The words of the block (wordings.ts, 1). */
export const WORDS =
  "Your site admin must authorize this app for the site 'acme.atlassian.net' before the app can access your account.";

const ISOLATED = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** How the page behaves. */
export interface PageOptions {
  /** elements and texts, roughly */
  nodes: number;
  /** how late it draws itself, in milliseconds */
  delay: number;
  /** for how long it goes on changing after that, in milliseconds */
  busy: number;
  /** steps of a loop in the page's own script, which stand for everything a real page computes */
  loop?: number;
  /** the block's words stand in the page's source, in data of its own that is never drawn */
  wordsInData?: boolean;
  /** cross-origin isolated: then clocks in the page tell 5 µs apart, not 100 */
  isolated?: boolean;
}

declare global {
  interface Window {
    /** true once the page has drawn itself and changes no more */
    settled?: boolean;
  }
}

/**
 * Poses a consent page without a block: an empty shell under a strict policy, drawn late by a
 * script, as the real one is. There is no framework in it, so that its own script time is low and
 * whatever an extension adds stands out.
 */
export function poseConsentPage(sim: Simulator, options: PageOptions): void {
  const url = new URL(CONSENT_URL);
  const data = JSON.stringify({ messages: options.wordsInData ? [WORDS] : [] });
  sim.servePage(url.hostname, url.pathname, () => ({
    status: 200,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': "default-src 'self'; style-src 'self'",
      ...(options.isolated ? ISOLATED : {}),
    },
    body: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>Atlassian</title><script src="/bench.js" defer></script></head>
<body>
<div id="root"><div role="status">Loading</div></div>
<script type="application/json">${data}</script>
</body>
</html>`,
  }));
  sim.servePage(url.hostname, '/bench.js', () => ({
    status: 200,
    headers: {
      'content-type': 'text/javascript; charset=utf-8',
      'cross-origin-resource-policy': 'same-origin',
    },
    body: `(${drawPage})(${JSON.stringify(options)});`,
  }));
}

/** Runs in the page: nothing from outside may be used in here. */
function drawPage({ nodes, delay, busy, loop = 0 }: PageOptions): void {
  let sum = 0;
  for (let step = 0; step < loop; step += 1) sum = (sum * 31 + step) % 1_000_003;
  document.documentElement.dataset.sum = String(sum);
  let count = 0;
  const make = (tag: string, className: string, ...children: (Node | string)[]): HTMLElement => {
    const element = document.createElement(tag);
    element.className = className;
    element.append(...children);
    count += 1 + children.filter((child) => typeof child === 'string').length;
    return element;
  };
  const scope = (index: number) =>
    make(
      'li',
      'scope',
      make('span', 'icon', make('i', 'glyph')),
      make(
        'div',
        'words',
        make('strong', 'verb', `View item ${index} of your projects`),
        make('p', 'more', 'Boards, sprints, ', make('em', 'what', 'work items'), ' and comments.'),
        make('button', 'permission', `read:jira-work:${index}`),
      ),
    );
  const card = () => {
    const button = make('button', 'accept', 'Accept') as HTMLButtonElement;
    button.type = 'submit';
    const site = make(
      'div',
      'site-selector',
      'Use app on ',
      make('b', 'site', 'acme.atlassian.net'),
    );
    const list = make('ul', 'scopes');
    while (count < nodes) list.append(scope(count));
    return make(
      'main',
      'card',
      make('h1', '', 'BoardSync is requesting access to your Atlassian account.'),
      site,
      list,
      make('p', 'footer', 'Allow BoardSync to do this? By clicking Accept, you agree.'),
      make('form', '', button, make('button', 'cancel', 'Cancel')),
    );
  };
  const change = (step: number) => {
    const rows = document.querySelectorAll<HTMLElement>('.scope');
    const row = rows[(step * 37) % rows.length];
    row?.classList.toggle('hover');
    const verb = row?.querySelector('.verb')?.firstChild;
    if (verb) verb.nodeValue = `View item of step ${step}`;
    if (step % 3 === 0) row?.querySelector('.words')?.append(make('small', 'tip', 'Why is that?'));
    // What a framework does when its state changes: a part of the page is drawn anew.
    if (step % 6 === 0) {
      for (const one of [...rows].slice(0, 50)) one.replaceWith(scope(step));
    }
  };
  setTimeout(() => {
    document.getElementById('root')?.replaceChildren(card());
    const end = performance.now() + busy;
    let step = 0;
    const next = () => {
      if (step > 0) change(step);
      step += 1;
      // Answers that come in, one after the other; what only moves is moved by style sheets.
      if (performance.now() < end) setTimeout(next, 50);
      else window.settled = true;
    };
    next();
  }, delay);
}
