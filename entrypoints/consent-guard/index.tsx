import { render } from 'preact';
import { browser } from 'wxt/browser';
import { defineUnlistedScript } from '#imports';
import { beat, GuardBar, GuardUnanswered } from '../../components/guard/GuardBar.tsx';
import guardCss from '../../components/guard/guard.css?inline';
import { provideText, type Translate } from '../../components/i18n.ts';
import { isInOurs, ownElement, removeOwn, shield } from '../../components/page/own-element.ts';
import { card, tokens } from '../../components/page/styles.ts';
import { type AuthorizeFacts, mergeFacts } from '../../lib/atlassian/authorize-url.ts';
import { placeOf } from '../../lib/atlassian/hosts.ts';
import { send } from '../../lib/browser/send.ts';
import { isBlock, isSimilarScreen } from '../../lib/consent/causes.ts';
import { readBlock, viewPage } from '../../lib/consent/read-page.ts';
import type { Answers } from '../../lib/messages.ts';
import { differences, type Live, readOnPage } from '../../lib/requests/authorize.ts';
import { answerTo } from './ask.ts';
import { blockAtSource, canBlockAtSource } from './block-navigation.ts';
import { mayAccept, type Over, overOf } from './may-accept.ts';

declare global {
  var countersignGuard: boolean | undefined;
  /** the guard stands on this page: the banner does not, see place.ts */
  var countersignGuarded: boolean | undefined;
}

/** Changes of a page come in bursts: one look after each, in milliseconds. */
const BURST = 25;
/** Accept leads away within this time, or it had no effect, in milliseconds. */
const LEADS_AWAY = 15_000;
/** How often the guard looks whether it is still one, in milliseconds. */
const PULSE = 500;

type Found = Extract<Answers['guardLook'], { ok: true }>;

/** What is known of the page in front of the reviewer, with these facts of its connection. */
function liveOf(page: ReturnType<typeof viewPage>, facts: AuthorizeFacts): Live {
  return {
    scopes: facts.scopes,
    ...(page?.appName && { appName: page.appName }),
    ...(facts.clientId && { clientId: facts.clientId }),
    ...(facts.redirect && { redirectHost: facts.redirect.host }),
    ...(page?.chosenSite && { site: page.chosenSite }),
  };
}

/** Everything there is to say of this page; undefined where it is no consent page. */
function lookAt({ expected, live: seen, held }: Found, strayed: boolean) {
  const page = viewPage(document, location.href);
  if (!page) return undefined;
  const live = liveOf(page, mergeFacts(page.facts, seen));
  const found = differences(expected, live, held ? 'us' : 'app');
  if (strayed) found.unshift({ what: 'connection', expected: '', live: '' });
  // What we asked for ourselves proves nothing; what an app asked for was seen on its way here.
  const { read, unread } = readOnPage(held ? liveOf(page, page.facts) : live);
  return { found, live, read, unread, cause: readBlock(page)?.cause };
}

/** On the hosts of consent pages, but on none: there is nothing to accept. */
const isElsewhere = () => placeOf(new URL(location.href))?.kind !== 'consent';

/**
 * The guard's bar and its ears, before it is known what is under way here: until then no press that
 * may accept gets through.
 */
