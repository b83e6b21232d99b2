import { isAtlassianHost } from '../../lib/atlassian/hosts.ts';
import { digestOf } from '../../lib/digest.ts';

/** The part of the Navigation API that is used; Chromium has it, Firefox from 147 on. */
interface Navigate extends Event {
  destination: { url: string; sameDocument: boolean };
  formData: FormData | null;
}

interface NavigationBlock {
  /** digest of our own `state` */
  digest: string;
  /** where the app takes its answer */
  returnHost: string | undefined;
  /** nothing shows that this page is ours, so what leaves it may be somebody else's answer */
  strayed: () => boolean;
  /** the reviewer knows of that, and wants it to go out */
  overruled: () => boolean;
  /** our own answer was stopped on this page */
  stopped: (outcome: 'accepted' | 'refused') => void;
  /** an answer was stopped that is not ours */
  notOurs: () => void;
}

const ANSWER = ['state', 'code', 'error'] as const;

/** What an answer would say, wherever it says it: query, fragment, a form. */
function answerIn(url: URL, formData: FormData | null): Map<string, string> {
  const fragment = new URLSearchParams(url.hash.replace(/^#/, ''));
  const answer = new Map<string, string>();
  for (const name of ANSWER) {
    const posted = formData?.get(name);
    const value =
      url.searchParams.get(name) ??
      fragment.get(name) ??
      (typeof posted === 'string' ? posted : null);
    if (value !== null) answer.set(name, value);
  }
  return answer;
}

/** True where the browser can stop an answer on the page that sends it. */
export const canBlockAtSource = (): boolean => 'navigation' in globalThis;

/**
 * Stops the answer of a consent of ours on the consent page itself, before any request leaves: the
 * app's own service worker would be given it first otherwise. All that leaves Atlassian's hosts with
 * an answer, or for the app, is stopped at once, because whose answer it is takes a moment to say.
 * An answer that Atlassian's server sends by a redirect is not seen here (measured, Chromium 156).
 */
export function blockAtSource(hold: NavigationBlock): void {
  const { navigation } = globalThis as { navigation?: EventTarget };
  let letThrough = '';

  const decide = async (url: URL, answer: Map<string, string>) => {
    const state = answer.get('state');
    const own = state === undefined ? !hold.strayed() : (await digestOf(state)) === hold.digest;
    if (own && answer.size > 0) hold.stopped(answer.has('code') ? 'accepted' : 'refused');
    else if (own) return;
    else if (hold.overruled()) {
      letThrough = url.href;
      location.assign(url);
    } else hold.notOurs();
  };

  navigation?.addEventListener('navigate', (event) => {
    const { destination, formData } = event as Navigate;
    const url = new URL(destination.url);
    const pass = letThrough === url.href;
    letThrough = '';
    if (pass || destination.sameDocument || isAtlassianHost(url.hostname)) return;
    const answer = answerIn(url, formData);
    // A form cannot be sent again: where it may be somebody else's answer, it is not ours to stop.
    if (hold.strayed() && (formData || answer.size === 0)) return;
    if (answer.size === 0 && url.host !== hold.returnHost) return;
    event.preventDefault();
    decide(url, answer).catch(() => undefined);
  });
}
