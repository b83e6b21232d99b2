import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import '../../components/guard/after.css';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { AfterAccept, type AfterAcceptView } from '../../components/guard/AfterAccept.tsx';
import { provideText, t } from '../../components/i18n.ts';
import { send } from '../../lib/browser/send.ts';
import { pageFragment } from '../../lib/popup-url.ts';

provideText((key, substitutions) =>
  browser.i18n.getMessage(key as Parameters<typeof browser.i18n.getMessage>[0], substitutions),
);
document.documentElement.lang = t('languageTag');
document.documentElement.dir = browser.i18n.getMessage('@@bidi_dir');

const openConnect = (id: string) => {
  void send('openConnect', { id });
};
const openRequest = (id: string) =>
  location.assign(
    `${browser.runtime.getURL('/popup.html')}${pageFragment({ kind: 'request', id })}`,
  );

const root = document.getElementById('root');
const show = (view: AfterAcceptView) => {
  if (!root) return;
  render(<AfterAccept view={view} openConnect={openConnect} openRequest={openRequest} />, root);
};

show({ kind: 'loading' });
void send('authorizeOutcome', {}).then((answer) =>
  show(answer.ok ? { kind: answer.outcome, request: answer.request } : { kind: 'unknown' }),
);
