import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { pageFragment } from '../../../lib/popup-url.ts';
import { type Overview as Numbers, overview } from '../../../lib/review/overview.ts';
import { t } from '../../i18n.ts';
import { siteInWords } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { problemText } from '../../ui/problem.tsx';
import { readReviewed } from '../detail/detail-model.ts';
import { useEscape } from '../pages.ts';
import type { PopupDeps } from '../popup-deps.ts';

/** The overview: read when it is opened, and not before. */
function createOverviewModel({ queue, now }: Pick<PopupDeps, 'queue' | 'now'>) {
  const shown = signal<Numbers | 'failed' | undefined>(undefined);
  return {
    shown,
    async load() {
      try {
        shown.value = overview(await readReviewed(await queue), now());
      } catch {
        shown.value = 'failed';
      }
    },
  };
}

/** Of what is not in effect: the queue has all of it, under a filter. */
const MAX_LISTED = 10;

interface OverviewProps {
  deps: Pick<PopupDeps, 'queue' | 'now'>;
  onBack: () => void;
}

/** What an admin wants to look at, not read. */
export function Overview({ deps, onBack }: OverviewProps) {
  const model = useMemo(() => createOverviewModel(deps), [deps]);
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => heading.current?.focus(), []);
  useEffect(() => void model.load(), [model]);
  useEscape(onBack);
  const shown = model.shown.value;
  return (
    <section class="full-page overview" aria-labelledby="overview-heading">
      <Button look="quiet" onPress={onBack}>
        {t('detail_back')}
      </Button>
      <h2 id="overview-heading" tabIndex={-1} ref={heading}>
        {t('overview_title')}
      </h2>
      {shown === 'failed' && <p class="error">{problemText('storage-failed')}</p>}
      {typeof shown === 'object' && (
        <div class="pictures">
          <Weeks weeks={shown.weeks} />
          <Median medianMs={shown.medianMs} />
          <Apps apps={shown.apps} />
          <NotInEffect open={shown.notInEffect} />
        </div>
      )}
    </section>
  );
}

const day = (at: number): string =>
  new Intl.DateTimeFormat(t('languageTag'), {
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(at);
const percent = (part: number, whole: number): string =>
  `${whole === 0 ? 0 : Math.round((100 * part) / whole)}%`;

function Weeks({ weeks }: { weeks: Numbers['weeks'] }) {
  const most = Math.max(...weeks.flatMap(({ asked, decided }) => [asked, decided]));
  return (
    <section class="picture-box" aria-labelledby="overview-weeks">
      <h3 id="overview-weeks">{t('overview_weeks')}</h3>
      <div class="bars" aria-hidden="true">
        {weeks.map(({ start, asked, decided }) => (
          <div key={start} class="week">
            <span class="amount asked" style={{ blockSize: percent(asked, most) }} />
            <span class="amount decided" style={{ blockSize: percent(decided, most) }} />
          </div>
        ))}
      </div>
      <p class="hint legend" aria-hidden="true">
        <span class="key asked" /> {t('effect_stepAsked')} <span class="key decided" />{' '}
        {t('popup_statusDecided')}
      </p>
      <Table
        head={[t('overview_week'), t('effect_stepAsked'), t('popup_statusDecided')]}
        rows={weeks.map(({ start, asked, decided }) => [day(start), asked, decided])}
      />
    </section>
  );
}

function Table({ head, rows }: { head: string[]; rows: (string | number)[][] }) {
  return (
    <Disclosure label={t('overview_table')}>
      <table>
        <thead>
          <tr>
            {head.map((one) => (
              <th key={one} scope="col">
                {one}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first, ...rest], at) => (
            <tr key={at}>
              <th scope="row">
                <bdi>{first}</bdi>
              </th>
              {rest.map((one, column) => (
                <td key={head[column]}>{one}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Disclosure>
  );
}

/** "3 days", in the largest unit that fits. */
function length(ms: number): string {
  const [unit, size] = (
    [
      ['day', 86_400_000],
      ['hour', 3_600_000],
      ['minute', 60_000],
    ] as const
  ).find(([, size]) => ms >= size) ?? ['minute', 60_000];
  return new Intl.NumberFormat(t('languageTag'), {
    style: 'unit',
    unit,
    unitDisplay: 'long',
    maximumFractionDigits: 1,
  }).format(ms / size);
}

function Median({ medianMs }: { medianMs: number | undefined }) {
  return (
    <section class="picture-box" aria-labelledby="overview-median">
      <h3 id="overview-median">{t('overview_median')}</h3>
      <p class="number">{medianMs === undefined ? t('overview_none') : length(medianMs)}</p>
    </section>
  );
}

function Apps({ apps }: Pick<Numbers, 'apps'>) {
  const most = apps[0]?.people ?? 0;
  return (
    <section class="picture-box" aria-labelledby="overview-apps">
      <h3 id="overview-apps">{t('overview_apps')}</h3>
      {apps.length === 0 && <p>{t('overview_none')}</p>}
      <div class="app-bars" aria-hidden="true">
        {apps.map(({ name, people }, at) => (
          <div key={at}>
            <bdi>{name}</bdi> {people}
            <span class="amount asked" style={{ inlineSize: percent(people, most) }} />
          </div>
        ))}
      </div>
      {apps.length > 0 && (
        <Table
          head={[t('banner_rowApp'), t('overview_people')]}
          rows={apps.map(({ name, people }) => [name, people])}
        />
      )}
    </section>
  );
}

function NotInEffect({ open }: { open: Numbers['notInEffect'] }) {
  return (
    <section class="picture-box" aria-labelledby="overview-open">
      <h3 id="overview-open">{t('overview_open')}</h3>
      <p class="number">{open.length}</p>
      <ul>
        {open.slice(0, MAX_LISTED).map(({ id, app, site, at }) => (
          <li key={id}>
            <a
              href={`/popup.html${pageFragment({ kind: 'request', id })}`}
              target="_blank"
              rel="noreferrer"
            >
              <bdi>{app}</bdi>
            </a>{' '}
            <span class="hint">
              <bdi>{siteInWords(site)}</bdi> · {day(at)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
