import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { t } from '../i18n.ts';
import { isPersons } from './trusted.ts';

/** The counter says something only where the end comes near, in characters. */
const COUNTED_FROM = 200;

interface FieldProps {
  label: string;
  value: Signal<string>;
  max: number;
  /** more than one: a text area, with a live counter once much is written */
  lines?: number;
  hint?: string;
  onEdit: () => void;
  /** Enter in a one-line box, as in any form */
  onEnter?: () => void;
}

/** A labelled box. What a script of the page types into it is not taken over. */
export function Field({ label, value, max, lines = 1, hint, onEdit, onEnter }: FieldProps) {
  const id = useId();
  const counted = lines > 1 && value.value.length > COUNTED_FROM;
  const common = {
    id,
    maxLength: max,
    value: value.value,
    dir: 'auto' as const,
    ...(hint || counted ? { 'aria-describedby': `${id}-note` } : {}),
    onInput: (event: { isTrusted: boolean; currentTarget: { value: string } }) => {
      if (!isPersons(event)) return;
      value.value = event.currentTarget.value;
      onEdit();
    },
    onKeyDown: (event: KeyboardEvent) => {
      if (isPersons(event) && event.key === 'Enter' && !event.isComposing) onEnter?.();
    },
  };
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {lines > 1 ? (
        <textarea rows={lines} {...common} />
      ) : (
        <input type="text" autocomplete="off" {...common} />
      )}
      {counted && (
        <span id={`${id}-note`} class={`note${value.value.length >= max ? ' full' : ''}`}>
          {t('banner_counter', value.value.length, max)}
        </span>
      )}
      {hint && (
        <span id={`${id}-note`} class="hint">
          {hint}
        </span>
      )}
    </div>
  );
}

/** A text to be read or copied by hand; one click selects all of it. */
export function TextToCopy({ label, text }: { label: string; text: string }) {
  const id = useId();
  return (
    <div class="text-to-copy">
      <label for={id}>{label}</label>
      <textarea
        id={id}
        readOnly
        dir="auto"
        rows={Math.min(8, text.split('\n').length + 1)}
        value={text}
        onFocus={(event) => event.currentTarget.select()}
      />
    </div>
  );
}

interface FileFieldProps {
  label: string;
  hint?: string;
  onPick: (file: File) => Promise<void>;
}

/** A labelled choice of a file that was exported. */
export function FileField({ label, hint, onPick }: FileFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        type="file"
        id={id}
        accept=".json,application/json"
        aria-describedby={hint && `${id}-how`}
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          if (!file) return;
          // The same file once more is a choice too.
          void onPick(file).finally(() => {
            currentTarget.value = '';
          });
        }}
      />
      {hint && (
        <p class="hint" id={`${id}-how`}>
          {hint}
        </p>
      )}
    </div>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: readonly { value: Value; label: string }[];
  /** of the sentence that says what is wrong with it */
  errorId?: string | undefined;
  onChoose: (value: Value) => void;
}

/** A labelled select. */
export function Choice<Value extends string>({
  label,
  value,
  options,
  errorId,
  onChoose,
}: ChoiceProps<Value>) {
  const id = useId();
  return (
    <div class="choice">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-invalid={errorId !== undefined}
        aria-describedby={errorId}
        onChange={(event) => {
          const chosen = options[event.currentTarget.selectedIndex];
          if (chosen) onChoose(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}
