import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import '../../components/styles/page.css';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { AfterAccept, type AfterAcceptView } from '../../components/guard/AfterAccept.tsx';
import { provideText, t } from '../../components/text.ts';
import { send } from '../../lib/browser/send.ts';

provideText((key, substitutions) =>
  browser.i18n.getMessage(key as Parameters<typeof browser.i18n.getMessage>[0], substitutions),
);
document.documentElement.lang = t('languageTag');
document.documentElement.dir = browser.i18n.getMessage('@@bidi_dir');

const root = document.getElementById('root');
const show = (view: AfterAcceptView) => {
  if (root) render(<AfterAccept view={view} />, root);
};

show({ kind: 'loading' });
void send('authoriseOutcome', {}).then((answer) =>
  show(answer.ok ? { kind: answer.outcome, request: answer.request } : { kind: 'unknown' }),
);
