import { render } from 'preact';
import { browser } from 'wxt/browser';
import { defineUnlistedScript } from '#imports';
import css from '../../components/banner/banner.css?inline';
import { GuardBar } from '../../components/guard/GuardBar.tsx';
import guardCss from '../../components/guard/guard.css?inline';
import tokens from '../../components/styles/tokens.css?inline';
import { provideText } from '../../components/text.ts';
import { type AuthorizeFacts, mergeFacts } from '../../lib/atlassian/authorize-url.ts';
import { send } from '../../lib/browser/send.ts';
import { isBlock, isNeighbour } from '../../lib/consent/causes.ts';
import { readBlock, viewPage } from '../../lib/consent/read-page.ts';
import { differences, type Live, readOnPage } from '../../lib/requests/authorise.ts';

/** Changes of a page come in bursts: one look after each, in milliseconds. */
const BURST = 25;
/** Accept leads away within this time, or it had no effect, in milliseconds. */
const LEADS_AWAY = 15_000;

/**
 * What Accept may be called where it does not say that it submits. English, and the one translation
 * that was seen (a Chinese test guide).
 */
const ACCEPT = /^\s*(?:accept|allow|approve|authori[sz]e|接受)/i;

/**
 * True where this press may accept. Accept submits a form (observed); a button that is called so
 * counts as well. Cancel and what unfolds the permissions must go on working.
 */
function mayAccept(target: EventTarget | null): boolean {
  const pressed =
    target instanceof Element && target.closest('[type="submit"],button,[role="button"]');
  if (!pressed) return false;
  return pressed.matches('[type="submit"]') || ACCEPT.test(pressed.textContent ?? '');
}

/** What is known of the page in front of the reviewer, with these facts of its connection. */
function liveOf(page: ReturnType<typeof viewPage>, facts: AuthorizeFacts): Live {
  return {
    scopes: facts.scopes,
    ...(page?.appName ? { appName: page.appName } : {}),
    ...(facts.clientId ? { clientId: facts.clientId } : {}),
    ...(facts.redirect ? { redirectHost: facts.redirect.host } : {}),
    ...(page?.chosenSite ? { site: page.chosenSite } : {}),
  };
}

/**
 * The guard: stands on a consent page that a reviewer opened through Countersign, compares it with
 * the request at every change, and holds Accept back while anything differs, until the reviewer
 * says so in so many words.
 */
export default defineUnlistedScript(async () => {
  if (document.querySelector('countersign-guard')) return;
  const answer = await send('guardLook', {});
  if (!answer.ok || document.querySelector('countersign-guard')) return;
  const { expected, live: seen, held, strayed } = answer;
  provideText((key, substitutions) =>
    browser.i18n.getMessage(key as Parameters<typeof browser.i18n.getMessage>[0], substitutions),
  );
  const host = document.createElement('countersign-guard');
  const root = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = tokens + css + guardCss;
  const mount = document.createElement('div');
  root.append(style, mount);

  // What was overruled: other differences than these hold Accept back again.
  let overruled = '';

  const look = () => {
    const page = viewPage(document, location.href);
    const facts = page?.facts ?? { scopes: [] };
    const live = liveOf(page, mergeFacts(facts, seen));
    const found = differences(expected, live, held ? 'us' : 'app');
    if (strayed) found.unshift({ what: 'connection', expected: '', live: '' });
    // What we asked for ourselves proves nothing; what an app asked for was seen on its way here.
    const { read, unread } = readOnPage(held ? liveOf(page, facts) : live);
    const cause = page && readBlock(page)?.cause;
    return { found, live, read, unread, cause };
  };

  const draw = () => {
    const { found, live, read, unread, cause } = look();
    const view = {
      app: expected.appName,
      site: expected.site,
      differences: found,
      read,
      unread,
      held,
      strayed,
      chosen: live.site !== undefined,
      blocked: cause !== undefined && isBlock(cause),
      ...(cause && isNeighbour(cause) ? { stopped: cause } : {}),
      overruled: found.length > 0 && overruled === JSON.stringify(found),
    };
    const overrule = () => {
      overruled = JSON.stringify(found);
      draw();
    };
    render(<GuardBar view={view} overrule={overrule} />, mount);
    if (!host.isConnected) document.documentElement.insertBefore(host, document.body);
  };

  // When Accept was last pressed by the person on a page that is as requested; 0: not, or not last.
  let acceptedAt = 0;

  /** Accept goes through: notes whether it counts. The form that it submits is the same press. */
  const pass = (event: Event, asRequested: boolean) => {
    if (event.type === 'click' && event.isTrusted) acceptedAt = asRequested ? Date.now() : 0;
  };

  const hold = (event: Event) => {
    if (event.type === 'click' && !mayAccept(event.target)) {
      acceptedAt = 0;
      return;
    }
    const { found, cause } = look();
    if (found.length === 0 || overruled === JSON.stringify(found)) {
      pass(event, found.length === 0 && cause === undefined);
      return;
    }
    event.preventDefault();
    event.stopImmediatePropagation();
    draw();
  };
  addEventListener('click', hold, true);
  addEventListener('submit', hold, true);
  addEventListener('pagehide', () => {
    const accepted = acceptedAt > 0 && Date.now() - acceptedAt < LEADS_AWAY;
    if (accepted && !held) send('guardAccepted', {}).catch(() => undefined);
  });

  let waiting = false;
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      draw();
    }, BURST);
  }).observe(document.documentElement, { childList: true, subtree: true, characterData: true });
  draw();
});
