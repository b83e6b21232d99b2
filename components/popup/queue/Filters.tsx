import type {
  ListView,
  RiskFilter,
  SortOrder,
  StatusFilter,
} from '../../../lib/review/queue-list.ts';
import { LEVELS } from '../../../lib/review/scopes/levels.ts';
import { t } from '../../i18n.ts';
import { siteName } from '../../request-texts.ts';
import { levelText } from '../../ui/LevelBadge.tsx';
import { Choice } from '../../ui/Select.tsx';
import { SEARCH_ID } from '../focus.ts';
import type { QueueView } from './queue-model.ts';

/** Search, filters and order of the list. */
export function Filters({ queue }: { queue: QueueView }) {
  const { text, status, site, risk, sort, view } = queue.filters.value;
  const views: { value: ListView; label: string }[] = [
    { value: 'apps', label: t('single_viewApps') },
    { value: 'requests', label: t('single_viewRequests') },
  ];
  const statuses: { value: StatusFilter; label: string }[] = [
    { value: 'waiting', label: t('popup_statusWaiting') },
    { value: 'decided', label: t('popup_statusDecided') },
    { value: 'approved', label: t('popup_statusApproved') },
    { value: 'not-in-effect', label: t('popup_statusNotInEffect') },
    { value: 'denied', label: t('popup_statusDenied') },
    { value: 'blocked', label: t('popup_statusBlocked') },
    { value: 'all', label: t('popup_statusAll') },
  ];
  const orders: { value: SortOrder; label: string }[] = [
    { value: 'oldest', label: t('popup_sortOldest') },
    { value: 'newest', label: t('popup_sortNewest') },
    { value: 'requesters', label: t('popup_sortRequesters') },
    { value: 'risk', label: t('queue_sortRisk') },
    { value: 'name', label: t('popup_sortName') },
  ];
  const known = queue.sites.value;
  const chosen = site === 'all' || known.includes(site) ? known : [site, ...known];
  const sites = [
    { value: 'all', label: t('popup_siteAll') },
    ...chosen.map((name) => ({ value: name, label: siteName(name) })),
  ];
  const risks: { value: RiskFilter; label: string }[] = [
    { value: 'all', label: t('queue_riskAll') },
    { value: 'warned', label: t('queue_riskWarned') },
    ...LEVELS.toReversed().map((level) => ({ value: level, label: levelText(level) })),
    { value: 'unknown', label: levelText('unknown') },
  ];
  return (
    <search class="filters">
      <label class="visually-hidden" for={SEARCH_ID}>
        {t('popup_search')}
      </label>
      <input
        type="search"
        id={SEARCH_ID}
        placeholder={t('popup_search')}
        autocomplete="off"
        spellcheck={false}
        value={text}
        onInput={(event) => queue.filter({ text: event.currentTarget.value })}
      />
      <div class="choices">
        <Choice
          label={t('single_view')}
          value={view}
          options={views}
          onChoose={(value) => queue.filter({ view: value })}
        />
        <Choice
          label={t('popup_filterStatus')}
          value={status}
          options={statuses}
          onChoose={(value) => queue.filter({ status: value })}
        />
        <Choice
          label={t('popup_filterSite')}
          value={site}
          options={sites}
          onChoose={(value) => queue.filter({ site: value })}
        />
        <Choice
          label={t('queue_risk')}
          value={risk}
          options={risks}
          onChoose={(value) => queue.filter({ risk: value })}
        />
        <Choice
          label={t('popup_sort')}
          value={sort}
          options={orders}
          onChoose={(value) => queue.filter({ sort: value })}
        />
      </div>
    </search>
  );
}
