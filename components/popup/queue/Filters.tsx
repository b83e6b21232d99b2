import { X } from 'lucide';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import {
  type Filters as FiltersInUse,
  type ListView,
  NO_FILTERS,
  type RiskFilter,
  type SortOrder,
  type StatusFilter,
} from '../../../lib/review/queue-query.ts';
import { LEVELS } from '../../../lib/review/scopes/levels.ts';
import { t } from '../../i18n.ts';
import { siteName } from '../../request-texts.ts';
import { Choice } from '../../ui/Field.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { levelText } from '../../ui/LevelBadge.tsx';
import { FILTERS_ID, SEARCH_ID } from '../pages.ts';
import type { QueueModel } from './queue-model.ts';

type Options<Value> = readonly { value: Value; label: string }[];
type Choosable = Exclude<keyof FiltersInUse, 'text' | 'reverse'>;

const STATUSES = (): Options<StatusFilter> => [
  { value: 'waiting', label: t('popup_statusWaiting') },
  { value: 'decided', label: t('popup_statusDecided') },
  { value: 'approved', label: t('popup_statusApproved') },
  { value: 'not-in-effect', label: t('popup_statusNotInEffect') },
  { value: 'denied', label: t('popup_statusDenied') },
  { value: 'blocked', label: t('popup_statusBlocked') },
  { value: 'all', label: t('popup_statusAll') },
];
const RISKS = (): Options<RiskFilter> => [
  { value: 'all', label: t('queue_riskAll') },
  { value: 'warned', label: t('queue_riskWarned') },
  ...LEVELS.toReversed().map((level) => ({ value: level, label: levelText(level) })),
  { value: 'unknown', label: levelText('unknown') },
];
const VIEWS = (): Options<ListView> => [
  { value: 'apps', label: t('single_viewApps') },
  { value: 'requests', label: t('single_viewRequests') },
];
const ORDERS = (): Options<SortOrder> => [
  { value: 'requesters', label: t('popup_sortRequesters') },
  { value: 'oldest', label: t('popup_sortOldest') },
  { value: 'newest', label: t('popup_sortNewest') },
  { value: 'risk', label: t('queue_sortRisk') },
  { value: 'warnings', label: t('queue_sortWarnings') },
  { value: 'name', label: t('popup_sortName') },
  { value: 'site', label: t('banner_rowSite') },
  { value: 'host', label: t('banner_rowRedirect') },
];

function sitesOf(queue: QueueModel): Options<string> {
  const known = queue.sites.value;
  const { site } = queue.filters.value;
  const all = site === 'all' || known.includes(site) ? known : [site, ...known];
  return [
    { value: 'all', label: t('popup_siteAll') },
    ...all.map((name) => ({ value: name, label: siteName(name) })),
  ];
}

/** Search, filters and order of the list: one row, and behind a button what is rarely needed. */
export function Filters({ queue }: { queue: QueueModel }) {
  const [open, setOpen] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const choices = useRef<HTMLDivElement>(null);
  const inUse = filtersInUse(queue);
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      setOpen(false);
      toggle.current?.focus();
    };
    // Before the keys of the whole page, which close what is behind.
    choices.current?.addEventListener('keydown', onKey);
  }, [open]);
  return (
    <search class="tools">
      <label class="visually-hidden" for={SEARCH_ID}>
        {t('popup_search')}
      </label>
      <input
        type="search"
        id={SEARCH_ID}
        placeholder={t('popup_search')}
        autocomplete="off"
        spellcheck={false}
        value={queue.filters.value.text}
        onInput={(event) => queue.filter({ text: event.currentTarget.value })}
      />
      <button
        type="button"
        class="button"
        id={FILTERS_ID}
        ref={toggle}
        aria-expanded={open}
        aria-controls="filter-choices"
        title={inUse.length > 0 ? t('queue_filtersOn', inUse.length) : undefined}
        onClick={() => setOpen(!open)}
      >
        {t('queue_filters')}
        {inUse.length > 0 && (
          <span class="count-on" aria-hidden="true">
            {inUse.length}
          </span>
        )}
      </button>
      <Chips queue={queue} inUse={inUse} />
      {open && (
        <div class="choices" id="filter-choices" ref={choices}>
          <Choices queue={queue} />
        </div>
      )}
    </search>
  );
}

function Choices({ queue }: { queue: QueueModel }) {
  const { status, site, risk, sort, view } = queue.filters.value;
  return (
    <>
      <Choice
        label={t('popup_filterStatus')}
        value={status}
        options={STATUSES()}
        onChoose={(value) => queue.filter({ status: value })}
      />
      <Choice
        label={t('banner_rowSite')}
        value={site}
        options={sitesOf(queue)}
        onChoose={(value) => queue.filter({ site: value })}
      />
      <Choice
        label={t('queue_risk')}
        value={risk}
        options={RISKS()}
        onChoose={(value) => queue.filter({ risk: value })}
      />
      <Choice
        label={t('single_view')}
        value={view}
        options={VIEWS()}
        onChoose={(value) => queue.filter({ view: value })}
      />
      <Choice
        label={t('popup_sort')}
        value={sort}
        options={ORDERS()}
        onChoose={(value) => queue.filter({ sort: value })}
      />
    </>
  );
}

interface InUse {
  name: Choosable;
  label: string;
}

/** What is not as it is at first, in words. */
function filtersInUse(queue: QueueModel): InUse[] {
  const filters = queue.filters.value;
  const all: readonly [Choosable, () => Options<string>][] = [
    ['status', STATUSES],
    ['site', () => sitesOf(queue)],
    ['risk', RISKS],
    ['view', VIEWS],
    ['sort', ORDERS],
  ];
  return all
    .filter(([name]) => filters[name] !== NO_FILTERS[name])
    .map(([name, options]) => {
      const label = options().find(({ value }) => value === filters[name])?.label ?? '';
      return { name, label: name === 'sort' ? t('ui_labeled', t('popup_sort'), label) : label };
    });
}

/** Filters in use, each removed by a press; and decisions that are still to be finished. */
function Chips({ queue, inUse }: { queue: QueueModel; inUse: readonly InUse[] }) {
  const unfinished = queue.notInEffect.value;
  const isAsked = queue.filters.value.status === 'not-in-effect';
  // The chip goes away under the finger: its neighbor takes the focus.
  const change = (filters: Partial<FiltersInUse>) => {
    queue.filter(filters);
    document.getElementById(FILTERS_ID)?.focus();
  };
  if (inUse.length === 0 && unfinished === 0) return null;
  return (
    <div class="chips">
      {unfinished > 0 && !isAsked && (
        <button type="button" class="chip warn" onClick={() => change({ status: 'not-in-effect' })}>
          {t('queue_notInEffect', unfinished.toLocaleString(t('languageTag')))}
        </button>
      )}
      {inUse.map(({ name, label }) => (
        <button
          key={name}
          type="button"
          class="chip"
          aria-label={t('queue_removeFilter', label)}
          onClick={() => change({ [name]: NO_FILTERS[name] })}
        >
          <bdi>{label}</bdi>
          <Icon node={X} />
        </button>
      ))}
    </div>
  );
}
