import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { pageFragment } from '../../../lib/popup-url.ts';
import { liveAsks } from '../../../lib/requests/asks.ts';
import { clientIdentity } from '../../../lib/requests/key.ts';
import { isSample } from '../../../lib/requests/sample.ts';
import type { ApprovalRequest } from '../../../lib/requests/schema.ts';
import { t } from '../../i18n.ts';
import { siteInWords } from '../../request-texts.ts';
import { Button } from '../../ui/Button.tsx';
import { Disclosure } from '../../ui/Disclosure.tsx';
import { problemText } from '../../ui/problem.tsx';
import { readReviewed } from '../detail/detail-model.ts';
import { useEscape } from '../pages.ts';
import type { PopupDeps } from '../popup-deps.ts';

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
/** 1970 began on a Thursday. */
const FIRST_MONDAY_MS = 4 * DAY_MS;
/** How far back the overview looks, this week included. */
export const WEEKS = 12;
/** Apps in the list of those that are asked for most. */
const MAX_APPS = 8;

export interface OverviewData {
  /** oldest first; `start`: Monday, midnight UTC, in milliseconds since 1970 */
  weeks: { start: number; asked: number; decided: number }[];
  /** from the first ask to the decision made here, in milliseconds; absent where there was none */
  medianMs?: number;
  /** by people who asked, most first */
  apps: { name: string; people: number }[];
  /** approved, and nobody has seen it work; the longest first */
  notInEffect: { id: string; app: string; site: string; at: number }[];
}

const weekOf = (at: number): number =>
  at - ((((at - FIRST_MONDAY_MS) % WEEK_MS) + WEEK_MS) % WEEK_MS);

function median(values: readonly number[]): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low, high] = [sorted[Math.ceil(sorted.length / 2) - 1], sorted[middle]];
  return low === undefined || high === undefined ? undefined : (low + high) / 2;
}

function askedMost(requests: readonly ApprovalRequest[], since: number): OverviewData['apps'] {
  const apps = new Map<string, { name: string; people: number }>();
  for (const { app, requesters } of requests) {
    const people = liveAsks(requesters).filter(({ at }) => at >= since).length;
    const identity = clientIdentity(app);
    const known = apps.get(identity);
    if (known) known.people += people;
    else apps.set(identity, { name: app.name, people });
  }
  const asked = [...apps.values()].filter(({ people }) => people > 0);
  return asked.sort((a, b) => b.people - a.people).slice(0, MAX_APPS);
}

/**
 * The last weeks at a glance: what was asked and decided, how fast, for which apps, and what was
 * approved and is not in effect, however old.
 * @param all everything that came in to be reviewed, in any order
 */
export function overview(all: readonly ApprovalRequest[], now: number): OverviewData {
  const requests = all.filter((one) => !isSample(one));
  const since = weekOf(now) - (WEEKS - 1) * WEEK_MS;
  const weeks = Array.from({ length: WEEKS }, (_, at) => ({
    start: since + at * WEEK_MS,
    asked: 0,
    decided: 0,
  }));
  const week = (at: number) => weeks[Math.floor((at - since) / WEEK_MS)];
  const took: number[] = [];
  for (const { createdAt, decision } of requests) {
    const asked = week(createdAt);
    if (asked) asked.asked += 1;
    const decided = decision && week(decision.at);
    if (!decided || decision.at < since) continue;
    decided.decided += 1;
    // A rule decides at once, and a link tells another browser's time.
    if (decision.via === 'here') took.push(Math.max(0, decision.at - createdAt));
  }
  const medianMs = median(took);
  return {
    weeks,
    ...(medianMs === undefined ? {} : { medianMs }),
    apps: askedMost(requests, since),
    notInEffect: requests
      .filter(({ status }) => status === 'approved')
      .map(({ id, app, site, decision, updatedAt }) => ({
        ...{ id, app: app.name, site },
        at: decision?.at ?? updatedAt,
      }))
      .sort((a, b) => a.at - b.at),
  };
}

/** The overview: read when it is opened, and not before. */
function createOverviewModel({ queue, now }: Pick<PopupDeps, 'queue' | 'now'>) {
  const shown = signal<OverviewData | 'failed' | undefined>(undefined);
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

function Weeks({ weeks }: { weeks: OverviewData['weeks'] }) {
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

function Apps({ apps }: Pick<OverviewData, 'apps'>) {
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

function NotInEffect({ open }: { open: OverviewData['notInEffect'] }) {
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
