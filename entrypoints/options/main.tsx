import '../../components/styles/tokens.css';
import '../../components/styles/base.css';
import '../../components/styles/options.css';
import '../../components/styles/roles.css';
import '../../components/styles/review.css';
import { render } from 'preact';
import { browser } from 'wxt/browser';
import { provideText, t } from '../../components/i18n.ts';
import { createHostsModel } from '../../components/options/CustomHosts.tsx';
import { createOptionsModel } from '../../components/options/Data.tsx';
import { createDestinationsModel } from '../../components/options/destinations-model.ts';
import { createLevelsModel } from '../../components/options/Levels.tsx';
import { Options } from '../../components/options/Options.tsx';
import { createSettingsModel } from '../../components/options/Settings.tsx';
import { createReportModel } from '../../components/report/report-model.ts';
import { takeConsentPage } from '../../lib/browser/read-tab.ts';
import { send } from '../../lib/browser/send.ts';
import { browserName } from '../../lib/report/report-text.ts';
import { openQueue } from '../../lib/storage/request-reader.ts';

provideText((key, substitutions) =>
  browser.i18n.getMessage(key as Parameters<typeof browser.i18n.getMessage>[0], substitutions),
);
document.documentElement.lang = t('languageTag');
document.documentElement.dir = browser.i18n.getMessage('@@bidi_dir');
document.title = t('options_title');

/** A file made here: the data does not leave the browser on the way to the downloads. */
function save(name: string, text: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

const model = createOptionsModel({
  queue: openQueue(),
  send,
  now: Date.now,
  save,
  // How the list was looked at last time: the popup's, and of the same origin.
  forget: () => localStorage.clear(),
});
const NOTIFY = { permissions: ['notifications'] } satisfies Parameters<
  typeof browser.permissions.request
>[0];
const settings = createSettingsModel({
  send,
  mayNotify: () => browser.permissions.contains(NOTIFY),
  requestNotify: () => browser.permissions.request(NOTIFY),
});
const requestHosts = (origins: string[]) => browser.permissions.request({ origins });
const hosts = createHostsModel({ send, requestHosts });
const destinations = createDestinationsModel({
  send,
  requestHosts,
  copy: (text) => navigator.clipboard.writeText(text),
});
const levels = createLevelsModel({ send });
const report = createReportModel({
  extension: browser.runtime.getManifest().version,
  browser: browserName(navigator.userAgent),
  takePage: takeConsentPage,
  copy: (text) => navigator.clipboard.writeText(text),
});
const root = document.getElementById('root');
if (root)
  render(
    <Options
      data={model}
      settings={settings}
      hosts={hosts}
      destinations={destinations}
      levels={levels}
      report={report}
      version={browser.runtime.getManifest().version}
    />,
    root,
  );
void model.start();
void settings.start();
void hosts.start();
void destinations.start();
void levels.start();
