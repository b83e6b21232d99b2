import { useId, useRef } from 'preact/hooks';
import { MAX } from '../../lib/requests/limits.ts';
import type { LevelOverride } from '../../lib/review/scopes/level-overrides.ts';
import { LEVELS, type Level } from '../../lib/review/scopes/levels.ts';
import { t, tn } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';
import { FileField } from '../ui/Field.tsx';
import { problemText } from '../ui/problem.tsx';
import { Choice } from '../ui/Select.tsx';
import type { LevelsFeedback, LevelsModel } from './levels-model.ts';
import { Section } from './Section.tsx';

const levelText = (level: Level): string => t(`review_level_${level}`);

function feedbackText(feedback: LevelsFeedback): string {
  if (feedback === 'bad') return t('levels_scopeHow');
  if (feedback === 'no-levels') return t('options_importNotOurs');
  if ('problem' in feedback) return problemText(feedback.problem);
  if ('set' in feedback) return t('settings_saved');
  if ('removed' in feedback) return t('levels_removed', feedback.removed);
  const taken = tn('options_added', feedback.imported);
  return feedback.bad > 0 ? `${taken} · ${t('audit_bad', feedback.bad)}` : taken;
}

/** The levels that the organization sets itself. */
export function Levels({ view }: { view: LevelsModel }) {
  const field = useRef<HTMLInputElement>(null);
  const levels = view.levels.value;
  const feedback = view.feedback.value;
  const broken =
    feedback === 'bad' || feedback === 'no-levels' || (feedback && 'problem' in feedback);
  return (
    <Section id="levels" title={t('levels_title')} help="how-do-risk-levels-work">
      {view.unreadable.value > 0 && (
        <p class="error">{t('rules_unreadable', view.unreadable.value)}</p>
      )}
      {levels && levels.length > 0 && (
        <ul class="own-levels" aria-label={t('levels_list')}>
          {levels.map((one) => (
            <One
              key={one.scope}
              one={one}
              onRemove={() => {
                field.current?.focus();
                void view.remove(one.scope);
              }}
            />
          ))}
        </ul>
      )}
      <Form view={view} field={field} />
      <p aria-live="polite" class={broken ? 'feedback bad' : 'feedback'}>
        {feedback && feedbackText(feedback)}
      </p>
    </Section>
  );
}

function One({ one, onRemove }: { one: LevelOverride; onRemove: () => void }) {
  return (
    <li>
      <code dir="ltr">{one.scope}</code>
      <span class={`level ${one.level}`}>{levelText(one.level)}</span>
      <Button look="quiet" label={t('hosts_removeLabel', one.scope)} onPress={onRemove}>
        {t('hosts_remove')}
      </Button>
    </li>
  );
}

function Form({ view, field }: { view: LevelsModel; field: { current: HTMLInputElement | null } }) {
  const id = useId();
  const bad = view.feedback.value === 'bad';
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        field.current?.focus();
        void view.set();
      }}
    >
      <label for={id}>{t('levels_scope')}</label>
      <input
        type="text"
        id={id}
        ref={field}
        dir="ltr"
        spellcheck={false}
        autocomplete="off"
        autocapitalize="none"
        maxLength={MAX.scope}
        value={view.scope.value}
        aria-invalid={bad}
        aria-describedby={`${id}-how`}
        onInput={(event) => view.type(event.currentTarget.value)}
      />
      <p class="hint" id={`${id}-how`}>
        {t('levels_scopeHow')}
      </p>
      <Choice
        label={t('levels_level')}
        value={view.level.value}
        options={LEVELS.map((value) => ({ value, label: levelText(value) }))}
        onChoose={view.choose}
      />
      <div class="actions">
        <button type="submit" class="button">
          {t('levels_set')}
        </button>
      </div>
      <FileField label={t('levels_import')} onPick={view.importFile} />
    </form>
  );
}
