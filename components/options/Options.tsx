import { t } from '../i18n.ts';
import { Wrongly } from '../report/Report.tsx';
import type { ReportModel } from '../report/report-model.ts';
import { Disclosure, HelpLink } from '../ui/Disclosure.tsx';
import { type HostsModel, OtherHosts } from './CustomHosts.tsx';
import { Data, type OptionsModel, Section } from './Data.tsx';
import { Destinations } from './Destinations.tsx';
import type { DestinationsModel } from './destinations-model.ts';
import { Levels, type LevelsModel } from './Levels.tsx';
import { Reviewing, Saved, type SettingsModel, You } from './Settings.tsx';

/** What is built in, and under which license. */
export const LICENSES: Readonly<Record<string, string>> = {
  '@preact/signals': 'MIT',
  confusables: 'MIT',
  idb: 'ISC',
  leven: 'MIT',
  lucide: 'ISC',
  preact: 'MIT',
  punycode: 'MIT',
  tldts: 'MIT',
  ulid: 'MIT',
  zod: 'MIT',
};

interface OptionsProps {
  data: OptionsModel;
  settings: SettingsModel;
  hosts: HostsModel;
  destinations: DestinationsModel;
  levels: LevelsModel;
  report: ReportModel;
  version: string;
}

const contents = () => [
  ['where', t('settings_where')],
  ['you', t('settings_you')],
  ['reviewing', t('settings_reviewing')],
  ['hosts', t('hosts_title')],
  ['levels', t('levels_title')],
  ['data', t('options_data')],
  ['about', t('options_about')],
];

/** The options page: each part is saved as one goes. */
export function Options(props: OptionsProps) {
  const { data, settings, hosts, destinations, levels, report, version } = props;
  return (
    <div class="page options">
      <header>
        <h1>{t('options_title')}</h1>
      </header>
      <nav aria-label={t('options_sections')}>
        <ul>
          {contents().map(([id, title]) => (
            <li key={id}>
              <a href={`#${id}`}>{title}</a>
            </li>
          ))}
        </ul>
      </nav>
      <main>
        <Destinations model={destinations} reviews={settings.settings.value?.role !== 'asks'} />
        <You model={settings} />
        <Reviewing model={settings} />
        <OtherHosts view={hosts} />
        <Levels view={levels} />
        <Data model={data} />
        <About report={report} version={version} />
        <Saved model={settings} />
      </main>
    </div>
  );
}

function About({ report, version }: Pick<OptionsProps, 'report' | 'version'>) {
  return (
    <Section id="about" title={t('options_about')}>
      <p>{t('options_version', version)}</p>
      <p>
        {t('options_private')} <HelpLink section="what-leaves-my-browser" />
      </p>
      <HelpLink section="what-is-not-known-about-atlassians-pages" label={t('options_unknown')} />
      <Wrongly view={report} />
      <Disclosure label={t('options_licenses')}>
        <ul>
          {Object.entries(LICENSES).map(([name, license]) => (
            <li key={name}>
              {name} ({license})
            </li>
          ))}
        </ul>
      </Disclosure>
    </Section>
  );
}
