import { signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Problem } from '../../lib/messages/types.ts';
import { MAX } from '../../lib/requests/limits.ts';
import type { Settings } from '../../lib/requests/settings.ts';
import { days, minutes, t } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';
import { HelpLink } from '../ui/Disclosure.tsx';
import { Choice } from '../ui/Field.tsx';
import { problemText } from '../ui/problem.tsx';
import { Roles } from '../ui/Roles.tsx';
import { type OptionsDeps, Section } from './Data.tsx';

interface SettingsDeps extends Pick<OptionsDeps, 'send'> {
  /** whether the browser lets us notify */
  mayNotify(): Promise<boolean>;
  /** asks the person for it; must be called within a click */
  requestNotify(): Promise<boolean>;
}

export type SettingsModel = ReturnType<typeof createSettingsModel>;

/** The settings on the options page: saved at each change. */
export function createSettingsModel({ send, mayNotify, requestNotify }: SettingsDeps) {
  /** absent until they were read */
  const settings = signal<Settings | undefined>(undefined);
  /** the name under which the person decides; empty: none */
  const reviewer = signal('');
  /** whether the browser lets us notify; absent until it was asked */
  const notify = signal<boolean | undefined>(undefined);
  const feedback = signal<'saved' | 'not-allowed-to-notify' | Problem | undefined>(undefined);
  return {
    settings,
    reviewer,
    notify,
    feedback,
    async start() {
      const response = await send('readSettings', {});
      if (response.ok) {
        settings.value = response.settings;
        reviewer.value = response.reviewer;
      } else feedback.value = response.problem;
      notify.value = await mayNotify().catch(() => false);
    },
    async change(change: Partial<Settings>) {
      const before = settings.peek();
      if (!before) return;
      settings.value = { ...before, ...change };
      feedback.value = undefined;
      const response = await send('saveSettings', { settings: { ...before, ...change } });
      settings.value = response.ok ? response.settings : before;
      feedback.value = response.ok ? 'saved' : response.problem;
    },
    async nameReviewer(name: string) {
      if (name.trim() === reviewer.peek()) return;
      feedback.value = undefined;
      const response = await send('nameReviewer', { name });
      if (response.ok) reviewer.value = response.reviewer;
      feedback.value = response.ok ? 'saved' : response.problem;
    },
    async askToNotify() {
      // First of all: a permission can only be asked for within the click.
      const allowed = await requestNotify().catch(() => false);
      notify.value = allowed;
      feedback.value = allowed ? 'saved' : 'not-allowed-to-notify';
    },
  };
}

interface SettingsProps {
  model: SettingsModel;
}

/** Who the person is, by their own account. */
export function You({ model }: SettingsProps) {
  const id = useId();
  const settings = model.settings.value;
  return (
    <Section id="you" title={t('settings_you')}>
      {settings && (
        <>
          <Roles value={settings.role} onChoose={(role) => void model.change({ role })} />
          <div class="field">
            <label for={id}>{t('expiry_name')}</label>
            <input
              id={id}
              type="text"
              dir="auto"
              autocomplete="name"
              maxLength={MAX.name}
              value={model.reviewer.value}
              aria-describedby={`${id}-how`}
              onChange={(event) => void model.nameReviewer(event.currentTarget.value)}
            />
            <p class="hint" id={`${id}-how`}>
              {t('expiry_nameHow')}
            </p>
          </div>
        </>
      )}
    </Section>
  );
}

/** The days and minutes to choose from; what was set otherwise is there too. */
const DAYS = [7, 14, 30, 60, 90, 180, 365];
const MINUTES = [5, 10, 15, 30, 60, 120, 240];
const withSet = (usual: readonly number[], set: number): number[] =>
  [...new Set([...usual, set])].sort((a, b) => a - b);

function daysToChoose(set: number): { value: string; label: string }[] {
  const some = withSet(DAYS, set).filter((one) => one > 0);
  return [
    ...some.map((one) => ({ value: String(one), label: days(one) })),
    { value: '0', label: t('expiry_never') },
  ];
}

/** How requests are decided, and what is reminded of. */
export function Reviewing({ model }: SettingsProps) {
  const settings = model.settings.value;
  return (
    <Section id="reviewing" title={t('settings_reviewing')}>
      {settings && <Fields model={model} settings={settings} />}
    </Section>
  );
}

