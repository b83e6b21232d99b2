import type { Perhaps } from '../../lib/consent/readers/unknown-wording.ts';
import { t } from '../i18n.ts';
import { trusted } from '../ui/trusted.ts';
import type { BannerModel } from './banner-model.ts';

/** Words that no reader knows: the person is asked, and never told. */
export function Unsure({ model, perhaps }: { model: BannerModel; perhaps: Perhaps }) {
  const say = (isBlocked: boolean) => trusted(() => model.answer(isBlocked).catch(() => undefined));
  return (
    <>
      <p>{t('perhaps_explain')}</p>
      <blockquote dir="auto">{perhaps.consent.message}</blockquote>
      <div class="actions">
        <button type="button" class="main" onClick={say(true)}>
          {t('perhaps_yes')}
        </button>
        <button type="button" onClick={say(false)}>
          {t('perhaps_no')}
        </button>
      </div>
      <p class="note">{t('perhaps_noNote')}</p>
    </>
  );
}
