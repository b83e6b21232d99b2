import type { Severity, Warning } from '../../lib/review/who/asking.ts';
import { type TextKey, t } from '../text.ts';

const SEVERITIES = {
  red: 'review_severity_red',
  amber: 'review_severity_amber',
  info: 'review_severity_info',
} as const satisfies Record<Severity, TextKey>;

/** The signs that a request is not from whom it says; the worst first, each with its word. */
export function Warnings({ warnings }: { warnings: readonly Warning[] }) {
  return (
    <>
      {warnings.every(({ severity }) => severity === 'info') && (
        <p class="hint">{t('review_who_none')}</p>
      )}
      {/* Without its dots a list is no list to some screen readers, unless it says so. */}
      {warnings.length > 0 && (
        // biome-ignore lint/a11y/noRedundantRoles: Safari takes the role away with the dots
        <ul class="warnings" role="list" aria-label={t('detail_warnings')}>
          {warnings.map(({ id, severity, params }) => (
            <li key={`${id} ${params.join(' ')}`} class={severity}>
              <strong class="severity">{t(SEVERITIES[severity])}</strong>{' '}
              <span dir="auto">{t(`review_warning_${id}`, ...params)}</span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
