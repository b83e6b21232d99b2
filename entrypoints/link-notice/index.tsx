import { render } from 'preact';
import { browser } from 'wxt/browser';
import { defineUnlistedScript } from '#imports';
import { provideText } from '../../components/i18n.ts';
import { LinkNotice } from '../../components/notice/LinkNotice.tsx';
import { ownElement, shield } from '../../components/page/own-element.ts';
import { card, tokens } from '../../components/page/styles.ts';
import { isSignInPage } from '../../lib/atlassian/hosts.ts';
import { send } from '../../lib/browser/send.ts';

declare global {
  var countersignNotice: { lookAgain: () => Promise<void> } | undefined;
}

/** What is long enough to be read before the page may be left, in milliseconds. */
const READ = 2000;

function createNotice() {
  provideText((key, substitutions) =>
    browser.i18n.getMessage(key as Parameters<typeof browser.i18n.getMessage>[0], substitutions),
  );
  const own = ownElement('countersign-notice', tokens + card);
  const { host, mount } = own;
  shield(own);
  let reading = 0;
  const seen = () => {
    send('noticeSeen', {}).catch(() => undefined);
  };
  const close = () => {
    seen();
    host.remove();
  };
  const review = (id: string) => {
    send('panelOpen', { id }).catch(() => undefined);
    close();
  };
  return {
    async lookAgain() {
      const answer = await send('takeNotice', {});
      if (!answer.ok || !answer.notice) return;
      const { notice } = answer;
      // In the middle of a sign-in nobody is led away.
      const open = isSignInPage(location) ? undefined : review;
      const use = async () => {
        const done = await send('useSetup', {});
        return done.ok ? 'done' : done.problem;
      };
      render(<LinkNotice notice={notice} use={use} open={open} close={close} />, mount);
      if (!host.isConnected) document.documentElement.insertBefore(host, document.body);
      clearTimeout(reading);
      // Who signs in looks at the password box: it is told again where the sign-in leads.
      const waits = notice.ok && notice.what === 'setup';
      if (!waits && !isSignInPage(location)) reading = window.setTimeout(seen, READ);
    },
  };
}

/**
 * Says on Atlassian's page that a link was taken in (or why not), where the person looks. Drawn
 * once: a second injection has the first one look for news, because another link may be opened in
 * the same document. It goes when it is closed, and does not come back once it could be read.
 */
export default defineUnlistedScript(async () => {
  globalThis.countersignNotice ??= createNotice();
  await globalThis.countersignNotice.lookAgain();
});
