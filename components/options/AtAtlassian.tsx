import { useId } from 'preact/hooks';
import type { Settings } from '../../lib/requests/settings.ts';
import { t, tn } from '../i18n.ts';
import { Choice } from '../ui/Select.tsx';
import type { SettingsView } from './settings-view.ts';

/** The minutes to choose from; what was set otherwise is there too. */
const MINUTES = [5, 10, 15, 30, 60, 120, 240];

/** What Countersign does about Atlassian Administration. */
export function AtAtlassian({ view, settings }: { view: SettingsView; settings: Settings }) {
  const id = useId();
  const { remindMinutes, panel } = settings;
  const all = [...new Set([...MINUTES, remindMinutes])].sort((a, b) => a - b);
  return (
    <>
      <label>
        <input
          type="checkbox"
          checked={panel}
          aria-describedby={`${id}-panel`}
          onChange={(event) => view.change({ panel: event.currentTarget.checked })}
        />{' '}
        {t('panel_option')}
      </label>
      <p class="hint" id={`${id}-panel`}>
        {t('panel_optionHow')}
      </p>
      <Choice
        label={t('toggle_option')}
        value={String(remindMinutes)}
        options={all.map((one) => ({ value: String(one), label: tn('toggle_minutes', one) }))}
        onChoose={(value) => view.change({ remindMinutes: Number(value) })}
      />
      <p class="hint">{t('toggle_optionHow')}</p>
    </>
  );
}
