import { useId } from 'preact/hooks';
import { MAX } from '../../lib/requests/limits.ts';
import type { Settings } from '../../lib/requests/settings.ts';
import { t, tn } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';
import { problemText } from '../ui/problem.tsx';
import { Choice } from '../ui/Select.tsx';
import type { SettingsView } from './settings-model.ts';

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
    </>
  );
}

/** The days to choose from; what was set otherwise is there too. */
const DAYS = [7, 14, 30, 60, 90, 180, 365];

function choices(days: number): { value: string; label: string }[] {
  const all = days === 0 || DAYS.includes(days) ? DAYS : [...DAYS, days].sort((a, b) => a - b);
  return [
    ...all.map((one) => ({ value: String(one), label: tn('expiry_days', one) })),
    { value: '0', label: t('expiry_never') },
  ];
}

function feedbackText(feedback: NonNullable<SettingsView['feedback']['value']>): string {
  if (feedback === 'saved') return t('expiry_saved');
  return feedback === 'not-allowed-to-notify' ? t('expiry_notifyNo') : problemText(feedback);
}

/** How long a request may wait, and who may decide it. */
export function Deciding({ view }: { view: SettingsView }) {
  const settings = view.settings.value;
  const feedback = view.feedback.value;
  return (
    <section class="part" aria-labelledby="deciding-heading">
      <h2 id="deciding-heading">{t('expiry_title')}</h2>
      {settings && <Fields view={view} settings={settings} />}
      <p aria-live="polite" class="feedback">
        {feedback && feedbackText(feedback)}
      </p>
    </section>
  );
}

function Fields({ view, settings }: { view: SettingsView; settings: Settings }) {
  const id = useId();
  return (
    <>
      <Choice
        label={t('expiry_after')}
        value={String(settings.expireAfterDays)}
        options={choices(settings.expireAfterDays)}
        onChoose={(value) => view.change({ expireAfterDays: Number(value) })}
      />
      <p class="hint">{t('expiry_how')}</p>
      {view.notify.value === true && <p class="hint">{t('expiry_notifyOn')}</p>}
      {view.notify.value === false && (
        <>
          <Button describedBy={`${id}-notify`} onPress={view.askToNotify}>
            {t('expiry_notify')}
          </Button>
          <p class="hint" id={`${id}-notify`}>
            {t('expiry_notifyHow')}
          </p>
        </>
      )}
      <label>
        <input
          type="checkbox"
          checked={settings.strict}
          aria-describedby={`${id}-strict`}
          onChange={(event) => view.change({ strict: event.currentTarget.checked })}
        />{' '}
        {t('expiry_strict')}
      </label>
      <p class="hint" id={`${id}-strict`}>
        {t('expiry_strictHow')}
      </p>
      <label for={`${id}-name`}>{t('expiry_name')}</label>
      <input
        id={`${id}-name`}
        type="text"
        dir="auto"
        autocomplete="name"
        maxLength={MAX.name}
        value={view.reviewer.value}
        aria-describedby={`${id}-name-how`}
        onChange={(event) => view.nameReviewer(event.currentTarget.value)}
      />
      <p class="hint" id={`${id}-name-how`}>
        {t('expiry_nameHow')}
      </p>
      <AtAtlassian view={view} settings={settings} />
    </>
  );
}
