import { render } from 'preact';
import { browser } from 'wxt/browser';
import { defineUnlistedScript } from '#imports';
import css from '../../components/banner/banner.css?inline';
import { LinkNotice } from '../../components/notice/LinkNotice.tsx';
import tokens from '../../components/styles/tokens.css?inline';
import { provideText } from '../../components/text.ts';
import { send } from '../../lib/browser/send.ts';

/** What is long enough to be read before a sign-in may take the page away, in milliseconds. */
const READ = 2000;

/**
 * Says on Atlassian's page that a link was taken in (or why not), where the person looks. Drawn
 * once; it goes when it is closed, and does not come back once it could be read.
 */
export default defineUnlistedScript(async () => {
  if (document.querySelector('countersign-notice')) return;
  const answer = await send('takeNotice', {});
  if (!answer.ok || !answer.notice || document.querySelector('countersign-notice')) return;
  provideText((key, substitutions) =>
    browser.i18n.getMessage(key as Parameters<typeof browser.i18n.getMessage>[0], substitutions),
  );
  const host = document.createElement('countersign-notice');
  const root = host.attachShadow({ mode: 'open' });
  const style = document.createElement('style');
  style.textContent = tokens + css;
  const mount = document.createElement('div');
  root.append(style, mount);
  const seen = () => {
    send('noticeSeen', {}).catch(() => undefined);
  };
  const close = () => {
    seen();
    host.remove();
  };
  render(<LinkNotice notice={answer.notice} close={close} />, mount);
  document.documentElement.insertBefore(host, document.body);
  setTimeout(seen, READ);
});
