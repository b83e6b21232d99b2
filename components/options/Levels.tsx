import { signal } from '@preact/signals';
import { useId, useRef } from 'preact/hooks';
import * as z from 'zod/mini';
import type { Failed, Problem } from '../../lib/messages/types.ts';
import type { Answers } from '../../lib/messages.ts';
import { MAX } from '../../lib/requests/limits.ts';
import { LevelOverride, MAX_LEVEL_OVERRIDES } from '../../lib/review/scopes/level-overrides.ts';
import { LEVELS, type Level } from '../../lib/review/scopes/levels.ts';
import { t, tn } from '../i18n.ts';
import { Button } from '../ui/Button.tsx';
import { Choice, FileField } from '../ui/Field.tsx';
import { problemText } from '../ui/problem.tsx';
import { type OptionsDeps, Section } from './Data.tsx';

export type LevelsFeedback =
  | { set: string }
  | { removed: string }
  | { imported: number; bad: number }
  | { problem: Problem }
  | 'bad'
  | 'no-levels';

/** The levels in an exported file, and how many entries of it are none; undefined: no such file. */
function levelsIn(text: string): { levels: LevelOverride[]; bad: number } | undefined {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch {
    return undefined;
  }
  const found: unknown = Object(file).levels;
  if (!Array.isArray(found)) return undefined;
  const parsed = found.map((one) => z.safeParse(LevelOverride, one));
  const levels = parsed.flatMap((one) => (one.success ? [one.data] : []));
  return { levels, bad: found.length - levels.length };
}

export type LevelsModel = ReturnType<typeof createLevelsModel>;

/** The organization's own levels on the options page: saved at each change. */
export function createLevelsModel({ send }: Pick<OptionsDeps, 'send'>) {
  /** by name; absent until they were read */
  const levels = signal<readonly LevelOverride[] | undefined>(undefined);
  /** stored, and not to be read as levels */
  const unreadable = signal(0);
  /** the permission or pattern that is being written, and the level chosen for it */
  const scope = signal('');
  const level = signal<Level>('high');
  const feedback = signal<LevelsFeedback | undefined>(undefined);

  function show(list: Answers['listLevels'] | Failed, done?: LevelsFeedback): boolean {
    if (list.ok) {
      levels.value = list.levels;
      unreadable.value = list.unreadable;
    }
    feedback.value = list.ok ? done : { problem: list.problem };
    return list.ok;
  }

  return {
    levels,
    unreadable,
    scope,
    level,
    feedback,
    async start() {
      show(await send('listLevels', {}));
    },
    type(text: string) {
      scope.value = text;
      if (feedback.peek() === 'bad') feedback.value = undefined;
    },
    choose(next: Level) {
      level.value = next;
    },
    async set() {
      const one = z.safeParse(LevelOverride, { scope: scope.peek().trim(), level: level.peek() });
      if (!one.success) feedback.value = 'bad';
      else if (show(await send('putLevels', { levels: [one.data] }), { set: one.data.scope }))
        scope.value = '';
    },
    async remove(name: string) {
      show(await send('dropLevel', { scope: name }), { removed: name });
    },
    async importFile(file: Pick<Blob, 'text'>) {
      const found = levelsIn(await file.text().catch(() => ''));
      if (!found || found.levels.length === 0) feedback.value = 'no-levels';
      else if (found.levels.length > MAX_LEVEL_OVERRIDES)
        feedback.value = { problem: 'too-many-levels' };
      else {
        const done = { imported: found.levels.length, bad: found.bad };
        show(await send('putLevels', { levels: found.levels }), done);
      }
    },
  };
}

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