function createGuard() {
  let about: Found | undefined;
  let strayed = false;
  let over: Over | undefined;
  // Nobody says what is under way here: the page may be ours.
  let unanswered = false;
  // What was overruled: other differences than these hold Accept back again.
  let overruled = '';
  // When Accept was last pressed by the person on a page that is as requested; 0: not, or not last.
  let acceptedAt = 0;

  let drawn: ReturnType<typeof ownElement> | undefined;
  const own = () => {
    if (!drawn) {
      drawn = ownElement('countersign-guard', tokens + card + guardCss);
      shield(drawn);
    }
    return drawn;
  };

  const drawUnanswered = () => {
    if (isElsewhere()) {
      drawn?.host.remove();
      return;
    }
    const { host, mount } = own();
    render(<GuardUnanswered {...(over && { over })} />, mount);
    beat(mount);
    if (!host.isConnected) document.documentElement.insertBefore(host, document.body);
  };

  const draw = () => {
    if (unanswered) {
      drawUnanswered();
      return;
    }
    const looked = about && lookAt(about, strayed);
    if (!about || !looked) {
      drawn?.host.remove();
      return;
    }
    const { host, mount } = own();
    const { found, live, read, unread, cause } = looked;
    const view = {
      app: about.expected.appName,
      site: about.expected.site,
      differences: found,
      read,
      unread,
      held: about.held,
      atSource: canBlockAtSource(),
      strayed,
      chosen: live.site !== undefined,
      blocked: cause !== undefined && isBlock(cause),
      ...(cause && isSimilarScreen(cause) && { stopped: cause }),
      overruled: found.length > 0 && overruled === JSON.stringify(found),
      ...(over && { over }),
    };
    const overrule = () => {
      overruled = JSON.stringify(found);
      draw();
    };
    render(<GuardBar view={view} overrule={overrule} />, mount);
    beat(mount);
    if (!host.isConnected) document.documentElement.insertBefore(host, document.body);
  };

  const isOver = () => {
    over ??= overOf(about?.until, Date.now());
    return over !== undefined;
  };

  /** True where this press goes through; notes whether it counts as an Accept. */
  const goesThrough = (event: Event): boolean => {
    if (!about || isOver()) return false;
    const looked = lookAt(about, strayed);
    if (!looked) return true;
    const { found, cause } = looked;
    const asRequested = found.length === 0 && cause === undefined;
    if (found.length > 0 && overruled !== JSON.stringify(found)) return false;
    // The form that it submits is the same press.
    if (event.type === 'click' && event.isTrusted) acceptedAt = asRequested ? Date.now() : 0;
    return true;
  };

  const hold = (event: Event) => {
    if (isInOurs(event) || (!about && isElsewhere())) return;
    const pressed =
      event.type === 'submit' ? (event as SubmitEvent).submitter : event.composedPath()[0];
    // A form may be sent without a button.
    const may = pressed === null ? true : mayAccept(pressed);
    if (!may) {
      if (event.type === 'click') acceptedAt = 0;
      return;
    }
    if (goesThrough(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    draw();
  };
  addEventListener('click', hold, true);
  addEventListener('submit', hold, true);

  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      draw();
    }, BURST);
  };

  let pulse: ReturnType<typeof setInterval> | undefined;
  const startPulse = () => {
    clearInterval(pulse);
    pulse = setInterval(() => {
      if (drawn) beat(drawn.mount);
      const ended = isOver();
      if (ended) clearInterval(pulse);
      if (ended || unanswered) draw();
    }, PULSE);
  };

  return {
    /** Nobody says what is under way: as long as that is so, the page may be ours. */
    unanswered() {
      unanswered = true;
      startPulse();
      draw();
    },
    begin(found: Found) {
      about = found;
      unanswered = false;
      globalThis.countersignGuarded = true;
      // One of the two: the guard says that the page is blocked as well.
      removeOwn('countersign-banner');
      ({ strayed } = found);
      const { digest, expected, held } = found;
      if (held && digest !== undefined) {
        blockAtSource({
          digest,
          returnHost: expected.redirectHost,
          strayed: () => strayed,
          overruled: () => !over && overruled === JSON.stringify(lookAt(found, strayed)?.found),
          stopped: (outcome) => {
            send('guardCancelled', { outcome }).catch(() => undefined);
          },
          notOurs: () => {
            strayed = true;
            draw();
          },
        });
      }
      addEventListener('pagehide', () => {
        const accepted = acceptedAt > 0 && Date.now() - acceptedAt < LEADS_AWAY;
        if (accepted && !held) send('guardAccepted', {}).catch(() => undefined);
      });
      const observer = new MutationObserver(soon);
      observer.observe(document, { childList: true, subtree: true, characterData: true });
      const { navigation } = globalThis as { navigation?: EventTarget };
      navigation?.addEventListener('currententrychange', soon);
      startPulse();
      // A tab that was in the background beats too rarely to be believed at once.
      document.addEventListener('visibilitychange', () => drawn && beat(drawn.mount));
      draw();
    },
    /** Nothing is under way in this tab: the page is left alone. */
    end() {
      clearInterval(pulse);
      drawn?.host.remove();
      removeEventListener('click', hold, true);
      removeEventListener('submit', hold, true);
    },
  };
}

/** Texts as ever; those that were asked for once can be had without the extension, too. */
function rememberedText(): Translate {
  const known = new Map<string, string>();
  return (key, substitutions) => {
    const which = JSON.stringify([key, substitutions]);
    try {
      const name = key as Parameters<typeof browser.i18n.getMessage>[0];
      const text = browser.i18n.getMessage(name, substitutions);
      if (text) known.set(which, text);
    } catch {
      // The extension is gone.
    }
    return known.get(which) ?? '';
  };
}

/**
 * The guard: stands on a consent page that a reviewer opened through Countersign, compares it with
 * the request at every change, and blocks Accept while anything differs, until the reviewer
 * says so in so many words.
 */
export default defineUnlistedScript(async () => {
  if (globalThis.countersignGuard) return;
  globalThis.countersignGuard = true;
  provideText(rememberedText());
  const guard = createGuard();
  const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
  const answer = await answerTo(() => send('guardLook', {}), pause, guard.unanswered);
  if (answer.ok) guard.begin(answer);
  else guard.end();
});