function Fields({ model, settings }: SettingsProps & { settings: Settings }) {
  const { expireAfterDays, strict, panel, remindMinutes } = settings;
  const id = useId();
  return (
    <>
      <div class="actions">
        <Choice
          label={t('expiry_after')}
          value={String(expireAfterDays)}
          options={daysToChoose(expireAfterDays)}
          onChoose={(value) => void model.change({ expireAfterDays: Number(value) })}
        />
        <HelpLink section="when-does-a-request-expire" />
      </div>
      <Notify model={model} />
      <div class="actions">
        <Check
          label={t('expiry_strict')}
          checked={strict}
          onChange={(checked) => void model.change({ strict: checked })}
        />
        <HelpLink section="who-may-decide-their-own-request" />
      </div>
      <Check
        label={t('panel_option')}
        checked={panel}
        describedBy={`${id}-panel`}
        onChange={(checked) => void model.change({ panel: checked })}
      />
      <p class="hint" id={`${id}-panel`}>
        {t('panel_optionHow')} <HelpLink section="what-can-others-read-in-the-panel" />
      </p>
      <Choice
        label={t('toggle_option')}
        value={String(remindMinutes)}
        options={withSet(MINUTES, remindMinutes).map((one) => ({
          value: String(one),
          label: minutes(one),
        }))}
        onChoose={(value) => void model.change({ remindMinutes: Number(value) })}
      />
    </>
  );
}

interface CheckProps {
  label: string;
  checked: boolean;
  describedBy?: string;
  onChange: (checked: boolean) => void;
}

function Check({ label, checked, describedBy, onChange }: CheckProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={checked}
        aria-describedby={describedBy}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />{' '}
      {label}
    </label>
  );
}

function Notify({ model }: SettingsProps) {
  const id = useId();
  if (model.notify.value === undefined) return null;
  if (model.notify.value) return <Told model={model} />;
  return (
    <div class="actions">
      <Button describedBy={id} onPress={model.askToNotify}>
        {t('expiry_notify')}
      </Button>
      <span class="hint" id={id}>
        {t('expiry_notifyHow')}
      </span>
    </div>
  );
}

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
/** "10:00 PM": an hour of the day, 0 to 23. */
function hour(at: number): string {
  const format = { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat(t('languageTag'), format).format(at * 3_600_000);
}

const hourOption = (at: number) => ({ value: String(at), label: hour(at) });

/** What is notified of, and when not: from an hour to another, or never not. */
function Told({ model }: SettingsProps) {
  const settings = model.settings.value;
  if (!settings) return null;
  const { news, quietFrom, quietTo } = settings;
  const isQuiet = quietFrom !== quietTo;
  /** The same hour twice is no time at all: the end is kept apart from the beginning. */
  const begin = (from: number) =>
    model.change({
      quietFrom: from,
      quietTo: isQuiet && quietTo !== from ? quietTo : (from + 8) % 24,
    });
  return (
    <>
      <p class="hint">{t('expiry_notifyOn')}</p>
      <Check
        label={t('news_option')}
        checked={news}
        onChange={(checked) => void model.change({ news: checked })}
      />
      {news && (
        <div class="actions">
          <Choice
            label={t('news_quietFrom')}
            value={isQuiet ? String(quietFrom) : ''}
            options={[{ value: '', label: t('expiry_never') }, ...HOURS.map(hourOption)]}
            onChoose={(value) =>
              void (value === ''
                ? model.change({ quietFrom: 0, quietTo: 0 })
                : begin(Number(value)))
            }
          />
          {isQuiet && (
            <Choice
              label={t('news_quietTo')}
              value={String(quietTo)}
              options={HOURS.filter((one) => one !== quietFrom).map(hourOption)}
              onChoose={(value) => void model.change({ quietTo: Number(value) })}
            />
          )}
        </div>
      )}
    </>
  );
}

/** Says of each change that it is kept, in view wherever the page is. */
export function Saved({ model }: SettingsProps) {
  const feedback = model.feedback.value;
  const bad = feedback !== undefined && feedback !== 'saved';
  return (
    <p role="status" class={bad ? 'feedback saved bad' : 'feedback saved'}>
      {feedback && feedbackText(feedback)}
    </p>
  );
}

function feedbackText(feedback: NonNullable<SettingsModel['feedback']['value']>): string {
  if (feedback === 'saved') return t('settings_saved');
  return feedback === 'not-allowed-to-notify' ? t('expiry_notifyNo') : problemText(feedback);
}
