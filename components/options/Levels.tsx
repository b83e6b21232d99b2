import { useId, useRef } from 'preact/hooks';
import { MAX } from '../../lib/requests/limits.ts';
import type { OwnLevel } from '../../lib/review/scopes/level-overrides.ts';
import { LEVELS, type Level } from '../../lib/review/scopes/levels.ts';
import { t, tn } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';
import { problemText } from '../ui/problem.tsx';
import { Choice } from '../ui/Select.tsx';
import type { LevelsSaid, LevelsView } from './levels-model.ts';

const levelText = (level: Level): string => t(`review_level_${level}`);

function saidText(said: LevelsSaid): string {
  if (said === 'bad') return t('levels_bad');
  if (said === 'no-levels') return t('levels_importNone', t('options_export'));
  if ('problem' in said) return problemText(said.problem);
  if ('set' in said) return t('levels_saved', said.set);
  if ('removed' in said) return t('levels_removed', said.removed);
  const taken = tn('levels_imported', said.imported);
  return said.bad > 0 ? `${taken} ${tn('levels_importedBad', said.bad)}` : taken;
}

/** The levels that the organization sets itself. */
export function Levels({ view }: { view: LevelsView }) {
  const field = useRef<HTMLInputElement>(null);
  const levels = view.levels.value;
  const said = view.said.value;
  const broken = said === 'bad' || said === 'no-levels' || (said && 'problem' in said);
  return (
    <section class="part" aria-labelledby="levels-heading">
      <h2 id="levels-heading">{t('levels_title')}</h2>
      <p>{t('levels_what')}</p>
      {view.unreadable.value > 0 && (
        <p class="error">{tn('levels_unreadable', view.unreadable.value)}</p>
      )}
      {levels?.length === 0 && <p class="hint">{t('levels_none')}</p>}
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
      <p aria-live="polite" class={broken ? 'said bad' : 'said'}>
        {said && saidText(said)}
      </p>
    </section>
  );
}

function One({ one, onRemove }: { one: OwnLevel; onRemove: () => void }) {
  return (
    <li>
      <code dir="ltr">{one.scope}</code>
      <span class={`level ${one.level}`}>{levelText(one.level)}</span>
      <Button look="quiet" label={t('levels_removeOne', one.scope)} onPress={onRemove}>
        {t('levels_remove')}
      </Button>
    </li>
  );
}

function Form({ view, field }: { view: LevelsView; field: { current: HTMLInputElement | null } }) {
  const id = useId();
  const bad = view.said.value === 'bad';
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
        <button type="submit" class="button main">
          {t('levels_set')}
        </button>
      </div>
      <label for={`${id}-file`}>{t('levels_import')}</label>
      <input
        type="file"
        id={`${id}-file`}
        accept=".json,application/json"
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          if (file) void view.importFile(file);
        }}
      />
    </form>
  );
}
