import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import '../../components/styles/review.css';
import '../../components/styles/roles.css';
import '../../components/styles/welcome.css';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { provideText, t } from '../../components/i18n.ts';
import { createWelcomeModel, Welcome } from '../../components/welcome/Welcome.tsx';
import { send } from '../../lib/browser/send.ts';
import { pageFragment } from '../../lib/popup-url.ts';

provideText((key, substitutions) =>
  browser.i18n.getMessage(key as Parameters<typeof browser.i18n.getMessage>[0], substitutions),
);
document.documentElement.lang = t('languageTag');
document.documentElement.dir = browser.i18n.getMessage('@@bidi_dir');

const model = createWelcomeModel({
  send,
  openRequest: (id) =>
    browser.tabs.create({
      url: `${browser.runtime.getURL('/popup.html')}${pageFragment({ kind: 'request', id })}`,
    }),
});
const root = document.getElementById('root');
if (root) render(<Welcome model={model} />, root);
void model.start();
