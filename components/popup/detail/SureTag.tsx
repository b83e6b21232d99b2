import type { Sureness } from '../../../lib/review/next-steps.ts';
import { t } from '../../i18n.ts';

/** How sure it is that a step is what is needed; the sentence and its date are the tooltip. */
export function SureTag({ sure }: { sure: Sureness }) {
  return (
    <span class="tag" title={t(`effect_sure_${sure}How`)}>
      {t(`effect_sure_${sure}`)}
    </span>
  );
}

/** Beside a person whose account the channel knows. */
export function Verified() {
  return <span class="hint verified">{t('channel_verified')}</span>;
}

/** Beside what a link says, which proves nobody. */
export function ByLinkTag() {
  return (
    <span class="tag" title={t('detail_byLink')}>
      {t('effect_sure_unproved')}
    </span>
  );
}
